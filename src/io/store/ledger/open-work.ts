import { sql, type Kysely, type Transaction } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { FollowUp, Hold, KeyedJob, KeyedNext, OpenJob } from '../../../runners/ledger.ts'
import { encodeJson } from '../json.ts'
import type { JobTable, Tables } from '../tables.ts'
import { compiledOnce, type Statement } from './compiled-once.ts'
import { addMembers, releaseIfEmpty } from './joins.ts'
import { toOpenJob, toTaken } from './rows.ts'

export interface Parent {
  readonly run: RunId
  /** The join of the job that the work follows from. */
  readonly join: string | null
  /** Its key. */
  readonly by: string | null
  readonly at: number
  readonly insert: InsertStatement
}

export type InsertStatement = Statement<{ readonly key: string }>

/** Opens follow-up work as the ledger's contract has it: a key that is there already stays as it is, and where it is. */
export async function openWork(tx: Transaction<Tables>, work: KeyedNext, parent: Parent): Promise<FollowUp> {
  if ('each' in work) return { opened: await openJobs(tx, work.each, parent), kept: [], released: [] }
  const opened = await insertRows(tx, parent.insert, [toRow(work.then, 'then', { ...parent, place: 0 })])
  await addMembers(tx, { ...parent, count: opened.length })
  const isNew = opened.length > 0
  if (!isNew && !(await isWaiting(tx, parent.run, work.then.key))) {
    // The `then` has begun: nobody can wait for these any more, but they are work that was asked for.
    return { opened: await openJobs(tx, work.all, parent), kept: [], released: [] }
  }
  const join = { ...parent, join: work.then.key }
  const members = await openJobs(tx, work.all, join)
  const released = isNew ? await releaseIfEmpty(tx, join) : undefined
  return { opened: [...members, ...(released ? [released] : opened.map(toOpenJob))], kept: [], released: [] }
}

/** Opens jobs in a join, or outside all joins, and counts them there. */
async function openJobs(tx: Transaction<Tables>, jobs: readonly KeyedJob[], parent: Parent): Promise<readonly OpenJob[]> {
  const [rows] = await openUncounted(tx, parent.insert, [{ jobs, parent, hold: undefined }])
  const opened = rows?.opened ?? []
  await addMembers(tx, { ...parent, count: opened.length })
  return opened
}

/** What follows from one job. */
export interface Followers {
  readonly jobs: readonly KeyedJob[]
  /** Takes them at once. */
  readonly hold: Hold | undefined
  readonly parent: Parent
}

/**
 * Opens what follows from several jobs of a run, with as few statements as there are rows for. Gives the new ones of each; a key that two ask for
 * belongs to the first. The joins do not know of them yet: who calls counts them there.
 */
export async function openUncounted(
  tx: Transaction<Tables>,
  insert: InsertStatement,
  followers: readonly Followers[],
): Promise<readonly Pick<FollowUp, 'opened' | 'kept'>[]> {
  const rows = followers.flatMap(({ jobs, hold, parent }) => jobs.map((job, place) => toRow(job, 'job', { ...parent, hold, place })))
  const inserted: JobRowToInsert[] = []
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    inserted.push(...(await insertRows(tx, insert, rows.slice(start, start + rowsAtOnce))))
  const byKey = new Map(inserted.map((row) => [row.key, row]))
  return followers.map(({ jobs }) => {
    const ours = jobs.flatMap(({ key }) => {
      const row = byKey.get(key)
      byKey.delete(key)
      return row ?? []
    })
    const [kept, opened] = [ours.filter((row) => row.owner !== null), ours.filter((row) => row.owner === null)]
    return { opened: opened.map(toOpenJob), kept: kept.map((row) => ({ ...toOpenJob(row), ...toTaken(row) })) }
  })
}

/** Far from the number of parameters that a statement may have. */
const rowsAtOnce = 100

async function insertRows(
  tx: Transaction<Tables>,
  insert: InsertStatement,
  rows: readonly JobRowToInsert[],
): Promise<readonly JobRowToInsert[]> {
  const inserted = await insert(
    tx,
    rows.length,
    rows.flatMap((row) => columns.map((column) => row[column])),
  )
  const keys = new Set(inserted.map((row) => row.key))
  // In the order in which they were asked for, each once. Databases return rows in whatever order they like.
  return rows.filter((row) => keys.delete(row.key))
}

/** Gives the keys of rows that were not there before. */
export function insertStatement(db: Kysely<Tables>): InsertStatement {
  const row = sql`(${sql.join(columns.map(() => sql`${0}`))})`
  return compiledOnce(
    db,
    (count) => sql<{ readonly key: string }>`
    insert into jobs (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(Array.from({ length: count }, () => row))}
    on conflict (run, key) do nothing
    returning key`,
  )
}

/** Of a job that nobody has tried yet, but perhaps begins at once. */
const columns = [
  'run',
  'key',
  'stage',
  'role',
  'input',
  'join_key',
  'open_members',
  'state',
  'attempts',
  'starts',
  'losses',
  'waited_ms',
  'not_before',
  'opened_at',
  'place',
  'opened_by',
  'owner',
  'lease_until',
  'started_at',
] as const satisfies readonly (keyof JobTable)[]
type JobRowToInsert = Pick<JobTable, (typeof columns)[number]>

function toRow(
  job: KeyedJob,
  role: JobTable['role'],
  { run, join, by, at, place, hold }: Parent & { readonly place: number; readonly hold?: Hold | undefined },
): JobRowToInsert {
  return {
    run,
    key: job.key,
    stage: job.stage,
    role,
    input: encodeJson(job.input),
    join_key: join,
    open_members: 0,
    state: role === 'then' ? 'waiting' : 'ready',
    attempts: 0,
    starts: hold ? 1 : 0,
    losses: 0,
    waited_ms: 0,
    not_before: 0,
    opened_at: at,
    place,
    opened_by: by,
    owner: hold?.owner ?? null,
    lease_until: hold?.leaseUntil ?? null,
    started_at: hold ? at : null,
  }
}

async function isWaiting(tx: Transaction<Tables>, run: RunId, key: string): Promise<boolean> {
  const row = await tx.selectFrom('jobs').select('state').where('run', '=', run).where('key', '=', key).executeTakeFirst()
  return row?.state === 'waiting'
}
