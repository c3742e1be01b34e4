import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** What a site answered when it was asked for its robots.txt. */
export interface StoredRobots {
  /** The file as sent; `undefined` where there is none. */
  readonly text: Uint8Array | undefined
  /** HTTP status. */
  readonly status: number
  /** Epoch milliseconds. */
  readonly fetchedAt: number
}

export interface RobotsCache {
  /** `origin` is scheme, host and port. Says nothing about whether the answer is still fresh. */
  get(origin: string): Promise<StoredRobots | undefined>
  put(origin: string, robots: StoredRobots): Promise<void>
}

export function robotsCache(db: Kysely<Tables>): RobotsCache {
  return {
    get: async (origin) => {
      const row = await db.selectFrom('robots').selectAll().where('origin', '=', origin).executeTakeFirst()
      return row && { text: row.body ?? undefined, status: row.status, fetchedAt: row.fetched_at }
    },
    put: async (origin, robots) => {
      const answer = { body: robots.text ?? null, status: robots.status, fetched_at: robots.fetchedAt }
      const insert = db.insertInto('robots').values({ origin, ...answer })
      await insert.onConflict((found) => found.column('origin').doUpdateSet(answer)).execute()
    },
  }
}
