import type { Kysely } from 'kysely'
import { z } from 'zod'
import { decodeNoun, ifSound } from './json.ts'
import type { Tables } from './tables.ts'

/** The articles of reports by their words, what people judged, and the versions of lexicons. */
export async function createWorkbenchTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('corpus_articles')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('article', 'text', (column) => column.notNull().unique())
    .addColumn('outlet', 'text', (column) => column.notNull())
    .addColumn('language', 'text')
    .execute()
  await db.schema
    .createTable('corpus_runs')
    .addColumn('run', 'text', (column) => column.primaryKey())
    .addColumn('lexicon', 'text')
    .addColumn('lexicon_hash', 'text')
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('created_ms', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('corpus_members')
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('corpus_members_key', ['number', 'run'])
    .execute()
  await db.schema
    .createTable('corpus_postings')
    .addColumn('segment', 'integer', (column) => column.notNull())
    .addColumn('key', 'bytea', (column) => column.notNull())
    .addColumn('numbers', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('corpus_postings_key', ['key', 'segment'])
    .execute()
  await db.schema.createIndex('corpus_postings_by_segment').on('corpus_postings').column('segment').execute()
  await db.schema
    .createTable('corpus_segments')
    .addColumn('segment', 'integer', (column) => column.primaryKey())
    .addColumn('articles', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('judgements')
    .addColumn('lexicon', 'text', (column) => column.notNull())
    .addColumn('item', 'text', (column) => column.notNull())
    .addColumn('annotator', 'text', (column) => column.notNull())
    .addColumn('noun', 'text', (column) => column.notNull())
    .addColumn('made_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('judgements_key', ['lexicon', 'item', 'annotator'])
    .execute()
  await db.schema
    .createTable('lexicon_versions')
    .addColumn('lexicon', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('noun', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('saved_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('lexicon_versions_key', ['lexicon', 'hash'])
    .execute()
}

/** The frame is part of what was judged: with it in the key, a word on the same hit under another frame takes the place of none. */
export async function keyJudgementsByFrame(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('judgements').renameTo('judgements_before').execute()
  await db.schema
    .createTable('judgements')
    .addColumn('lexicon', 'text', (column) => column.notNull())
    .addColumn('item', 'text', (column) => column.notNull())
    .addColumn('frame', 'text', (column) => column.notNull())
    .addColumn('annotator', 'text', (column) => column.notNull())
    .addColumn('noun', 'text', (column) => column.notNull())
    .addColumn('made_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('judgements_by_frame_key', ['lexicon', 'item', 'frame', 'annotator'])
    .execute()
  const tables = db.withTables<{ judgements: Tables['judgements']; judgements_before: Omit<Tables['judgements'], 'frame'> }>()
  for (const row of await tables.selectFrom('judgements_before').selectAll().execute()) {
    // A row that cannot be read is kept as it is: it may not keep the others, and the whole store, from being used.
    const read = ifSound(() => decodeNoun(row.noun, z.looseObject({ frame: z.string() }), `the judgement of ${row.item}`))
    await tables
      .insertInto('judgements')
      .values({ ...row, frame: read?.frame ?? '' })
      .execute()
  }
  await db.schema.dropTable('judgements_before').execute()
}

/** The articles that are there were cut into words by rules that nobody wrote down. */
export async function addCorpusVersion(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('corpus_articles')
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .execute()
  await db.schema.createIndex('corpus_articles_by_version').on('corpus_articles').column('version').execute()
}
