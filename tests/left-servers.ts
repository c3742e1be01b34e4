import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const pidFile = 'server.pid'

/** A folder for a server of this process. It names the process, so that others can tell when nobody is left to end the server. */
export async function serverFolder(kind: 'redis' | 'postgres', place = tmpdir()): Promise<string> {
  await clearLeftServers(place)
  return mkdtemp(join(place, `frameshift-${kind}-${process.pid}-`))
}

/** Writes down which process serves from the folder. */
export async function noteServer(folder: string, pid: number | undefined): Promise<void> {
  await writeFile(join(folder, pidFile), String(pid ?? ''))
}

/**
 * Ends the servers of test runs and benches that were killed, and takes their folders away. Only a process whose working folder is that folder is one
 * of theirs: ids are given again. Where the system does not tell working folders, everything stays.
 */
async function clearLeftServers(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const owner = /^frameshift-(?:redis|postgres)-(\d+)-[a-z\d]{6}$/iu.exec(name)?.[1]
    if (owner === undefined || isRunning(Number(owner))) continue
    const folder = join(place, name)
    const server = Number(await readFile(join(folder, pidFile), 'utf8').catch(() => ''))
    if (server > 0 && isRunning(server)) {
      const works = await readlink(`/proc/${server}/cwd`).catch(() => undefined)
      if (works === undefined) continue
      if (works === folder || works.startsWith(`${folder}/`)) process.kill(server, 'SIGKILL')
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {})
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
