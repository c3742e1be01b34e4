import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { openStore } from '../../../src/io/store/store.ts'
import type { Article, Comparison, Page, Sha256 } from '../../../src/model.ts'
import type { RunRecord } from '../../../src/io/store/runs.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frameshift-store-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (now: () => number = Date.now) => openStore(folder, { now })
const run = toId<'Run'>('run-1')

describe('openStore', () => {
  test('keeps what was put in, over closing and opening', async () => {
    const article = articleOf('a')
    {
      await using store = await open()
      await store.articles.put(article)
      await store.articles.put({ ...article, title: 'A second reading' })
    }
    await using again = await open()
    expect(await again.articles.get(article.id)).toEqual({ ...article, title: 'A second reading' })
    expect(await again.articles.get(toId('b'))).toBeUndefined()
  })

  test('says in one line that a file is no store', async () => {
    await writeFile(
      join(folder, 'frameshift.sqlite'),
      'This is no database, but a line of text that is long enough to be looked at.'.repeat(20),
    )
    await expect(open()).rejects.toMatchObject({
      code: 'store-corrupt',
      message: expect.stringContaining(join(folder, 'frameshift.sqlite')),
    })
  })

  test('says in one line that a page of the file is damaged', async () => {
    {
      await using store = await open()
      for (let index = 0; index < 200; index += 1) await store.articles.put(articleOf(`article-${index}`))
    }
    const path = join(folder, 'frameshift.sqlite')
    const bytes = await readFile(path)
    await writeFile(path, bytes.fill(0xa5, 4096))
    await expect(readOne(folder)).rejects.toMatchObject({ code: 'store-corrupt' })
  })

  test('refuses a store that a newer version has changed', async () => {
    await (await open())[Symbol.asyncDispose]()
    const database = new DatabaseSync(join(folder, 'frameshift.sqlite'))
    database.exec(`insert into kysely_migration values ('9999-later', '2030-01-01')`)
    database.close()
    await expect(open()).rejects.toMatchObject({ code: 'store-newer', message: expect.stringContaining('Update Frameshift') })
  })

  test('refuses a data folder that is a file', async () => {
    const path = join(folder, 'file')
    await writeFile(path, '')
    await expect(openStore(path, { now: Date.now })).rejects.toMatchObject({ code: 'store-unwritable' })
  })

  test('says that the disk is full, keeps what was there, and goes on when there is room', async () => {
    await using store = await open()
    await store.articles.put(articleOf('before'))
    const big = { ...articleOf('big'), text: 'x'.repeat(3_000_000) }
    // A limit on the size of files stands for a full disk: SQLite sees a write that fails.
    const script = `
      import { openStore } from ${JSON.stringify(new URL('../../../src/io/store/store.ts', import.meta.url).href)}
      process.on('SIGXFSZ', () => {})
      const store = await openStore(${JSON.stringify(folder)}, { now: Date.now })
      try { await store.articles.put({ ...${JSON.stringify(articleOf('big'))}, text: 'x'.repeat(3_000_000) }) } catch (error) { console.log(error.code, '|', error.message) }
      console.log(String((await store.articles.get('before'))?.title))`
    const child = spawnSync('bash', ['-c', `ulimit -f 1000; exec "$0" --input-type=module-typescript -e "$1"`, process.execPath, script], {
      encoding: 'utf8',
    })
    expect(child.stdout).toMatch(/^(?:disk-full|store-io) \| Cannot use the store .+\nThe title of before\n$/)
    expect(await store.articles.get(big.id)).toBeUndefined()
    await store.articles.put(big)
    expect(await store.articles.get(big.id)).toEqual(big)
  })

  test('waits while another process holds the lock, and fails nothing', async () => {
    await using store = await open()
    const script = `
      import { DatabaseSync } from 'node:sqlite'
      const database = new DatabaseSync(${JSON.stringify(join(folder, 'frameshift.sqlite'))})
      database.exec('begin immediate')
      console.log('locked')
      setTimeout(() => database.exec('commit'), 1500)`
    const other = spawn(process.execPath, ['--input-type=module', '-e', script])
    for await (const line of other.stdout) if (String(line).includes('locked')) break
    const before = performance.now()
    await store.articles.put(articleOf('late'))
    expect(performance.now() - before).toBeGreaterThan(500)
    expect(await store.articles.get(toId('late'))).toBeDefined()
  })

  test('can be made by several processes at once', () => {
    const script = `
      import { openStore } from ${JSON.stringify(new URL('../../../src/io/store/store.ts', import.meta.url).href)}
      const store = await openStore(${JSON.stringify(folder)}, { now: Date.now })
      await store[Symbol.asyncDispose]()`
    const child = spawnSync(
      'bash',
      [
        '-c',
        `for i in 1 2 3 4; do "$0" --input-type=module-typescript -e "$1" & pids="$pids $!"; done; for p in $pids; do wait $p || exit 1; done`,
        process.execPath,
        script,
      ],
      {
        encoding: 'utf8',
      },
    )
    expect(child.stderr).toBe('')
    expect(child.status).toBe(0)
  })
})

