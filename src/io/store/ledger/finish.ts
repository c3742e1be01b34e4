import { sql, type Kysely, type Transaction } from 'kysely'
import type { Claim, FollowUp, Hold, KeyedNext, Ledger, OpenJob } from '../../../runners/ledger.ts'
import { encodeJson } from '../json.ts'
import type { Tables } from '../tables.ts'
import { compiledOnce, type Statement } from './compiled-once.ts'
import { moveMembers } from './joins.ts'
import { openUncounted, openWork, type InsertStatement, type Parent } from './open-work.ts'
import { isHeldByKey } from './rows.ts'

export interface Ending {
  readonly claim: Claim
  readonly end: Parameters<Ledger['finish']>[1]
}

interface EndedRow {
  readonly key: string
  readonly starts: number
  readonly join_key: string | null
  /** 1 where somebody stopped the run. */
  readonly halted: number
}

/** Ends jobs of one run and opens what follows from each; `undefined` for those whose claim is void. In one transaction. */
export async function finishJobs(
  tx: Transaction<Tables>,
  { end, insert }: { readonly end: Statement<EndedRow>; readonly insert: InsertStatement },
  endings: readonly [Ending, ...Ending[]],
): Promise<readonly (FollowUp | undefined)[]> {
  const rows = await writeEnds(tx, end, endings)
  const ended = endings.flatMap(({ claim, end: { next, at, keep } }, index): readonly EndedJob[] => {
    const row = rows.get(nameOf(claim))
    // Who ends the same job twice at the same time has ended it once.
    rows.delete(nameOf(claim))
    if (!row) return []
    const hold = row.halted === 0 ? keep : undefined
    return [{ index, next, hold, parent: { run: claim.run, join: row.join_key, by: claim.key, at, insert } }]
  })
  const opened = await openAll(tx, insert, ended)
  const released = await releaseJoins(tx, ended, opened)
  return endings.map((_, index) => {
    const jobs = opened.get(index)
    return jobs && { ...jobs, released: released.get(index) ?? [] }
  })
}

/** A job that has ended, by the place of its ending. */
interface EndedJob {
  readonly index: number
  readonly next: KeyedNext
  readonly hold: Hold | undefined
  readonly parent: Parent
}

type Opened = Pick<FollowUp, 'opened' | 'kept'>

/** Opens what follows from each. What joins its parent's join is not counted there yet. */
async function openAll(tx: Transaction<Tables>, insert: InsertStatement, ended: readonly EndedJob[]): Promise<ReadonlyMap<number, Opened>> {
  const opened = new Map<number, Opened>()
  const followers = ended.flatMap(({ index, next, hold, parent }) => ('each' in next ? [{ index, jobs: next.each, hold, parent }] : []))
  const jobs = await openUncounted(tx, insert, followers)
  for (const [place, { index }] of followers.entries()) opened.set(index, jobs[place] ?? nothing)
  for (const { index, next, parent } of ended) if ('all' in next) opened.set(index, await openWork(tx, next, parent))
  return opened
}

/** Writes how the jobs ended, as far as the claims hold. Gives the join of each that did, by the name of its claim. */
async function writeEnds(
  tx: Transaction<Tables>,
  statement: Statement<EndedRow>,
  endings: readonly [Ending, ...Ending[]],
): Promise<Map<string, EndedRow>> {
  const parameters = endings.flatMap(({ claim, end: { outcome, at } }) =>
    outcome.kind === 'done'
      ? [claim.run, claim.key, claim.start, outcome.kind, encodeJson(outcome.output), null, null, at]
      : [claim.run, claim.key, claim.start, outcome.kind, null, outcome.code, outcome.message, at],
  )
  const ended = await statement(tx, endings.length, parameters)
  return new Map(ended.map((row) => [nameOf({ key: row.key, start: row.starts }), row]))
}

export function endStatement(db: Kysely<Tables>): Statement<EndedRow> {
  const any = sql`${0}`
  const row = sql`(${any}, ${any}, cast(${any} as integer), ${any}, ${any}, ${any}, ${any}, cast(${any} as bigint))`
  return compiledOnce(
    db,
    (count) => sql<EndedRow>`
    with ended (run, key, start, state, output, code, message, at) as (values ${sql.join(Array.from({ length: count }, () => row))})
    update jobs
    set state = ended.state, output = ended.output, failure_code = ended.code, failure_message = ended.message,
      ended_at = ended.at, owner = null, lease_until = null
    from ended
    where jobs.run = ended.run and jobs.key = ended.key and jobs.starts = ended.start and ${isHeldByKey}
    returning jobs.key, jobs.starts, jobs.join_key, (select count(*) from halts where halts.run = jobs.run) as halted`,
  )
}

/** A claim that is void may end beside the one that followed it on the same job. */
function nameOf({ key, start }: Pick<Claim, 'key' | 'start'>): string {
  return `${start} ${key}`
}

/** Counts in each join what has ended and what was opened in it. The last to end in a join is told of its `then`. */
async function releaseJoins(
  tx: Transaction<Tables>,
  ended: readonly EndedJob[],
  opened: ReadonlyMap<number, Opened>,
): Promise<ReadonlyMap<number, readonly OpenJob[]>> {
  const released = new Map<number, readonly OpenJob[]>()
  for (const members of Map.groupBy(ended, ({ parent }) => parent.join).values()) {
    const last = members.at(-1)
    if (!last || last.parent.join === null) continue
    // A `then` of its own is counted already.
    const joined = members.reduce((sum, { index, next }) => sum + ('each' in next ? countOf(opened.get(index)) : 0), 0)
    const then = await moveMembers(tx, { ...last.parent, opened: joined, ended: members.length })
    if (then) released.set(last.index, [then])
  }
  return released
}

const nothing: Opened = { opened: [], kept: [] }

function countOf({ opened, kept }: Opened = nothing): number {
  return opened.length + kept.length
}
