import type { Kysely } from 'kysely'
import type { RunId } from '../../model.ts'
import { pack, unpack } from './packed.ts'
import type { Tables } from './tables.ts'

/** Rendered report files of a run, by name. Text is kept as UTF-8. */
export interface FileStore {
  put(run: RunId, name: string, content: string | Uint8Array): Promise<void>
  /** The names, in the order of their characters. */
  list(run: RunId): Promise<readonly string[]>
  bytes(run: RunId, name: string): Promise<Uint8Array | undefined>
  /** The file read as UTF-8. */
  text(run: RunId, name: string): Promise<string | undefined>
}

export function fileStore(db: Kysely<Tables>): FileStore {
  const bytes = async (run: RunId, name: string) => {
    const rows = db.selectFrom('files').select('deflated').where('run', '=', run).where('name', '=', name)
    const row = await rows.executeTakeFirst()
    return row && unpack(row.deflated, `file ${name} of run ${run}`)
  }
  return {
    put: async (run, name, content) => {
      const deflated = await pack(typeof content === 'string' ? Buffer.from(content) : content)
      const insert = db.insertInto('files').values({ run, name, deflated })
      await insert.onConflict((found) => found.columns(['run', 'name']).doUpdateSet({ deflated })).execute()
    },
    list: async (run) => {
      const rows = await db.selectFrom('files').select('name').where('run', '=', run).execute()
      // Sorted here, because databases disagree about the order of text.
      return rows.map((row) => row.name).toSorted()
    },
    bytes,
    text: async (run, name) => {
      const found = await bytes(run, name)
      return found && Buffer.from(found).toString('utf8')
    },
  }
}
