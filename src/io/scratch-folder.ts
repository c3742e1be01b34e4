import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'

/**
 * A new folder beside a place, in which is written what takes that place at the end. Those that processes of this machine left there for the same
 * place when they were killed are taken away; what runs, or belongs to another machine that shares the disk, keeps its own.
 */
export async function scratchFolder(place: string): Promise<string> {
  const parent = dirname(place)
  const ours = `.${basename(place)}-${machine()}.`
  for (const name of await readdir(parent)) {
    const owner = name.startsWith(ours) ? /^(\d+)-[a-z\d]{6}$/iu.exec(name.slice(ours.length))?.[1] : undefined
    if (owner === undefined || isRunning(Number(owner))) continue
    // One that another user left may stay: what is to be written matters more.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => {})
  }
  return mkdtemp(join(parent, `${ours}${process.pid}-`))
}

/** Short: names have their limit. */
function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 6)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // One of another user's runs all the same.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
