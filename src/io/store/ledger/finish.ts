import { sql, type Transaction } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { Claim, FollowUp, Ledger, OpenJob } from '../../../runners/ledger.ts'
import { encodeJson } from '../json.ts'
import type { Tables } from '../tables.ts'
import { endMembers } from './joins.ts'
import { openWork } from './open-work.ts'
import { stateByKey } from './rows.ts'

export interface Ending {
  readonly claim: Claim
  readonly end: Parameters<Ledger['finish']>[1]
}

/** Ends jobs of one run and opens what follows from each; `undefined` for those whose claim is void. In one transaction. */
export async function finishJobs(
  tx: Transaction<Tables>,
  run: RunId,
  endings: readonly Ending[],
): Promise<readonly (FollowUp | undefined)[]> {
  const joins = await writeEnds(tx, run, endings)
  const opened: (readonly OpenJob[] | undefined)[] = []
  const members: { readonly join: string; readonly index: number; readonly at: number }[] = []
  for (const [index, { claim, end }] of endings.entries()) {
    const join = joins.get(nameOf(claim))
    // Who ends the same job twice at the same time has ended it once.
    joins.delete(nameOf(claim))
    if (join === undefined) opened.push(undefined)
    else {
      opened.push((await openWork(tx, end.next, { run, join, by: claim.key, at: end.at })).opened)
      if (join !== null) members.push({ join, index, at: end.at })
    }
  }
  const released = await releaseJoins(tx, run, members)
  return opened.map((jobs, index) => jobs && { opened: jobs, released: released.get(index) ?? [] })
}

/** Writes how the jobs ended, as far as the claims hold. Gives the join of each that did, by the name of its claim. */
async function writeEnds(tx: Transaction<Tables>, run: RunId, endings: readonly Ending[]): Promise<Map<string, string | null>> {
  const rows = endings.map(({ claim, end: { outcome, at } }) => {
    const isDone = outcome.kind === 'done'
    const output = isDone ? encodeJson(outcome.output) : null
    const [code, message] = isDone ? [null, null] : [outcome.code, outcome.message]
    return sql`(${claim.key}, cast(${claim.start} as integer), ${isDone ? 'done' : 'failed'}, ${output}, ${code}, ${message}, cast(${at} as bigint))`
  })
  const ended = await sql<{ readonly key: string; readonly starts: number; readonly join_key: string | null }>`
    with ended (key, start, state, output, code, message, at) as (values ${sql.join(rows)})
    update jobs
    set state = ended.state, output = ended.output, failure_code = ended.code, failure_message = ended.message,
      ended_at = ended.at, owner = null, lease_until = null
    from ended
    where jobs.run = ${run} and jobs.key = ended.key and jobs.starts = ended.start and ${stateByKey} = 'running'
    returning jobs.key, jobs.starts, jobs.join_key`.execute(tx)
  return new Map(ended.rows.map(({ key, starts, join_key }) => [nameOf({ key, start: starts }), join_key]))
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
