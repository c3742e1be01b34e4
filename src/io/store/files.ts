import type { Kysely } from 'kysely'
import type { RunId } from '../../model.ts'
import type { Tables } from './tables.ts'

/** Rendered report files of a run, by name. */
export interface FileStore {
  put(run: RunId, name: string, text: string): Promise<void>
  /** The names, in the order of their characters. */
  list(run: RunId): Promise<readonly string[]>
  get(run: RunId, name: string): Promise<string | undefined>
}

export function fileStore(db: Kysely<Tables>): FileStore {
  return {
    put: async (run, name, text) => {
      const insert = db.insertInto('files').values({ run, name, text })
      await insert.onConflict((found) => found.columns(['run', 'name']).doUpdateSet({ text })).execute()
    },
    list: async (run) => {
      const rows = await db.selectFrom('files').select('name').where('run', '=', run).execute()
      // Sorted here, because databases disagree about the order of text.
      return rows.map((row) => row.name).toSorted()
    },
    get: async (run, name) => {
      const row = await db.selectFrom('files').select('text').where('run', '=', run).where('name', '=', name).executeTakeFirst()
      return row?.text
    },
  }
}
