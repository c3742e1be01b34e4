import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** A worker's process in small: a watchdog that waits 400 ms, and a loop that does what is asked of it. */
async function ended(work: string): Promise<{ readonly signal: unknown; readonly code: unknown; readonly said: string }> {
  const watchdog = new URL('../../workers/watchdog.ts', import.meta.url).href
  const folder = await mkdtemp(join(tmpdir(), 'frameshift-watchdog-'))
  const script = `import { startWatchdog } from ${JSON.stringify(watchdog)}\nconst dog = startWatchdog({ silenceMs: 400 })\n${work}`
  await writeFile(join(folder, 'worker.mjs'), script)
  const child = spawn(process.execPath, [join(folder, 'worker.mjs')], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code, signal] = await once(child, 'close')
  await rm(folder, { recursive: true, force: true })
  return { code, signal, said }
}

/** When the thread of the watchdog is there for certain. */
const standStill = 'setTimeout(() => { for (;;); }, 1500)'

test('a worker whose loop stands still is ended, with a line that says so', async () => {
  const { signal, said } = await ended(standStill)
  expect(signal).toBe('SIGKILL')
  expect(said).toMatch(/^worker: stood still for \d+ s; ended, so that it is started anew$/m)
})

test('a worker that is alive, and one whose watch has ended, are left alone', async () => {
  const alive = 'setTimeout(() => process.exit(3), 1500)'
  expect(await ended(alive)).toMatchObject({ code: 3, signal: null })
  const released =
    'dog[Symbol.dispose](); setTimeout(() => { const end = performance.now() + 1500; while (performance.now() < end); process.exit(4) }, 100)'
  expect(await ended(released)).toMatchObject({ code: 4, signal: null })
})
