import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { noteServer, serverFolder } from './left-servers.ts'

/** Real servers for tests: on loopback, on a free port, in a folder of their own, ended with the test. */

export interface RedisServer extends AsyncDisposable {
  readonly url: string
}

/** A server that a test may treat badly. */
export interface OwnRedis extends RedisServer {
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same port, with its data or without. */
  restart(options?: { readonly isEmpty?: boolean }): Promise<void>
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
  return startOwnRedis()
}

/** A server of our own; `flags` come after the usual ones, and win. */
export async function startOwnRedis(flags: readonly string[] = []): Promise<OwnRedis> {
  const folder = await serverFolder('redis')
  const port = await freePort()
  const usual = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', '', '--daemonize', 'no']
  const start = async () => {
    const server = spawn('redis-server', [...usual, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(server, 'exit')
    for await (const line of server.stdout.iterator({ destroyOnReturn: false }))
      if (/Ready to accept connections|MASTER <-> REPLICA/.test(String(line))) break
    server.stdout.resume()
    await noteServer(folder, server.pid)
    return { server, exited }
  }
  let { server, exited } = await start()
  const kill = async () => {
    server.kill('SIGKILL')
    await exited
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart: async ({ isEmpty = false } = {}) => {
      if (isEmpty) await rm(join(folder, 'appendonlydir'), { recursive: true, force: true })
      ;({ server, exited } = await start())
    },
    [Symbol.asyncDispose]: async () => {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface PostgresServer extends AsyncDisposable {
  /** Of the database `postgres`, whose user of that name may do anything. */
  readonly url: string
  readonly port: number
  /** Makes an empty database, and gives its address. */
  makeDatabase(name: string): string
  /** Ends the server as a power cut would, and starts it again on the same data and port. */
  kill(): Promise<void>
  restart(): Promise<void>
}

/** Why tests that need PostgreSQL cannot run here; `undefined` when they can. In CI a missing server is a failure, never a skip. */
export function whyNoPostgres(): string | undefined {
  if (existsSync(postgresCommand('initdb')) && existsSync(postgresCommand('postgres'))) return undefined
  const reason = 'PostgreSQL is not installed; npm run setup:test'
  if (process.env['CI'] === 'true') throw new Error(`Tests need PostgreSQL: ${reason}`)
  return reason
}

/** A server of our own. PostgreSQL refuses to run as root; where we are root, it runs as the user that its package made. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = await serverFolder('postgres')
  const port = await freePort()
  const user = process.getuid?.() === 0 ? userOf('postgres') : undefined
  if (user) await chown(folder, user.uid, user.gid)
  const as = { ...user, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } }
  const made = spawnSync(
    postgresCommand('initdb'),
    ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
    as,
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${String(made.stderr)}`)
  // One user needs a password, so that a wrong one can be tried.
  const rules = join(folder, 'data', 'pg_hba.conf')
  await writeFile(rules, `host all guarded 127.0.0.1/32 scram-sha-256\n${await readFile(rules, 'utf8')}`)
  // What the system has taken survives the death of the server all the same; only a power cut would tell the difference.
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'max_connections=60',
    'shared_buffers=32MB',
  ]
  const start = async () => {
    const flags = ['-D', join(folder, 'data'), '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
    const server = spawn(postgresCommand('postgres'), flags, { ...as, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
    const exited = once(server, 'exit')
    for await (const line of server.stderr) if (String(line).includes('ready to accept connections')) break
    await noteServer(folder, server.pid)
    return { server, exited }
  }
  let { server, exited } = await start()
  const end = async () => {
    // The whole group at once: the server's own processes would outlive it for a while.
    if (server.pid !== undefined && server.exitCode === null && server.signalCode === null) process.kill(-server.pid, 'SIGKILL')
    await exited
  }
  const address = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`
  return {
    url: address('postgres'),
    port,
    makeDatabase: (name) => {
      const flags = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', name]
      const result = spawnSync(postgresCommand('createdb'), flags, as)
      if (result.status !== 0) throw new Error(`createdb failed: ${String(result.stderr)}`)
      return address(name)
    },
    kill: end,
    restart: async () => {
      ;({ server, exited } = await start())
    },
    [Symbol.asyncDispose]: async () => {
      await end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Debian and its like keep the server's commands out of PATH. */
function postgresCommand(name: string): string {
  const packages = '/usr/lib/postgresql'
  const versions = existsSync(packages) ? readdirSync(packages).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(packages, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name
}

function userOf(name: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string) => Number(String(spawnSync('id', [flag, name]).stdout).trim())
  return { uid: id('-u'), gid: id('-g') }
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
