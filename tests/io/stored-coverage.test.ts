import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import { openStore, openTables } from '../../src/io/store/store.ts'
import { storedCoverage } from '../../src/io/stored-coverage.ts'
import type { Article } from '../../src/model.ts'

test('an article that was damaged after it came into the index is left out, and keeps no other out', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'frameshift-coverage-'))
  try {
    await using store = await openStore(dataDir, { now: Date.now })
    const [anchor, ...others] = ['anchor', 'torn', 'sound'].map(articleOf)
    if (anchor === undefined) throw new TypeError('There is an anchor')
    for (const article of [anchor, ...others]) await store.articles.put(article)
    const asked = { windowDays: 3, limit: 10 }
    const urls = async () => (await storedCoverage(anchor, asked, store)).map(({ url }) => url).toSorted()
    expect(await urls()).toEqual(['https://a.example/sound', 'https://a.example/torn'])
    const { db } = await openTables({ dataDir, databaseUrl: undefined })
    await sql`update articles set noun = '{"id":' where id = 'torn'`.execute(db)
    await db.destroy()
    expect(await urls()).toEqual(['https://a.example/sound'])
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

function articleOf(id: string): Article {
  return {
    id: toId<'Article'>(id),
    url: `https://a.example/${id}`,
    outlet: toId<'Outlet'>('outlet'),
    title: 'The dam of Velmora',
    text: 'The dam of Velmora\n\nThe Orlin dam above Velmora broke on Sunday. At least 214 people are missing, the mayor, Ines Tavaro, said.',
    bodyStart: 20,
    byline: [],
    publishedAt: '2026-10-14',
    language: 'en',
    siteName: undefined,
    confidence: 1,
    flags: [],
    page: toId<'Sha256'>('0'),
  }
}
