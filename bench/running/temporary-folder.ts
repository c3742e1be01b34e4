import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string
}

const mine = new Set<string>()
const stops = ['SIGINT', 'SIGTERM'] as const

/** An empty folder among the system's temporary ones. It is gone when it is disposed of, and also when the process is stopped before: benches often are. */
export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  if (mine.size === 0) watchOver()
  const path = await mkdtemp(join(tmpdir(), `frameshift-${name}-`))
  mine.add(path)
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await rm(path, { recursive: true, force: true })
      mine.delete(path)
      if (mine.size === 0) leaveAlone()
    },
  }
}

function watchOver(): void {
  leaveAlone()
  process.on('exit', removeAll)
  for (const signal of stops) process.on(signal, end)
}

function leaveAlone(): void {
  process.off('exit', removeAll)
  for (const signal of stops) process.off(signal, end)
}

function end(signal: (typeof stops)[number]): void {
  process.exit(128 + constants.signals[signal])
}

/** Nothing is awaited any more when a process exits. */
function removeAll(): void {
  for (const path of mine) rmSync(path, { recursive: true, force: true, maxRetries: 3 })
}
