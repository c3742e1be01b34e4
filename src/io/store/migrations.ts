// Past 300 lines: the migrations are one list, and one that has been released never changes.
import { sql, type Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { PipelineError } from '../../errors.ts'
import type { Tables } from './tables.ts'
import { addCorpusVersion, createWorkbenchTables, keyJudgementsByFrame } from './workbench-tables.ts'

/**
 * Brings the tables up to this version, or through the migrations of these names alone, in one transaction. Throws `store-newer` when a newer
 * version of Frameshift has been here: it may keep things in ways that this one would break.
 */
export async function migrate(db: Kysely<Tables>, where: string, names: readonly string[] = migrationNames): Promise<void> {
  const wanted = [...migrations].filter(([name]) => names.includes(name))
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(wanted)) },
    allowUnorderedMigrations: true,
  })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    const newest = [...migrations.keys()].at(-1)
    throw new PipelineError(
      'store-newer',
      `Cannot use the store ${where}: a newer version of Frameshift has changed it; expected nothing past "${newest}". Update Frameshift`,
      { retry: 'never', cause: error },
    )
  }
  throw error
}

/** In order. One that has been released is never changed; column types are names that SQLite and PostgreSQL both know. */
const migrations: ReadonlyMap<string, Migration> = new Map([
  ['0001-first', { up: createFirstTables }],
  ['0002-schedules', { up: createScheduleTables }],
  ['0003-workbench', { up: createWorkbenchTables }],
  ['0004-replay', { up: addOpenedBy }],
  ['0005-report-cards', { up: createReportCards }],
  ['0006-first-seen', { up: createFirstSeenTable }],
  ['0007-story-index', { up: createStoryIndex }],
  ['0008-policies', { up: addPolicies }],
  ['0009-answers', { up: (db: Kysely<unknown>) => createKeyed(db, 'answers', ['version', 'question'], 'opinion') }],
  ['0010-host-turns', { up: addHeldUntil }],
  ['0011-lexicons', { up: (db: Kysely<unknown>) => createKeyed(db, 'lexicons', ['hash'], 'noun') }],
  ['0012-runs-by-state', { up: indexRunsByState }],
  ['0013-moved-pages', { up: addMovedTo }],
  ['0014-failed-jobs', { up: indexFailedJobs }],
  ['0015-jobs-by-stage', { up: indexJobsByStage }],
  ['0016-judgements-by-frame', { up: keyJudgementsByFrame }],
  ['0017-index-later', { up: indexWaitingArticles }],
  ['0018-watched', { up: createWatched }],
  ['0019-pages-by-hash', { up: indexPagesByHash }],
  ['0020-webhook-tries', { up: addWebhookTries }],
  ['0021-corpus-version', { up: addCorpusVersion }],
  ['0022-open-jobs', { up: indexOpenJobs }],
  ['0023-no-openers', { up: (db: Kysely<unknown>) => db.schema.dropIndex('jobs_by_opener').execute() }],
])

/** Names of all migrations, the oldest first. */
export const migrationNames: readonly string[] = [...migrations.keys()]

/** Names of the migrations that the tables have been through, the oldest first. */
export async function appliedMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly name: string }>`select name from kysely_migration`.execute(db)
  return rows.map(({ name }) => name).toSorted()
}

async function createFirstTables(db: Kysely<unknown>): Promise<void> {
  await createContentTables(db)
  await createRunTables(db)
  await createJobTables(db)
}

