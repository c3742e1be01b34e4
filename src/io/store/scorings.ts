import type { Kysely } from 'kysely'
import type { ArticleId, Scoring } from '../../model.ts'
import { decodeNoun, encodeJson } from './json.ts'
import { scoringSchema } from './schemas.ts'
import type { Tables } from './tables.ts'

/** What scoring found, by article and by a key that changes with all that scoring depends on: lexicon, language data, models, code. */
export interface ScoringStore {
  put(scoring: Scoring, key: string): Promise<void>
  get(article: ArticleId, key: string): Promise<Scoring | undefined>
}

export function scoringStore(db: Kysely<Tables>): ScoringStore {
  return {
    put: async (scoring, key) => {
      const noun = encodeJson(scoring)
      const insert = db.insertInto('scorings').values({ article: scoring.articleId, key, noun })
      await insert.onConflict((found) => found.columns(['article', 'key']).doUpdateSet({ noun })).execute()
    },
    get: async (article, key) => {
      const rows = db.selectFrom('scorings').select('noun').where('article', '=', article).where('key', '=', key)
      const row = await rows.executeTakeFirst()
      return row && decodeNoun(row.noun, scoringSchema, `the scoring of article ${article}`)
    },
  }
}
