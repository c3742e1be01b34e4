import { sql, type Kysely, type Transaction } from 'kysely'
import type { Claim, FollowUp, KeyedNext, Ledger, OpenJob } from '../../../runners/ledger.ts'
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
}

/** Ends jobs of one run and opens what follows from each; `undefined` for those whose claim is void. In one transaction. */
export async function finishJobs(
  tx: Transaction<Tables>,
  { end, insert }: { readonly end: Statement<EndedRow>; readonly insert: InsertStatement },
  endings: readonly [Ending, ...Ending[]],
): Promise<readonly (FollowUp | undefined)[]> {
  const joins = await writeEnds(tx, end, endings)
  const ended = endings.flatMap(({ claim, end: { next, at } }, index): readonly EndedJob[] => {
    const join = joins.get(nameOf(claim))
    // Who ends the same job twice at the same time has ended it once.
    joins.delete(nameOf(claim))
    return join === undefined ? [] : [{ index, next, parent: { run: claim.run, join, by: claim.key, at, insert } }]
  })
  const opened = await openAll(tx, insert, ended)
  const released = await releaseJoins(tx, ended, opened)
  return endings.map((_, index) => {
    const jobs = opened.get(index)
    return jobs && { opened: jobs, released: released.get(index) ?? [] }
  })
}

/** A job that has ended, by the place of its ending. */
interface EndedJob {
  readonly index: number
  readonly next: KeyedNext
  readonly parent: Parent
}

/** Opens what follows from each. What joins its parent's join is not counted there yet. */
async function openAll(
  tx: Transaction<Tables>,
  insert: InsertStatement,
  ended: readonly EndedJob[],
): Promise<ReadonlyMap<number, readonly OpenJob[]>> {
  const opened = new Map<number, readonly OpenJob[]>()
  const followers = ended.flatMap(({ index, next, parent }) => ('each' in next ? [{ index, jobs: next.each, parent }] : []))
  const jobs = await openUncounted(tx, insert, followers)
  for (const [place, { index }] of followers.entries()) opened.set(index, jobs[place] ?? [])
  for (const { index, next, parent } of ended) if ('all' in next) opened.set(index, (await openWork(tx, next, parent)).opened)
  return opened
}

/** Writes how the jobs ended, as far as the claims hold. Gives the join of each that did, by the name of its claim. */
async function writeEnds(
  tx: Transaction<Tables>,
  statement: Statement<EndedRow>,
  endings: readonly [Ending, ...Ending[]],
): Promise<Map<string, string | null>> {
  const parameters = endings.flatMap(({ claim, end: { outcome, at } }) =>
    outcome.kind === 'done'
      ? [claim.run, claim.key, claim.start, outcome.kind, encodeJson(outcome.output), null, null, at]
      : [claim.run, claim.key, claim.start, outcome.kind, null, outcome.code, outcome.message, at],
  )
  const ended = await statement(tx, endings.length, parameters)
  return new Map(ended.map(({ key, starts, join_key }) => [nameOf({ key, start: starts }), join_key]))
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
    returning jobs.key, jobs.starts, jobs.join_key`,
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
  opened: ReadonlyMap<number, readonly OpenJob[]>,
): Promise<ReadonlyMap<number, readonly OpenJob[]>> {
  const released = new Map<number, readonly OpenJob[]>()
  for (const members of Map.groupBy(ended, ({ parent }) => parent.join).values()) {
    const last = members.at(-1)
    if (!last || last.parent.join === null) continue
    // A `then` of its own is counted already.
    const joined = members.reduce((sum, { index, next }) => sum + ('each' in next ? (opened.get(index)?.length ?? 0) : 0), 0)
    const then = await moveMembers(tx, { ...last.parent, opened: joined, ended: members.length })
    if (then) released.set(last.index, [then])
  }
  return released
}
