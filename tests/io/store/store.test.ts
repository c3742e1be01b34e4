import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { openStore } from '../../../src/io/store/store.ts'
import type { Article } from '../../../src/model.ts'
import { inFolder } from '../../contract/stored.ts'
import { storeContract } from '../../contract/store-contract.ts'
import { workbenchContract } from '../../contract/workbench-contract.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frameshift-store-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = () => openStore(folder, { now: Date.now })

describe('openStore', () => {
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

  test.skipIf(process.platform !== 'linux')('says in one line that a data folder cannot be made, and does not try for ever', async () => {
    await expect(openStore('/proc/frameshift/data', { now: Date.now })).rejects.toMatchObject({
      code: 'store-unwritable',
      message: expect.stringContaining('cannot be made there'),
    })
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

describe('the store in a file', () => {
  storeContract(inFolder)
  workbenchContract(inFolder)
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
