import type { Kysely } from 'kysely'
import type { Article, ArticleId, Sha256 } from '../../model.ts'
import { chunks } from './corpus/chunks.ts'
import { decodeJson, decodeNoun, encodeJson } from './json.ts'
import { articleSchema } from './schemas.ts'
import { noteForIndex } from './story-index.ts'
import type { Tables } from './tables.ts'

/** What an extractor made of a page, article or not; its shape is the extractor's own affair. */
export interface StoredExtraction {
  readonly result: unknown
}

/** Articles by id, and what each version of the extractor made of each page, so that a page is parsed once per version. */
export interface ArticleStore {
  put(article: Article): Promise<void>
  get(id: ArticleId): Promise<Article | undefined>
  /** Those of the ids that are there, in the order of the ids. */
  these(ids: readonly ArticleId[]): Promise<readonly Article[]>
  /** `extractor` names the version, and all else beside the bytes that the result depends on. */
  ofPage(hash: Sha256, extractor: string): Promise<StoredExtraction | undefined>
  rememberExtraction(hash: Sha256, extractor: string, result: unknown): Promise<void>
}

export function articleStore(db: Kysely<Tables>): ArticleStore {
  return {
    put: async (article) => {
      const noun = encodeJson(article)
      const insert = db.insertInto('articles').values({ id: article.id, noun })
      const update = insert.onConflict((found) => found.column('id').doUpdateSet({ noun }).where('articles.noun', '!=', noun))
      // The same text may have been given another day or language: an id is of address and text alone.
      if (await update.returning('id').executeTakeFirst()) await noteForIndex(db, article.id)
    },
    get: async (id) => {
      const row = await db.selectFrom('articles').select('noun').where('id', '=', id).executeTakeFirst()
      return row && decodeNoun(row.noun, articleSchema, `article ${id}`)
    },
    these: async (ids) => {
      const nouns = new Map<string, string>()
      for (const some of chunks(ids)) {
        const rows = await db.selectFrom('articles').selectAll().where('id', 'in', some).execute()
        for (const { id, noun } of rows) nouns.set(id, noun)
      }
      return ids.flatMap((id) => {
        const noun = nouns.get(id)
        return noun === undefined ? [] : [decodeNoun(noun, articleSchema, `article ${id}`)]
      })
    },
    ofPage: async (hash, extractor) => {
      const rows = db.selectFrom('extractions').select('result').where('hash', '=', hash).where('extractor', '=', extractor)
      const row = await rows.executeTakeFirst()
      return row && { result: decodeJson(row.result, `the extraction of page ${hash}`) }
    },
    rememberExtraction: async (hash, extractor, value) => {
      const result = encodeJson(value)
      const insert = db.insertInto('extractions').values({ hash, extractor, result })
      await insert.onConflict((found) => found.columns(['hash', 'extractor']).doUpdateSet({ result })).execute()
    },
  }
}
