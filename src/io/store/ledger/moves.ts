import type { Kysely } from 'kysely'
import type { FollowUp, Ledger, Take } from '../../../runners/ledger.ts'
import { exclusively, isPostgres } from '../exclusively.ts'
import type { Tables } from '../tables.ts'
import { endStatement, finishJobs, type Ending } from './finish.ts'
import { inBatches } from './in-batches.ts'
import type { InsertStatement } from './open-work.ts'
import { takeJobs, takeStatement, type Asking } from './take.ts'

type Move = ({ readonly kind: 'take' } & Asking) | ({ readonly kind: 'end' } & Ending)
type Moved =
  | { readonly kind: 'take'; readonly take: () => Promise<Take> }
  | { readonly kind: 'end'; readonly followUp: FollowUp | undefined }
/** What came of each move. Throws where that cannot be read. */
type Results = Map<Move, () => Moved>

/**
 * Takes and ends jobs of a run. What is asked for at the same time changes with one commit, be it to take or to end: while some jobs of a worker
 * end, others are about to begin. Ends come first, so that what they open may be taken.
 */
export function jobMoves(db: Kysely<Tables>, insert: InsertStatement): Pick<Ledger, 'take' | 'finish'> {
  const [take, end] = [takeStatement(db), endStatement(db)]
  const move = inBatches<Move, Moved>(
    async (moves) => {
      const results: Results = new Map()
      const takes = moves.flatMap((each) => (each.kind === 'take' ? [each] : []))
      const [first, ...others] = moves.flatMap((each) => (each.kind === 'end' ? [each] : []))
      // Who only takes needs no transaction, and waits for none.
      if (!first) await takeAll(db, takes, results)
      else {
        const endings = [first, ...others] as const
        await exclusively(db, first.claim.run, async (tx) => {
          const followUps = await finishJobs(tx, { end, insert }, endings)
          for (const [index, each] of endings.entries()) results.set(each, () => ({ kind: 'end', followUp: followUps[index] }))
          await takeAll(tx, takes, results)
        })
      }
      return moves.map((each) => results.get(each) ?? noResult)
    },
    { groupOf: (each) => (each.kind === 'take' ? each.run : each.claim.run), share: isPostgres(db) ? shareOfMany : shareOfHalf },
  )

  async function takeAll(on: Kysely<Tables>, takes: readonly (Move & Asking)[], results: Results): Promise<void> {
    for (const [first, ...others] of Map.groupBy(takes, ({ holder }) => `${holder.owner} ${holder.alone}`).values()) {
      if (!first) continue
      const taken = await takeJobs(on, take, [first, ...others])
      for (const [index, each] of [first, ...others].entries()) {
        const resultOf = taken[index]
        if (resultOf) results.set(each, () => ({ kind: 'take', take: () => resultOf(db) }))
      }
    }
  }

  return {
    take: async (run, key, holder) => {
      const moved = await move({ kind: 'take', run, key, holder })
      return moved.kind === 'take' ? moved.take() : noResult()
    },
    finish: async (claim, how) => {
      const moved = await move({ kind: 'end', claim, end: how })
      return moved.kind === 'end' ? moved.followUp : noResult()
    },
  }
}

/** A statement to PostgreSQL takes as long for many jobs as for one, and others go on meanwhile. */
function shareOfMany(waiting: number): number {
  return Math.min(waiting, mostAtOnce)
}

/**
 * SQLite has the thread to itself while it works. Were all of many that wait taken together, Redis would have nothing to do meanwhile, and then this
 * process nothing until Redis has answered them all, for as long as there are jobs. A few are worth no commit of their own. Where no Redis is, it costs
 * some 20 µs a job, of the thousands that a job takes.
 */
function shareOfHalf(waiting: number): number {
  return waiting <= few ? waiting : shareOfMany(Math.ceil(waiting / 2))
}

/** Jobs taken or ended with one commit. */
const mostAtOnce = 100
const few = 8

function noResult(): never {
  throw new TypeError('A move of the ledger came to nothing')
}
