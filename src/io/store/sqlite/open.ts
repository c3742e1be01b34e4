import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { makeFolder } from '../../make-folder.ts'
import { NodeSqliteDialect } from './dialect.ts'
import { toStoreFault } from './faults.ts'

/** Opens `frameshift.sqlite` in the folder, and makes both where they are not there. */
export async function openSqlite<Tables>(folder: string): Promise<{ readonly db: Kysely<Tables>; readonly path: string }> {
  const path = join(folder, 'frameshift.sqlite')
  try {
    await makeFolder(folder)
    const database = new DatabaseSync(path, { timeout: busyTimeoutMs })
    try {
      prepare(database)
    } catch (error) {
      database.close()
      throw error
    }
    return { db: new Kysely<Tables>({ dialect: new NodeSqliteDialect(database, path) }), path }
  } catch (error) {
    throw toStoreFault(error, path)
  }
}

/** How long a statement waits for another process. Transactions here last milliseconds; a copy or an integrity check of a large file may take seconds. */
const busyTimeoutMs = 10_000

function prepare(database: DatabaseSync): void {
  // Readers go on while another process writes. A power cut may cost the last commits, never the file: their jobs then run again.
  database.exec('pragma journal_mode = wal')
  database.exec('pragma synchronous = normal')
  // The log goes into the file every 16 MB instead of every 4: jobs change the same pages over and over.
  database.exec('pragma wal_autocheckpoint = 4096')
  // What grew in a large transaction is given back to the disk.
  database.exec('pragma journal_size_limit = 67108864')
}
