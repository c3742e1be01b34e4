import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import { openStore, openTables } from '../../src/io/store/store.ts'
import { updateCorpus } from '../../src/workbench/corpus/update-corpus.ts'

test('a report that cannot be read is named, and keeps no other out', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'frameshift-corpus-'))
  try {
    await using store = await openStore(dataDir, { now: Date.now })
    const ids = ['run-1', 'run-2', 'run-3'].map((id) => toId<'Run'>(id))
    for (const [index, id] of ids.entries()) {
      const createdAt = `2026-01-0${index + 1}T00:00:00.000Z`
      await store.runs.create({ id, fingerprint: id, settings: {}, state: 'done', createdAt, endedAt: createdAt, failure: undefined })
      await store.comparisons.put(id, { rates: [], sentiments: [], contrasts: [] })
    }
    const { db } = await openTables({ dataDir, databaseUrl: undefined })
    await sql`insert into stories (run, noun) values ('run-1', '{"anchor":')`.execute(db)
    await db.destroy()
    const told: unknown[] = []
    const { signal } = new AbortController()
    const options = {
      signal,
      onProgress: (reports: number) => told.push(reports),
      onUnreadable: (runs: readonly string[]) => told.push(runs),
    }
    await updateCorpus({ store }, options)
    expect(told).toEqual([2, ['run-1']])
    expect((await store.corpus.size()).runs).toBe(2)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})
