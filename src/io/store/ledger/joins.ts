import { sql, type Transaction } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { OpenJob } from '../../../runners/ledger.ts'
import type { Tables } from '../tables.ts'
import { openColumns, toOpenJob } from './rows.ts'

/** Each `then` counts the rows of its join that have not ended; at zero it is released. */

interface Join {
  readonly run: RunId
  /** Key of the `then`; `null` outside all joins. */
  readonly join: string | null
}

/** Rows were opened in the join. */
export async function addMembers(tx: Transaction<Tables>, { run, join, count }: Join & { readonly count: number }): Promise<void> {
  if (join === null || count === 0) return
  const open_members = sql<number>`open_members + ${count}`
  await tx.updateTable('jobs').set({ open_members }).where('run', '=', run).where('key', '=', join).execute()
}

/** Rows of the join have ended, and others were opened in it. Gives its `then`, when these were the last. */
export async function moveMembers(
  tx: Transaction<Tables>,
  { opened, ended, ...join }: Join & { readonly opened: number; readonly ended: number; readonly at: number },
): Promise<OpenJob | undefined> {
  await addMembers(tx, { ...join, count: opened - ended })
  // Where no fewer are open than before, those that ended were not the last.
  return opened < ended ? releaseIfEmpty(tx, join) : undefined
}

/** Makes the `then` ready when nothing of its join is open. */
export async function releaseIfEmpty(
  tx: Transaction<Tables>,
  { run, join, at }: Join & { readonly at: number },
): Promise<OpenJob | undefined> {
  const row = await tx
    .updateTable('jobs')
    .set({ state: 'ready', not_before: at })
    .where('run', '=', run)
    .where('key', '=', join)
    .where('state', '=', 'waiting')
    .where('open_members', '<=', 0)
    .returning(openColumns)
    .executeTakeFirst()
  return row && toOpenJob(row)
}
