import { setImmediate as breathe } from 'node:timers/promises'

export interface TransferOptions {
  readonly signal: AbortSignal
  /** Told of a table that is under way, now and then. */
  readonly onRows: (table: string, rows: number) => void
  /** Told of a table that is done. */
  readonly onTable: (table: string, rows: number) => void
}

const rowsBetweenWords = 100_000
const rowsBetweenBreaths = 1000

/** The same, told of and stopped by the options. SQLite answers without a pause, in which no Ctrl-C would be heard. */
export async function* underWay<Row>(
  rows: AsyncIterable<Row>,
  table: string,
  { signal, onRows }: Pick<TransferOptions, 'signal' | 'onRows'>,
): AsyncGenerator<Row> {
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count % rowsBetweenBreaths === 0) await breathe()
    signal.throwIfAborted()
    if (count % rowsBetweenWords === 0) onRows(table, count)
    yield row
  }
}
