import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDatabase,
  type SqliteDialectConfig,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely'
import { toStoreFault } from './faults.ts'

/** Kysely's SQLite dialect over `node:sqlite`. Its errors are `PipelineError`s that name `path`, where the store knows what they mean. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync, path: string) {
    const config = { database: new Database(database, path) }
    super(config)
    this.#config = config
    this.#database = database
  }

  override createDriver(): ImmediateDriver {
    return new ImmediateDriver(this.#config, this.#database)
  }

  override createAdapter(): TransactionalAdapter {
    return new TransactionalAdapter()
  }
}

/** Takes the write lock when a transaction begins. A plain `begin` takes it at the first write, and two processes that have both read by then cannot both go on. */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync
  readonly #turns = new Turns()

  constructor(config: SqliteDialectConfig, database: DatabaseSync) {
    super(config)
    this.#database = database
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.take()
    return super.acquireConnection()
  }

  override releaseConnection(): Promise<void> {
    this.#turns.pass()
    return super.releaseConnection()
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    // Who only reads sees one state of the store, and keeps nobody from writing.
    await connection.executeQuery(CompiledQuery.raw(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'))
  }

  /** On a full disk SQLite rolls back by itself, and to ask for it again would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
}

class TransactionalAdapter extends SqliteAdapter {
  /** SQLite can change tables in a transaction, which is what keeps two processes from migrating one new file at the same time. */
  override get supportsTransactionalDdl(): boolean {
    return true
  }

  /** There is one, and the driver sees to it that one at a time has it. Kysely's own lock wakes all who wait, each time: with many that is all it does. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

/** First come, first served; the next is woken, and nobody else. */
class Turns {
  #last: Promise<void> = Promise.resolve()
  #pass: () => void = () => {}

  async take(): Promise<void> {
    const before = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    await before
    this.#pass = resolve
  }

  pass(): void {
    this.#pass()
  }
}

/** The shape Kysely expects of a database; statements are prepared once. */
class Database implements SqliteDatabase {
  readonly #database: DatabaseSync
  readonly #path: string
  readonly #statements = new Map<string, Statement>()

  constructor(database: DatabaseSync, path: string) {
    this.#database = database
    this.#path = path
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = guarded(this.#path, () => new Statement(this.#database.prepare(sql), this.#path))
    if (this.#statements.size >= statementsKept) this.#statements.clear()
    this.#statements.set(sql, statement)
    return statement
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }
}

/** The store has some 80 statements; inserts of many rows differ by the number of rows. */
const statementsKept = 300

class Statement implements SqliteStatement {
  readonly reader: boolean
  readonly #statement: StatementSync
  readonly #path: string

  constructor(statement: StatementSync, path: string) {
    this.#statement = statement
    this.#path = path
    this.reader = statement.columns().length > 0
  }

  all(parameters: readonly unknown[]): unknown[] {
    return guarded(this.#path, () => this.#statement.all(...parameters.map(toInput)))
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return guarded(this.#path, () => this.#statement.run(...parameters.map(toInput)))
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...parameters.map(toInput))
  }
}

function guarded<Result>(path: string, use: () => Result): Result {
  try {
    return use()
  } catch (error) {
    throw toStoreFault(error, path)
  }
}

function toInput(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || value instanceof Uint8Array) return value
  throw new TypeError(`Cannot store a ${typeof value} in a column; expected text, a number or bytes`)
}
