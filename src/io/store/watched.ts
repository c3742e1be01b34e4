import type { Kysely } from 'kysely'
import { toId } from '../../core/ids.ts'
import type { Sha256 } from '../../model.ts'
import type { Tables } from './tables.ts'

/** The version of a page that a watch has seen. */
export interface SeenVersion {
  readonly url: string
  readonly page: Sha256
  /** ISO 8601: when it was last seen. */
  readonly seenAt: string
}

/**
 * Up to which version of each page a watch has told what was edited. Other runs read the same pages, and a watch may be stopped between reading
 * and telling: what the store has read last says nothing of what people have been told.
 */
export interface WatchedStore {
  get(watch: string, url: string): Promise<SeenVersion | undefined>
  put(watch: string, versions: readonly SeenVersion[]): Promise<void>
}

export function watchedStore(db: Kysely<Tables>): WatchedStore {
  return {
    get: async (watch, url) => {
      const row = await db.selectFrom('watched').selectAll().where('watch', '=', watch).where('url', '=', url).executeTakeFirst()
      return row && { url, page: toId(row.page), seenAt: new Date(row.seen_ms).toISOString() }
    },
    put: async (watch, versions) => {
      for (const { url, page, seenAt } of versions) {
        const seen = { page, seen_ms: Date.parse(seenAt) }
        const insert = db.insertInto('watched').values({ watch, url, ...seen })
        await insert.onConflict((found) => found.columns(['watch', 'url']).doUpdateSet(seen)).execute()
      }
    },
  }
}
