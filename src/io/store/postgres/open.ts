import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  sql,
  type DatabaseConnection,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely'
import { PipelineError } from '../../../errors.ts'
import { openPool } from './pool.ts'

/** Connects to the database that the address names. Throws `database-url-invalid`, `database-unreachable`, `database-refused` or `database-missing`. */
export async function openPostgres<Tables>(url: string): Promise<{ readonly db: Kysely<Tables>; readonly where: string }> {
  const where = databaseOf(url)
  const pool = await openPool(url, where)
  const db = new Kysely<Tables>({ dialect: new LockingDialect({ pool }) })
  try {
    await sql`select 1`.execute(db)
    return { db, where }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** Host, port and database, without user and password: fit for messages. */
export function databaseOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    throw new PipelineError('database-url-invalid', 'Cannot use DATABASE_URL: expected postgres://USER:PASSWORD@HOST:PORT/DATABASE', {
      retry: 'never',
    })
  }
  const host = parsed.searchParams.get('host') ?? parsed.hostname
  return `${host}:${parsed.port === '' ? '5432' : parsed.port}${parsed.pathname}`
}

class LockingDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): OneWriterDriver {
    return new OneWriterDriver(this.#config)
  }
}

/**
 * Lets one transaction in at a time, as SQLite does, so that code which looks and then writes means the same on both. Transactions with
 * an isolation level of their own are let through: `exclusively` asks for that, and takes a narrower lock.
 */
class OneWriterDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await super.beginTransaction(connection, settings)
    if (settings.isolationLevel === undefined)
      await connection.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${writersLock})`))
  }
}

/** Any number that no other software in the same database is likely to use. */
const writersLock = 7_302_615_384
