import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Real servers for tests: on loopback, on a free port, in a folder of their own, ended with the test. */

export interface RedisServer extends AsyncDisposable {
  readonly url: string
}

/** Why tests that need Redis cannot run here; `undefined` when they can. In CI a missing server is a failure, never a skip. */
export function whyNoRedis(): string | undefined {
  if (process.env['REDIS_URL'] !== undefined || isInstalled('redis-server')) return undefined
  const reason = 'redis-server is not installed; npm run setup:test'
  if (process.env['CI'] === 'true') throw new Error(`Tests need Redis: ${reason}`)
  return reason
}

/** The server at `REDIS_URL`, or one of our own. */
export async function startRedis(): Promise<RedisServer> {
  const given = process.env['REDIS_URL']
  if (given !== undefined) return { url: given, [Symbol.asyncDispose]: () => Promise.resolve() }
  const folder = await mkdtemp(join(tmpdir(), 'frameshift-redis-'))
  const port = await freePort()
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', '', '--daemonize', 'no']
  const server = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(server, 'exit')
  for await (const line of server.stdout) if (String(line).includes('Ready to accept connections')) break
  return {
    url: `redis://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.kill('SIGKILL')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}

/** A port that nobody listened on a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('Expected an address with a port')
  return address.port
}