describe('the parts of the store', () => {
  test('pages keep bytes once, and say which was fetched last', async () => {
    await using store = await open()
    const bytes = Buffer.from('<p>Hello</p>')
    const newer = Buffer.from('<p>Hello again</p>')
    await store.pages.put(pageOf(bytes, '2026-01-01T00:00:00.000Z'), bytes)
    await store.pages.put(pageOf(newer, '2026-01-02T00:00:00.000Z'), newer)
    expect((await store.pages.latest('https://a.example/1'))?.hash).toBe(hashOf(newer))
    expect(Buffer.from((await store.pages.bytes(hashOf(bytes))) ?? [])).toEqual(bytes)
    await expect(store.pages.put(pageOf(bytes, '2026-01-01T00:00:00.000Z'), newer)).rejects.toThrow(TypeError)
  })

  test('infinite limits of a comparison survive', async () => {
    await using store = await open()
    const ratio = { value: 2, low: 0.5, high: Number.POSITIVE_INFINITY, level: 0.95, n: 3, method: 'm' }
    const contrast = {
      frame: 'f',
      voice: 'all',
      a: toId<'Outlet'>('x'),
      b: 'others',
      articles: { a: 1, b: 2 },
      ratio,
      p: undefined,
      pAdjusted: undefined,
      verdict: 'too-few',
    } as const
    const comparison: Comparison = { rates: [], sentiments: [], contrasts: [contrast] }
    await store.comparisons.put(run, comparison)
    expect(await store.comparisons.get(run)).toEqual(comparison)
  })

  test('files of a run are text or bytes, listed by name', async () => {
    await using store = await open()
    await store.files.put(run, 'report.html', '<p>Straße</p>')
    await store.files.put(run, 'bundle/pages.warc.gz', new Uint8Array([0, 255, 1]))
    expect(await store.files.list(run)).toEqual(['bundle/pages.warc.gz', 'report.html'])
    expect(await store.files.text(run, 'report.html')).toBe('<p>Straße</p>')
    expect([...((await store.files.bytes(run, 'bundle/pages.warc.gz')) ?? [])]).toEqual([0, 255, 1])
  })

  test('an unfinished run of the same fingerprint is gone on with, a finished one is not', async () => {
    await using store = await open()
    expect(await store.runs.begin(runOf('1'))).toEqual(runOf('1'))
    expect((await store.runs.begin(runOf('2'))).id).toBe('1')
    await store.runs.setState(toId('1'), 'failed', '2026-01-01T01:00:00.000Z', { code: 'c', message: 'm' })
    expect((await store.runs.begin(runOf('2'))).id).toBe('2')
    expect((await store.runs.list(10)).map(({ id, state }) => [id, state])).toEqual([
      ['1', 'failed'],
      ['2', 'open'],
    ])
  })

  test('a host is granted to one caller at a time, and a clock that was put back does not lock it', async () => {
    let now = 1_000_000_000
    await using store = await open(() => now)
    const { hosts } = store
    expect(await Promise.all([1, 2, 3].map(() => hosts.take('a.example', 2000)))).toEqual([
      { waitMs: 0 },
      { waitMs: 2000 },
      { waitMs: 2000 },
    ])
    now += 2000
    expect(await hosts.take('a.example', 2000)).toEqual({ waitMs: 0 })
    await hosts.backOff('a.example', now + 60_000)
    expect(await hosts.take('a.example', 2000)).toEqual({ waitMs: 60_000 })
    now -= 7_200_000
    expect(await hosts.take('a.example', 2000)).toEqual({ waitMs: 0 })
  })
})

/** Opens the store and reads an article. */
async function readOne(dataDir: string): Promise<void> {
  await using store = await openStore(dataDir, { now: Date.now })
  await store.articles.get(toId('article-7'))
}

function articleOf(name: string): Article {
  return {
    id: toId(name),
    url: `https://a.example/${name}`,
    outlet: toId('a.example'),
    title: `The title of ${name}`,
    text: `The title of ${name}\n\nIts body.`,
    bodyStart: 15 + name.length,
    byline: [],
    publishedAt: undefined,
    language: 'en',
    siteName: undefined,
    confidence: 0.9,
    flags: [],
    page: toId('0'.repeat(64)),
  }
}

function pageOf(bytes: Uint8Array, fetchedAt: string): Page {
  const url = 'https://a.example/1'
  return { hash: hashOf(bytes), url, finalUrl: url, contentType: 'text/html', etag: undefined, lastModified: undefined, fetchedAt }
}

function hashOf(bytes: Uint8Array): Sha256 {
  return toId(createHash('sha256').update(bytes).digest('hex'))
}

function runOf(id: string): RunRecord {
  return {
    id: toId(id),
    fingerprint: 'f',
    settings: { a: 1 },
    state: 'open',
    createdAt: '2026-01-01T00:00:00.000Z',
    endedAt: undefined,
    failure: undefined,
  }
}
