import { sql, type Kysely, type UpdateObject } from 'kysely'
import { toId } from '../../../core/ids.ts'
import type { RunId } from '../../../model.ts'
import type { Claim, Ledger, OpenJob } from '../../../runners/ledger.ts'
import { exclusively, isPostgres } from '../exclusively.ts'
import type { Tables } from '../tables.ts'
import { jobMoves } from './moves.ts'
import { openRuns } from './open-runs.ts'
import { insertStatement, openWork } from './open-work.ts'
import { deadLetters, reopenJobs } from './replay.ts'
import {
  byTakingOrder,
  inTakingOrder,
  isHalted,
  isHeldByKey,
  isPast,
  openColumns,
  openRows,
  placeColumns,
  readyRows,
  runOfHeld,
  toEnded,
  toOpenJob,
} from './rows.ts'
import { progressOf, standingOf } from './standing.ts'

/** The ledger in the store's database. What belongs together changes in one transaction; those of one run come one after another. */
export function jobLedger(db: Kysely<Tables>): Ledger {
  const insert = insertStatement(db)
  return {
    open: (run, work, at) => exclusively(db, run, (tx) => openWork(tx, work, { insert, run, join: null, by: null, at })),
    ready: (run, choice) => readyKeys(db, run, choice),
    nextDue: async (run) => {
      const due = sql<number | null>`min(coalesce(lease_until, not_before))`.as('due')
      const row = await openRows(db, run).select(due).where('state', '!=', 'waiting').executeTakeFirst()
      return row?.due ?? undefined
    },
    ...jobMoves(db, insert),
    postpone: async (claim, { until, at, counts }) => {
      const cost =
        counts === 'attempt' ? { attempts: sql<number>`attempts + 1` } : { waited_ms: sql<number>`waited_ms + ${Math.max(0, until - at)}` }
      return letGo(db, claim, { not_before: until, ...cost })
    },
    giveBack: async (claim) => {
      await letGo(db, claim, {})
    },
    renew: async (owner, leaseUntil) => {
      const held = db.selectFrom('jobs').select(['run', 'key']).where('owner', '=', owner)
      // Rows that are locked are just being ended; to wait for them would be to wait for who may wait for us.
      const free = isPostgres(db) ? held.forUpdate().skipLocked() : held
      const isFree = sql<boolean>`(jobs.run, jobs.key) in (${free})`
      await db.updateTable('jobs').set({ lease_until: leaseUntil }).where(isFree).execute()
    },
    owners: async (run) => {
      const rows = await db
        .selectFrom('jobs')
        .select('owner')
        .distinct()
        .where('owner', 'is not', null)
        .where(runOfHeld, '=', run)
        .execute()
      return rows.flatMap((row) => row.owner ?? [])
    },
    recover: async (run, { at, gone, except }) => {
      const losses = sql<number>`losses + 1`
      let lost = db
        .updateTable('jobs')
        .set({ ...unheld, state: 'ready', losses })
        .where(runOfHeld, '=', run)
        .where('owner', 'is not', null)
      if (except !== undefined) lost = lost.where('owner', '!=', except)
      const result = await lost
        .where((row) => row.or([row('lease_until', '<=', at), ...gone.map((owner) => row('owner', '=', owner))]))
        .executeTakeFirst()
      return Number(result.numUpdatedRows)
    },
    deadLetters: (choice) => deadLetters(db, choice),
    reopen: (run, keys, at) => exclusively(db, run, (tx) => reopenJobs(tx, { run, keys, at })),
    joined: async (run, thenKey) => {
      const rows = await db.selectFrom('jobs').selectAll().where('run', '=', run).where('join_key', '=', thenKey).execute()
      return rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(toEnded)
    },
    progress: (run) => progressOf(db, run),
    standing: (run) => standingOf(db, run),
    due: (run, choice) => dueRows(db, run, choice),
    openRuns: () => openRuns(db),
    halt: async (run, since) => {
      const insert = db.insertInto('halts').values({ run, since })
      await insert.onConflict((found) => found.column('run').doNothing()).execute()
    },
    resume: async (run) => {
      await db.deleteFrom('halts').where('run', '=', run).execute()
    },
    halted: async () => {
      const rows = await db.selectFrom('halts').select('run').execute()
      return rows.map((row) => toId<'Run'>(row.run)).toSorted()
    },
  }
}

/** What a row holds when nobody runs it. */
const unheld = { owner: null, lease_until: null } as const

async function readyKeys(db: Kysely<Tables>, run: RunId, choice: Parameters<Ledger['ready']>[1]): Promise<readonly string[]> {
  const { stages, limit, at } = choice
  if (limit <= 0) return []
  const ofStages = await Promise.all(
    stages.map((stage) => {
      const rows = readyRows(db, run).select(placeColumns).where('stage', '=', stage).where('not_before', '<=', at)
      return inTakingOrder(rows.where((row) => row.not(isHalted(row))))
        .limit(limit)
        .execute()
    }),
  )
  return ofStages
    .flat()
    .toSorted(byTakingOrder)
    .slice(0, limit)
    .map((row) => row.key)
}

async function dueRows(db: Kysely<Tables>, run: RunId, choice: Parameters<Ledger['due']>[1]): Promise<readonly OpenJob[]> {
  const { stage, before, limit, after } = choice
  let rows = readyRows(db, run).select(openColumns).where('stage', '=', stage).where('not_before', '<', before)
  if (after !== undefined) {
    const last = await db.selectFrom('jobs').select(placeColumns).where('run', '=', run).where('key', '=', after).executeTakeFirst()
    // Forgotten with what it followed from: what came after it is handed over the next time.
    if (!last) return []
    rows = rows.where(isPast(last))
  }
  const found = await inTakingOrder(rows).limit(limit).execute()
  return found.map(toOpenJob)
}

async function letGo(db: Kysely<Tables>, claim: Claim, changes: UpdateObject<Tables, 'jobs'>): Promise<boolean> {
  const result = await claimed(db, claim)
    .set({ ...unheld, state: 'ready', ...changes })
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** The row, if it is still the claim's to change. */
function claimed(db: Kysely<Tables>, { run, key, start }: Claim) {
  return db.updateTable('jobs').where('run', '=', run).where('key', '=', key).where('starts', '=', start).where(isHeldByKey)
}
