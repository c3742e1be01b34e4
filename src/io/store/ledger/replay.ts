import { sql, type Kysely, type Transaction } from 'kysely'
import { toId } from '../../../core/ids.ts'
import type { RunId } from '../../../model.ts'
import type { DeadLetter, Ledger } from '../../../runners/ledger.ts'
import type { Tables } from '../tables.ts'
import { failedRows, openRows } from './rows.ts'

/** Jobs that failed, the newest first. */
export async function deadLetters(
  db: Kysely<Tables>,
  { run, limit }: Parameters<Ledger['deadLetters']>[0],
): Promise<readonly DeadLetter[]> {
  const rows = run === undefined ? db.selectFrom('jobs').where('failure_code', 'is not', null) : failedRows(db, run)
  const found = await rows.selectAll().orderBy('ended_at', 'desc').orderBy('run').orderBy('key').limit(limit).execute()
  return found.map((row) => ({
    run: toId<'Run'>(row.run),
    key: row.key,
    stage: row.stage,
    code: row.failure_code ?? 'internal',
    message: row.failure_message ?? 'No reason was kept',
    starts: row.starts,
    losses: row.losses,
    endedAt: row.ended_at ?? row.opened_at,
  }))
}

interface Reopening {
  readonly run: RunId
  readonly keys: readonly string[]
  readonly at: number
}

/** See `Ledger.reopen`. Whoever waits for a join that is open again waits again himself, and so on outwards. */
export async function reopenJobs(tx: Transaction<Tables>, { run, keys, at }: Reopening): Promise<readonly string[]> {
  if (keys.length === 0) return []
  const reopened = await tx
    .updateTable('jobs')
    .set({ ...untried, state: 'ready', not_before: at, opened_at: at })
    .where('run', '=', run)
    .where('key', 'in', [...keys])
    .where('state', '=', 'failed')
    .returning(['key', 'join_key'])
    .execute()
  const recount = new Set<string>()
  const open = joinsOf(reopened)
  const openedBy = open.size > 0 ? await followers(tx, run) : new Map<string, readonly string[]>()
  for (const join of open) {
    recount.add(join)
    const row = await tx.selectFrom('jobs').select('join_key').where('run', '=', run).where('key', '=', join).executeTakeFirst()
    await tx
      .updateTable('jobs')
      .set({ ...untried, state: 'waiting', not_before: 0, opened_at: at })
      .where('run', '=', run)
      .where('key', '=', join)
      .execute()
    for (const left of joinsOf(await forget(tx, run, join, openedBy))) recount.add(left)
    // A set gives its new members to a loop that is under way.
    for (const outer of joinsOf(row ? [row] : [])) open.add(outer)
  }
  for (const join of recount) await countMembers(tx, run, join)
  return reopened.map((row) => row.key).toSorted()
}

/** What a row is like before its first try. */
const untried = {
  attempts: 0,
  losses: 0,
  waited_ms: 0,
  owner: null,
  lease_until: null,
  output: null,
  failure_code: null,
  failure_message: null,
  started_at: null,
  ended_at: null,
} as const

interface Member {
  readonly join_key: string | null
}

function joinsOf(rows: readonly Member[]): Set<string> {
  return new Set(rows.flatMap((row) => row.join_key ?? []))
}

/** The jobs that were opened by each. Read whole: no index knows of it, which every job would have to change, and replays are rare. */
async function followers(tx: Transaction<Tables>, run: RunId): Promise<ReadonlyMap<string | null, readonly string[]>> {
  const rows = await tx.selectFrom('jobs').select(['key', 'opened_by']).where('run', '=', run).where('opened_by', 'is not', null).execute()
  const byOpener = Map.groupBy(rows, (row) => row.opened_by)
  return new Map([...byOpener].map(([opener, opened]) => [opener, opened.map(({ key }) => key)]))
}

/** Deletes all that followed from a job, and gives what was deleted. */
async function forget(
  tx: Transaction<Tables>,
  run: RunId,
  key: string,
  openedBy: ReadonlyMap<string | null, readonly string[]>,
): Promise<readonly Member[]> {
  const gone = new Set(openedBy.get(key))
  // A set gives its new members to a loop that is under way.
  for (const opener of gone) for (const opened of openedBy.get(opener) ?? []) gone.add(opened)
  const keys = [...gone]
  const deleted: Member[] = []
  for (let start = 0; start < keys.length; start += rowsAtOnce) {
    const rows = tx
      .deleteFrom('jobs')
      .where('run', '=', run)
      .where('key', 'in', keys.slice(start, start + rowsAtOnce))
    deleted.push(...(await rows.returning('join_key').execute()))
  }
  return deleted
}

/** Far from the number of parameters that a statement may have. */
const rowsAtOnce = 1000

async function countMembers(tx: Transaction<Tables>, run: RunId, join: string): Promise<void> {
  const open = openRows(tx, run)
    .select(sql<number>`count(*)`.as('open'))
    .where('join_key', '=', join)
  const { open: open_members } = await open.executeTakeFirstOrThrow()
  await tx.updateTable('jobs').set({ open_members }).where('run', '=', run).where('key', '=', join).execute()
}
