import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { toDatabaseFault } from './faults.ts'

/** As many as a process has jobs at the same time, and some for reading; PostgreSQL allows 100 in all unless told otherwise. */
const connectionsPerProcess = 10
/** Longest wait for a connection, in ms. */
const connectTimeoutMs = 5000
/** A connection that nobody needs is closed after this time, in ms. */
const idleTimeoutMs = 30_000

/**
 * Connections to PostgreSQL, as Kysely wants them. Errors are `PipelineError`s that name `where`. A server that goes away costs the
 * statements that were under way, never the process: the next statement connects anew.
 */
export async function openPool(url: string, where: string): Promise<PostgresPool> {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsPerProcess,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    keepAlive: true,
    application_name: 'frameshift',
    // PostgreSQL has 64 bits where JavaScript has 53; times and counts stay far below.
    types: { getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  })
  // Without listeners, a connection that breaks while nobody waits for it ends the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const clients = new WeakMap<object, PostgresPoolClient>()
  return {
    connect: () =>
      guarded(where, async () => {
        const client = await pool.connect()
        // One wrapper a connection: Kysely knows connections by it.
        const known = clients.get(client) ?? guardedClient(client, where)
        clients.set(client, known)
        return known
      }),
    end: () => pool.end(),
    options: pool.options,
  }
}

function guardedClient(client: PostgresPoolClient, where: string): PostgresPoolClient {
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query<Row>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(text: string | PostgresCursor<Row>, parameters: readonly unknown[] = []) {
    if (typeof text !== 'string') return client.query(text)
    return guarded(where, () => client.query<Row>(text, parameters.map(toInput)))
  }
  return { query, release: (destroy) => client.release(destroy) }
}

/** PostgreSQL takes no U+0000 in text; pages may hold it. */
function toInput(value: unknown): unknown {
  if (typeof value === 'string' && value.includes('\u0000')) return value.replaceAll('\u0000', '\uFFFD')
  if (value instanceof Uint8Array && !Buffer.isBuffer(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return value
}

async function guarded<Result>(where: string, use: () => Promise<Result>): Promise<Result> {
  try {
    return await use()
  } catch (error) {
    throw toDatabaseFault(error, where)
  }
}
