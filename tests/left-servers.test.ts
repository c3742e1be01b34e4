import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noteServer, serverFolder } from './left-servers.ts'

test.skipIf(!existsSync('/proc/self/cwd'))('servers and folders of a run that was killed are cleared away, and no others', async () => {
  const ownerGone = spawnSync(process.execPath, ['-e', '']).pid
  // Other tests clear the system's folder at any time.
  const place = mkdtempSync(join(tmpdir(), 'left-servers-'))
  const left = mkdtempSync(join(place, `frameshift-redis-${ownerGone}-`))
  const renamed = mkdtempSync(join(place, `frameshift-postgres-${ownerGone}-`))
  const own = mkdtempSync(join(place, `frameshift-redis-${process.pid}-`))
  mkdirSync(join(left, 'data'))
  const [server, other] = [join(left, 'data'), tmpdir()].map((cwd) =>
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { cwd, stdio: 'ignore' }),
  )
  const ended = server && once(server, 'exit')
  await noteServer(left, server?.pid)
  // Its id has been given to another process since.
  await noteServer(renamed, other?.pid)
  const made = await serverFolder('redis', place)
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect([left, renamed, own, made].map((folder) => existsSync(folder))).toEqual([false, false, true, true])
  expect(other?.exitCode).toBeNull()
  expect(other?.signalCode).toBeNull()
  other?.kill()
  rmSync(place, { recursive: true })
})