async function createScheduleTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('schedules')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('cron', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_ms', 'bigint', (column) => column.notNull())
    .addColumn('handled_ms', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('schedule_runs')
    .addColumn('schedule', 'text', (column) => column.notNull())
    .addColumn('due_ms', 'bigint', (column) => column.notNull())
    .addColumn('run', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('ended_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('schedule_runs_key', ['schedule', 'due_ms'])
    .execute()
}

async function addOpenedBy(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('jobs').addColumn('opened_by', 'text').execute()
  await db.schema.createIndex('jobs_by_opener').on('jobs').columns(['run', 'opened_by']).execute()
  await db.schema.createIndex('jobs_by_state').on('jobs').columns(['state', 'ended_at']).execute()
}

/** Only failed jobs are looked for by their end; an index of all would be changed twice by every job. */
async function indexFailedJobs(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('jobs_by_state').execute()
  await sql`create index jobs_failed on jobs (ended_at) where state = 'failed'`.execute(db)
}

/** Jobs are taken stage by stage: without the stage in the index, who looks for one that has none would walk through all others. */
async function indexJobsByStage(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('jobs_to_take').execute()
  await db.schema
    .createIndex('jobs_to_take_by_stage')
    .on('jobs')
    .columns(['run', 'state', 'stage', 'losses', 'opened_at', 'place'])
    .execute()
}

/**
 * Which jobs are held is told by their owners, and what the indices know of a job stays as it is while it is taken: each entry that moves is a page
 * more to write. Jobs that wait lie in the order in which they are taken, to the last column, so that no page of them is sorted. What an earlier version
 * holds meanwhile stays `running`: it could not end it otherwise.
 */
async function indexOpenJobs(db: Kysely<unknown>): Promise<void> {
  for (const index of ['jobs_to_take_by_stage', 'jobs_by_join', 'jobs_failed']) await db.schema.dropIndex(index).execute()
  await sql`create index jobs_open on jobs (run, state, stage, losses, opened_at, place, key) where ended_at is null`.execute(db)
  await sql`create index jobs_failed on jobs (run, state, ended_at) where failure_code is not null`.execute(db)
  await sql`create index jobs_failed_by_time on jobs (ended_at) where failure_code is not null`.execute(db)
  await db.schema.createIndex('jobs_by_join').on('jobs').columns(['run', 'join_key', 'stage']).execute()
}

/** Articles that are not in the index of stories yet: a handful, and looked for at every question. */
async function indexWaitingArticles(db: Kysely<unknown>): Promise<void> {
  await sql`create index indexed_waiting on indexed (number) where version = 0`.execute(db)
}

async function createReportCards(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('report_cards')
    .addColumn('run', 'text', (column) => column.primaryKey())
    .addColumn('created_ms', 'bigint', (column) => column.notNull())
    .addColumn('noun', 'text', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('lexicon', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('report_cards_by_time').on('report_cards').column('created_ms').execute()
}

async function createFirstSeenTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('first_seen')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('first_seen_key', ['kind', 'id'])
    .execute()
}

async function createWatched(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('watched')
    .addColumn('watch', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('page', 'text', (column) => column.notNull())
    .addColumn('seen_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('watched_key', ['watch', 'url'])
    .execute()
  // Every look asks for the runs under way, of schedules that may have run for years.
  await sql`create index schedule_runs_under_way on schedule_runs (schedule) where state = 'running'`.execute(db)
}

async function addWebhookTries(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('schedule_runs').addColumn('telling', 'text').execute()
  await db.schema.alterTable('schedule_runs').addColumn('tell_ms', 'bigint').execute()
  // Every look asks for them.
  await sql`create index schedule_runs_to_tell on schedule_runs (tell_ms) where tell_ms is not null`.execute(db)
}

async function addHeldUntil(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('hosts')
    .addColumn('held_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
}

/** Filled as articles come in; for those that are there already, at the first question. */
async function createStoryIndex(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('indexed')
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('article', 'text', (column) => column.notNull().unique())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('postings')
    .addColumn('term', 'bigint', (column) => column.notNull())
    .addColumn('day', 'integer', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('postings_key', ['term', 'day', 'number'])
    .execute()
}

/** Columns with a default, so that schedules of older versions go on as they were. */
async function addPolicies(db: Kysely<unknown>): Promise<void> {
  const texts = { kind: 'compare', missed: 'one', overlap: 'skip' }
  for (const [name, usual] of Object.entries(texts)) {
    await db.schema
      .alterTable('schedules')
      .addColumn(name, 'text', (column) => column.notNull().defaultTo(usual))
      .execute()
  }
  const times = { window_ms: 86_400_000, grace_ms: 900_000 }
  for (const [name, usual] of Object.entries(times)) {
    await db.schema
      .alterTable('schedules')
      .addColumn(name, 'bigint', (column) => column.notNull().defaultTo(usual))
      .execute()
  }
  await db.schema.alterTable('schedules').addColumn('webhook', 'text').execute()
  await db.schema.alterTable('schedule_runs').addColumn('cause', 'text').execute()
  await db.schema.alterTable('schedule_runs').addColumn('started_ms', 'bigint').execute()
  await db.schema.alterTable('schedule_runs').addColumn('details', 'text').execute()
}

/** Runs are long rows, because each holds its plan: without an index, a look for the open ones reads them all. */
async function indexRunsByState(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('runs_by_state').on('runs').columns(['state', 'created_ms']).execute()
}

async function addMovedTo(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('pages').addColumn('moved_to', 'text').execute()
}

/** With the address, in whose order one page of some bytes is asked for: PostgreSQL would rather walk along all addresses. */
async function indexPagesByHash(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('pages_by_hash').on('pages').columns(['hash', 'url']).execute()
}

async function createContentTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('blobs')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('deflated', 'bytea', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('pages')
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('final_url', 'text', (column) => column.notNull())
    .addColumn('content_type', 'text')
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('fetched_at', 'text', (column) => column.notNull())
    .addColumn('fetched_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('pages_key', ['url', 'hash'])
    .execute()
  await createKeyed(db, 'extractions', ['hash', 'extractor'], 'result')
  await createKeyed(db, 'articles', ['id'], 'noun')
  await createKeyed(db, 'outlets', ['id'], 'noun')
  await createKeyed(db, 'scorings', ['article', 'key'], 'noun')
  await db.schema
    .createTable('hosts')
    .addColumn('host', 'text', (column) => column.primaryKey())
    .addColumn('next_free_at', 'bigint', (column) => column.notNull())
    .addColumn('written_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('robots')
    .addColumn('origin', 'text', (column) => column.primaryKey())
    .addColumn('body', 'bytea')
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('fetched_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createRunTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('runs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_ms', 'bigint', (column) => column.notNull())
    .addColumn('ended_ms', 'bigint')
    .addColumn('failure', 'text')
    .execute()
  await db.schema.createIndex('runs_by_fingerprint').on('runs').columns(['fingerprint', 'state']).execute()
  await db.schema.createIndex('runs_by_time').on('runs').column('created_ms').execute()
  await createKeyed(db, 'stories', ['run'], 'noun')
  await createKeyed(db, 'comparisons', ['run'], 'noun')
  await db.schema
    .createTable('files')
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('deflated', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('files_key', ['run', 'name'])
    .execute()
}

async function createJobTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('input', 'text', (column) => column.notNull())
    .addColumn('join_key', 'text')
    .addColumn('open_members', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('starts', 'integer', (column) => column.notNull())
    .addColumn('losses', 'integer', (column) => column.notNull())
    .addColumn('waited_ms', 'bigint', (column) => column.notNull())
    .addColumn('not_before', 'bigint', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('output', 'text')
    .addColumn('failure_code', 'text')
    .addColumn('failure_message', 'text')
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('jobs_key', ['run', 'key'])
    .execute()
  // In the order in which jobs are taken, so that the next ones are found without sorting ten thousand.
  await db.schema.createIndex('jobs_to_take').on('jobs').columns(['run', 'state', 'losses', 'opened_at', 'place']).execute()
  await db.schema.createIndex('jobs_by_join').on('jobs').columns(['run', 'join_key']).execute()
  await db.schema.createIndex('jobs_by_owner').on('jobs').column('owner').where('owner', 'is not', null).execute()
  await db.schema
    .createTable('halts')
    .addColumn('run', 'text', (column) => column.primaryKey())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute()
}

/** A table of one text value per key. */
async function createKeyed(db: Kysely<unknown>, table: string, key: readonly string[], value: string): Promise<void> {
  let builder = db.schema.createTable(table)
  for (const column of key) builder = builder.addColumn(column, 'text', (definition) => definition.notNull())
  await builder
    .addColumn(value, 'text', (definition) => definition.notNull())
    .addPrimaryKeyConstraint(`${table}_key`, [...key] as const)
    .execute()
}
