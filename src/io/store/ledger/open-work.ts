import type { Transaction } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { FollowUp, KeyedJob, KeyedNext, OpenJob } from '../../../runners/ledger.ts'
import { encodeJson } from '../json.ts'
import type { JobTable, Tables } from '../tables.ts'
import { addMembers, releaseIfEmpty } from './joins.ts'
import { toOpenJob } from './rows.ts'

interface Parent {
  readonly run: RunId
  /** The join of the job that the work follows from. */
  readonly join: string | null
  /** Its key. */
  readonly by: string | null
  readonly at: number
}

/** Opens follow-up work as the ledger's contract has it: a key that is there already stays as it is, and where it is. */
export async function openWork(tx: Transaction<Tables>, work: KeyedNext, parent: Parent): Promise<FollowUp> {
  if ('each' in work) return { opened: await openJobs(tx, work.each, parent), released: [] }
  const opened = await insertRows(tx, [toRow(work.then, 'then', { ...parent, place: 0 })])
  await addMembers(tx, { ...parent, count: opened.length })
  const isNew = opened.length > 0
  if (!isNew && !(await isWaiting(tx, parent.run, work.then.key))) {
    // The `then` has begun: nobody can wait for these any more, but they are work that was asked for.
    return { opened: await openJobs(tx, work.all, parent), released: [] }
  }
  const join = { ...parent, join: work.then.key }
  const members = await openJobs(tx, work.all, join)
  const released = isNew ? await releaseIfEmpty(tx, join) : undefined
  return { opened: [...members, ...(released ? [released] : opened)], released: [] }
}

/** Opens jobs in a join, or outside all joins. */
async function openJobs(tx: Transaction<Tables>, jobs: readonly KeyedJob[], parent: Parent): Promise<readonly OpenJob[]> {
  const opened: OpenJob[] = []
  for (let start = 0; start < jobs.length; start += rowsAtOnce) {
    const chunk = jobs.slice(start, start + rowsAtOnce)
    opened.push(
      ...(await insertRows(
        tx,
        chunk.map((job, index) => toRow(job, 'job', { ...parent, place: start + index })),
      )),
    )
  }
  await addMembers(tx, { ...parent, count: opened.length })
  return opened
}

/** Far from the number of parameters that a statement may have. */
const rowsAtOnce = 100

async function insertRows(tx: Transaction<Tables>, rows: readonly JobRowToInsert[]): Promise<readonly OpenJob[]> {
  const insert = tx.insertInto('jobs').values([...rows])
  const inserted = await insert
    .onConflict((found) => found.columns(['run', 'key']).doNothing())
    .returning('key')
    .execute()
  const keys = new Set(inserted.map((row) => row.key))
  // In the order in which they were asked for, each once. Databases return rows in whatever order they like.
  return rows.filter((row) => keys.delete(row.key)).map(toOpenJob)
}

type JobRowToInsert = Omit<JobTable, 'owner' | 'lease_until' | 'output' | 'failure_code' | 'failure_message' | 'started_at' | 'ended_at'>

function toRow(job: KeyedJob, role: JobTable['role'], { run, join, by, at, place }: Parent & { readonly place: number }): JobRowToInsert {
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
    starts: 0,
    losses: 0,
    waited_ms: 0,
    not_before: 0,
    opened_at: at,
    place,
    opened_by: by,
  }
}

async function isWaiting(tx: Transaction<Tables>, run: RunId, key: string): Promise<boolean> {
  const row = await tx.selectFrom('jobs').select('state').where('run', '=', run).where('key', '=', key).executeTakeFirst()
  return row?.state === 'waiting'
}
