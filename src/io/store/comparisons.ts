import type { Kysely } from 'kysely'
import type { Comparison, RunId } from '../../model.ts'
import { decodeNoun, encodeJson } from './json.ts'
import { comparisonSchema } from './schemas.ts'
import type { Tables } from './tables.ts'

/** The comparison of each run; infinite limits of estimates survive. */
export interface ComparisonStore {
  put(run: RunId, comparison: Comparison): Promise<void>
  get(run: RunId): Promise<Comparison | undefined>
}

export function comparisonStore(db: Kysely<Tables>): ComparisonStore {
  return {
    put: async (run, comparison) => {
      const noun = encodeJson(comparison)
      const insert = db.insertInto('comparisons').values({ run, noun })
      await insert.onConflict((found) => found.column('run').doUpdateSet({ noun })).execute()
    },
    get: async (run) => {
      const row = await db.selectFrom('comparisons').select('noun').where('run', '=', run).executeTakeFirst()
      return row && decodeNoun(row.noun, comparisonSchema, `the comparison of run ${run}`)
    },
  }
}
