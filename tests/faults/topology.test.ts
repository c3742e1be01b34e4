import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { runCli } from '../integration/run-cli.ts'
import { startOwnRedis, startPostgres, whyNoPostgres, whyNoRedis } from '../servers.ts'
import { tell } from './field.ts'

const missing = whyNoRedis() ?? whyNoPostgres()
const token = 'a-token-of-the-test-that-is-long-enough'
const paragraph = 'The ministers met on Wednesday and spoke of a betrayal, its cost and its route through the hills of Altyndala. '
const article = `<html lang="en"><head><title>Ministers meet</title></head><body><article><h1>Ministers meet</h1><p>${paragraph.repeat(8)}</p></article></body></html>`

/** What docker-compose.yml describes, as plain processes: Redis with a password, PostgreSQL, the site, two workers. */
describe.skipIf(missing !== undefined)(
  `the team mode${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  { timeout: 240_000 },
  () => {
    test('a comparison that is asked for at the site is made by the workers, survives one of them, and its bundle makes the same bytes on a laptop', async () => {
      await using redis = await startOwnRedis(['--requirepass', 'secret', '--maxmemory-policy', 'noeviction'])
      await using postgres = await startPostgres()
      const folder = await mkdtemp(join(tmpdir(), 'frameshift-team-'))
      const env = {
        REDIS_URL: redis.url.replace('//', '//:secret@'),
        DATABASE_URL: postgres.makeDatabase('team'),
        FRAMESHIFT_TOKEN: token,
        FRAMESHIFT_DATA_DIR: join(folder, 'data'),
      }
      const processes: ChildProcess[] = []
      const start = async (args: readonly string[], says: RegExp): Promise<{ readonly child: ChildProcess; readonly said: string }> => {
        const child = spawn(process.execPath, ['--import', resolve('scripts/node-24.mjs'), resolve('src/cli/main.ts'), ...args], {
          cwd: folder,
          env: { ...process.env, ...env },
          stdio: ['ignore', 'ignore', 'pipe'],
        })
        processes.push(child)
        let said = ''
        child.stderr.setEncoding('utf8').on('data', (part: string) => (said += part))
        while (!says.test(said)) {
          if (child.exitCode !== null) throw new Error(said)
          await sleep(50)
        }
        return { child, said }
      }
      try {
        const { said } = await start(['serve', '--port', '0', '--no-schedules'], /listens at/)
        const site = /http:\/\/\S+/.exec(said)?.[0] ?? ''
        const first = await start(['work', '--health', '0', '--no-schedules'], /worker: ready/)
        const second = await start(['work', '--health', '0', '--no-schedules'], /worker: ready/)
        const health = /http:\S+\/health/.exec(second.said)?.[0] ?? ''
        expect((await fetch(health)).status).toBe(200)
        const asked = await fetch(new URL('/api/runs', site), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        })
        expect(asked.status).toBe(401)
        const api = apiOf(site)
        const begun = await api('POST', '/runs', { text: article, alone: true })
        const run = z.object({ run: z.string() }).parse(begun).run
        first.child.kill('SIGKILL')
        let state = 'open'
        while (state === 'open') {
          await sleep(300)
          state = z.object({ state: z.string() }).parse(await api('GET', `/runs/${run}`)).state
        }
        expect(state).toBe('done')
        const metrics = await (await fetch(health.replace('/health', '/metrics'))).text()
        expect(metrics).toMatch(/^frameshift_up\{what="redis"\} 1$/m)
        expect(metrics).not.toContain('secret')
        // The same on the command line, by the worker that is left; what it wrote is made again here, in one process, in a file.
        const compared = await runCli(['compare', '-', '--alone', '--out', join(folder, 'report')], {
          dataDir: join(folder, 'data'),
          stdin: article,
          env,
        })
        expect(compared.code, compared.stderr).toBe(0)
        const verified = await runCli(['report', 'verify', join(folder, 'report')], { dataDir: join(folder, 'laptop') })
        expect(verified.code, verified.stderr + verified.stdout).toBe(0)
        const before = performance.now()
        second.child.kill('SIGTERM')
        const [code] = await once(second.child, 'exit')
        expect(code).toBe(0)
        tell('team', {
          run,
          state,
          stopSeconds: ((performance.now() - before) / 1000).toFixed(1),
          verify: verified.stdout.trim().split('\n').at(-1) ?? '',
        })
      } finally {
        for (const child of processes) child.kill('SIGKILL')
        await rm(folder, { recursive: true, force: true, maxRetries: 5 })
      }
    })
  },
)

type Api = (method: string, path: string, body?: unknown) => Promise<unknown>

function apiOf(site: string): Api {
  return async (method, path, body) => {
    const answer = await fetch(new URL(`/api${path}`, site), {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return JSON.parse(text)
  }
}
