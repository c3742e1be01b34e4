import type { Kysely } from 'kysely'
import type { Outlet, OutletId } from '../../model.ts'
import { outletSchema } from '../../stages/noun-schemas.ts'
import { decodeNoun, encodeJson } from './json.ts'
import type { Tables } from './tables.ts'

/** Outlets that articles were found to be by and no configuration knows, so that reports can name them. */
export interface OutletStore {
  put(outlet: Outlet): Promise<void>
  get(id: OutletId): Promise<Outlet | undefined>
}

export function outletStore(db: Kysely<Tables>): OutletStore {
  return {
    put: async (outlet) => {
      const noun = encodeJson(outlet)
      const insert = db.insertInto('outlets').values({ id: outlet.id, noun })
      await insert.onConflict((found) => found.column('id').doUpdateSet({ noun })).execute()
    },
    get: async (id) => {
      const row = await db.selectFrom('outlets').select('noun').where('id', '=', id).executeTakeFirst()
      return row && decodeNoun(row.noun, outletSchema, `outlet ${id}`)
    },
  }
}
