import { sql, type Transaction } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { OpenJob } from '../../../runners/ledger.ts'
import type { Tables } from '../tables.ts'
import { openColumns, toOpenJob, type OpenRow } from './rows.ts'

/** Each `then` counts the rows of its join that have not ended; at zero it is released. In words of SQL: they are written with every job, and to build them takes longer. */

interface Join {
  readonly run: RunId
  /** Key of the `then`; `null` outside all joins. */
  readonly join: string | null
}

/** Rows were opened in the join. Gives how many are open in it by now, where that changed. */
export async function addMembers(
  tx: Transaction<Tables>,
  { run, join, count }: Join & { readonly count: number },
): Promise<number | undefined> {
  if (join === null || count === 0) return undefined
  const { rows } = await sql<{ readonly open_members: number }>`
    update jobs set open_members = open_members + ${count} where run = ${run} and key = ${join} returning open_members`.execute(tx)
  return rows[0]?.open_members
}

/** Rows of the join have ended, and others were opened in it. Gives its `then`, when these were the last. */
export async function moveMembers(
  tx: Transaction<Tables>,
  { opened, ended, ...join }: Join & { readonly opened: number; readonly ended: number; readonly at: number },
): Promise<OpenJob | undefined> {
  const open = await addMembers(tx, { ...join, count: opened - ended })
  return open !== undefined && open <= 0 ? releaseIfEmpty(tx, join) : undefined
}

/** Makes the `then` ready when nothing of its join is open. */
export async function releaseIfEmpty(
  tx: Transaction<Tables>,
  { run, join, at }: Join & { readonly at: number },
): Promise<OpenJob | undefined> {
  const { rows } = await sql<OpenRow>`
    update jobs set state = 'ready', not_before = ${at}
    where run = ${run} and key = ${join} and state = 'waiting' and open_members <= 0
    returning ${sql.join(openColumns.map((column) => sql.ref(column)))}`.execute(tx)
  const [row] = rows
  return row && toOpenJob(row)
}
