import type { Kysely } from 'kysely'
import { z } from 'zod'
import { shortHash } from '../../core/short-hash.ts'
import { decodeJson, encodeJson } from './json.ts'
import type { Tables } from './tables.ts'

/**
 * Keeps the lexicon of a run's settings once for all runs that share it: it is a hundred times larger than everything else in them, and a team
 * makes thousands of runs with one. Settings of another shape are kept as they are.
 */
export interface RunSettings {
  /** The settings as JSON for the row of a run, their lexicon put aside under its hash. */
  put(db: Kysely<Tables>, settings: unknown): Promise<string>
  /** The settings that `put` was given. */
  get(db: Kysely<Tables>, row: { readonly id: string; readonly settings: string }): Promise<unknown>
}

/** Lexicons that are kept in memory, so that a list of runs does not read the same one again and again. */
const mostRemembered = 20

export function runSettings(): RunSettings {
  const remembered = new Map<string, unknown>()
  const remember = (hash: string, lexicon: unknown) => {
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(hash, lexicon)
  }
  return {
    put: async (db, settings) => {
      const parsed = carryingSchema.safeParse(settings)
      if (!parsed.success || parsed.data.lexicon.lexicon === undefined) return encodeJson(settings)
      const { hash, lexicon, ...rest } = parsed.data.lexicon
      const insert = db.insertInto('lexicons').values({ hash, noun: encodeJson(lexicon) })
      await insert.onConflict((found) => found.column('hash').doNothing()).execute()
      return encodeJson({ ...parsed.data, lexicon: { ...rest, hash } })
    },
    get: async (db, { id, settings }) => {
      const decoded = decodeJson(settings, `the settings of run ${id}`)
      const parsed = carryingSchema.safeParse(decoded)
      if (!parsed.success || parsed.data.lexicon.lexicon !== undefined) return decoded
      const { hash, ...rest } = parsed.data.lexicon
      if (!remembered.has(hash)) {
        const row = await db.selectFrom('lexicons').select('noun').where('hash', '=', hash).executeTakeFirst()
        if (!row) return decoded
        remember(hash, decodeJson(row.noun, `the lexicon ${shortHash(hash)}`))
      }
      return { ...parsed.data, lexicon: { ...rest, hash, lexicon: remembered.get(hash) } }
    },
  }
}

const carryingSchema = z.looseObject({ lexicon: z.looseObject({ hash: z.string(), lexicon: z.unknown().optional() }) })
