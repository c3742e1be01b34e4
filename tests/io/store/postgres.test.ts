import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { seededRandom } from '../../../src/core/stats/seeded-random.ts'
import { openDatabase } from '../../../src/io/store/store.ts'
import type { Ledger } from '../../../src/runners/ledger.ts'
import { ledgerContract } from '../../contract/ledger-contract.ts'
import { storeContract } from '../../contract/store-contract.ts'
import { inDatabases } from '../../contract/stored.ts'
import { workbenchContract } from '../../contract/workbench-contract.ts'
import { runCli } from '../../integration/run-cli.ts'
import { startPostgres, whyNoPostgres, type PostgresServer } from '../../servers.ts'

const missing = whyNoPostgres()
const run = toId<'Run'>('run-1')

describe.skipIf(missing !== undefined)(`the store in PostgreSQL${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server[Symbol.asyncDispose]())
  const databases = inDatabases((name) => server.makeDatabase(name))
  const open = (url: string) => openDatabase(url, { now: Date.now })

  storeContract(databases)
  workbenchContract(databases)
  describe('its ledger', () => {
    ledgerContract(databases)
  })

  test('an address that is set and does not answer is an error in one line, never a file instead', async () => {
    await expect(open('postgres://u:secret@127.0.0.1:1/news')).rejects.toMatchObject({
      code: 'database-unreachable',
      message: expect.stringMatching(/^Cannot use the database 127\.0\.0\.1:1\/news: .+$/),
    })
    await expect(open('mysql://127.0.0.1/news')).rejects.toMatchObject({ code: 'database-url-invalid' })
    const ended = await runCli(['schedule', 'list'], { env: { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/news' } })
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^frameshift: Cannot use the database [^\n]+\n$/) })
    expect(ended.stderr).not.toContain('secret')
  })

  test('a wrong password and a read-only copy are told apart', async () => {
    const url = server.makeDatabase('guarded')
    await query(url, `create user guarded password 'right'`)
    await expect(open(url.replace('postgres@', 'guarded:wrong@'))).rejects.toMatchObject({ code: 'database-refused' })
    await (await open(url))[Symbol.asyncDispose]()
    await query(url, 'alter database guarded set default_transaction_read_only = on')
    await using store = await open(url)
    await expect(store.runs.begin(runOf('1'))).rejects.toMatchObject({
      code: 'store-unwritable',
      message: expect.stringContaining('read-only'),
    })
  })

  test('several processes can make the tables of one database at once', async () => {
    const url = server.makeDatabase('many')
    const stores = await Promise.all([1, 2, 3].map(() => open(url)))
    expect(await Promise.all(stores.map((store) => store.runs.list(1)))).toEqual([[], [], []])
    for (const store of stores) await store[Symbol.asyncDispose]()
  })

  test('of processes that take some of the same jobs at once each gets some, each job goes to one, and none of them fails', async () => {
    const url = server.makeDatabase('shared')
    await using stores = new AsyncDisposableStack()
    const ledgers = [1, 2, 3].map(async () => stores.use(await open(url)).ledger)
    const [first, ...others] = await Promise.all(ledgers)
    if (!first) throw new TypeError('No store was opened')
    const keys = Array.from({ length: 1500 }, (_, index) => `fetch/${index}`)
    await first.open(run, { each: keys.map((key) => ({ key, stage: 'fetch', input: {} })) }, 0)
    const random = seededRandom(7, 'takes')
    const taken: string[] = []
    const work = async (ledger: Ledger, owner: string): Promise<void> => {
      for (;;) {
        const ready = await ledger.ready(run, { stages: ['fetch'], limit: 15, at: 1 })
        if (ready.length === 0) return
        const tryOne = async (key: string) => {
          const take = await ledger.take(run, key, { owner, leaseUntil: 1e9, at: 1, alone: false })
          if (take.kind !== 'taken') return
          taken.push(key)
          await ledger.finish(take.job, { outcome: { kind: 'done', output: 1 }, next: { each: [] }, at: 1 })
        }
        await Promise.all(ready.toSorted(() => random() - 0.5).map(tryOne))
      }
    }
    await Promise.all([first, ...others].map((ledger, index) => work(ledger, `process ${index}`)))
    expect(taken.toSorted()).toEqual(keys.toSorted())
  })

  test('a server that dies in mid-transaction costs the transaction, whole, and the store goes on when it is back', async () => {
    const url = server.makeDatabase('dying')
    await using store = await open(url)
    await store.runs.begin(runOf('before'))
    // Somebody holds the row, so that the end of the job is under way, and no further, when the server dies.
    const jobs = ['a', 'b'].map((name) => ({ stage: 'fetch', key: `fetch/${name}`, input: { name } }) as const)
    await store.ledger.open(run, { each: jobs }, 0)
    const take = await store.ledger.take(run, 'fetch/a', { owner: 'x', leaseUntil: 9, at: 0, alone: false })
    if (take.kind !== 'taken') throw new Error('Expected to take it')
    const holder = new Client({ connectionString: url })
    holder.on('error', () => {})
    await holder.connect()
    await holder.query(`begin; select * from jobs where key = 'fetch/a' for update`)
    const next = { each: [{ stage: 'extract', key: 'extract/a', input: {} }] } as const
    const finishing = store.ledger.finish(take.job, { outcome: { kind: 'done', output: 1 }, next, at: 1 })
    finishing.catch(() => {})
    await waiting(server.url)
    await server.kill()
    await expect(finishing).rejects.toMatchObject({ code: 'database-unreachable', retry: 'later' })
    await expect(store.runs.list(1)).rejects.toMatchObject({ code: 'database-unreachable' })
    await server.restart()
    expect((await store.runs.list(9)).map(({ id }) => id)).toEqual(['before'])
    expect(await store.ledger.progress(run)).toEqual([{ stage: 'fetch', waiting: 0, ready: 1, running: 1, done: 0, failed: 0 }])
    expect((await store.ledger.finish(take.job, { outcome: { kind: 'done', output: 1 }, next, at: 2 }))?.opened).toHaveLength(1)
  })
})

function runOf(id: string) {
  return {
    id: toId<'Run'>(id),
    fingerprint: 'f',
    settings: {},
    state: 'open',
    createdAt: '2026-01-01T00:00:00.000Z',
    endedAt: undefined,
    failure: undefined,
  } as const
}

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

/** Until a statement waits for a lock. */
async function waiting(url: string): Promise<void> {
  while ((await query(url, `select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
