import { sql, type Kysely, type Transaction } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { Claim, FollowUp, Ledger, OpenJob } from '../../../runners/ledger.ts'
import { encodeJson } from '../json.ts'
import type { Tables } from '../tables.ts'
import { compiledOnce, type Statement } from './compiled-once.ts'
import { endMembers } from './joins.ts'
import { openWork, type InsertStatement } from './open-work.ts'
import { stateByKey } from './rows.ts'

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
  statements: { readonly end: Statement<EndedRow>; readonly insert: InsertStatement },
  endings: readonly [Ending, ...Ending[]],
): Promise<readonly (FollowUp | undefined)[]> {
  const { run } = endings[0].claim
  const joins = await writeEnds(tx, statements.end, endings)
  const opened: (readonly OpenJob[] | undefined)[] = []
  const members: { readonly join: string; readonly index: number; readonly at: number }[] = []
  for (const [index, { claim, end }] of endings.entries()) {
    const join = joins.get(nameOf(claim))
    // Who ends the same job twice at the same time has ended it once.
    joins.delete(nameOf(claim))
    if (join === undefined) opened.push(undefined)
    else {
      opened.push((await openWork(tx, end.next, { insert: statements.insert, run, join, by: claim.key, at: end.at })).opened)
      if (join !== null) members.push({ join, index, at: end.at })
    }
  }
  const released = await releaseJoins(tx, run, members)
  return opened.map((jobs, index) => jobs && { opened: jobs, released: released.get(index) ?? [] })
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
    where jobs.run = ended.run and jobs.key = ended.key and jobs.starts = ended.start and ${stateByKey} = 'running'
    returning jobs.key, jobs.starts, jobs.join_key`,
  )
}

/** A claim that is void may end beside the one that followed it on the same job. */
function nameOf({ key, start }: Pick<Claim, 'key' | 'start'>): string {
  return `${start} ${key}`
}

/** The last to end in a join is told of its `then`. */
async function releaseJoins(
  tx: Transaction<Tables>,
  run: RunId,
  members: readonly { readonly join: string; readonly index: number; readonly at: number }[],
): Promise<ReadonlyMap<number, readonly OpenJob[]>> {
  const released = new Map<number, readonly OpenJob[]>()
  for (const [join, ended] of Map.groupBy(members, (member) => member.join)) {
    const last = ended.at(-1)
    if (!last) continue
    const then = await endMembers(tx, { run, join, count: ended.length, at: last.at })
    if (then) released.set(last.index, [then])
  }
  return released
}
