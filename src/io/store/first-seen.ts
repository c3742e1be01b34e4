import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** What is remembered by when it first came: the text of an article, a form of a lexicon or of a plan, by its hash. */
export type SeenKind = 'article' | 'lexicon' | 'plan'

/**
 * When things first came into the store, so that a report can say whether its words or its plan are older than what they are about. A first
 * time never changes: the same report says the same whenever it is asked.
 */
export interface FirstSeenStore {
  /** Keeps the time (ISO 8601) for those of the ids that have none. */
  note(kind: SeenKind, ids: readonly string[], at: string): Promise<void>
  /** ISO 8601, UTC, by id; those that never came are left out. */
  of(kind: SeenKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

export function firstSeenStore(db: Kysely<Tables>): FirstSeenStore {
  return {
    note: async (kind, ids, at) => {
      const at_ms = Date.parse(at)
      for (const some of portionsOf([...new Set(ids)])) {
        const insert = db.insertInto('first_seen').values(some.map((id) => ({ kind, id, at_ms })))
        await insert.onConflict((found) => found.columns(['kind', 'id']).doNothing()).execute()
      }
    },
    of: async (kind, ids) => {
      const times = new Map<string, string>()
      for (const some of portionsOf([...new Set(ids)])) {
        const rows = await db.selectFrom('first_seen').selectAll().where('kind', '=', kind).where('id', 'in', some).execute()
        for (const row of rows) times.set(row.id, new Date(row.at_ms).toISOString())
      }
      return times
    },
  }
}

/** Few enough for one statement: databases allow only so many values in it. */
const portion = 200

function portionsOf(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / portion) }, (_, index) => ids.slice(index * portion, (index + 1) * portion))
}
