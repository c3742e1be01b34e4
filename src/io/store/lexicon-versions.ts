import type { Kysely } from 'kysely'
import { toId } from '../../core/ids.ts'
import { lexiconSchema, type Lexicon } from '../../core/lexicon/lexicon.ts'
import { shortHash } from '../../core/short-hash.ts'
import type { Sha256 } from '../../model.ts'
import { decodeNoun, encodeJson } from './json.ts'
import type { Tables } from './tables.ts'

/** A lexicon as it was at one time. Never changed, never removed. */
export interface LexiconVersion {
  readonly hash: Sha256
  readonly lexicon: Lexicon
  /** What changed and why, in the words of who saved it. */
  readonly message: string
  readonly author: string
  /** ISO 8601, UTC. */
  readonly savedAt: string
}

export interface LexiconVersionStore {
  /** Keeps a version as it is when it is known by its hash; `false` then. */
  add(version: LexiconVersion): Promise<boolean>
  get(lexicon: string, hash: Sha256): Promise<LexiconVersion | undefined>
  /** Hashes of all, the oldest first: cheaper than what they say. */
  hashes(lexicon: string): Promise<readonly Sha256[]>
  /** The oldest first. */
  list(lexicon: string): Promise<readonly LexiconVersion[]>
}

export function lexiconVersionStore(db: Kysely<Tables>): LexiconVersionStore {
  const of = (lexicon: string) => db.selectFrom('lexicon_versions').selectAll().where('lexicon', '=', lexicon)
  return {
    add: async ({ hash, lexicon, message, author, savedAt }) => {
      const row = { lexicon: lexicon.id, hash, noun: encodeJson(lexicon), message, author, saved_ms: Date.parse(savedAt) }
      const insert = db.insertInto('lexicon_versions').values(row)
      const added = await insert.onConflict((found) => found.columns(['lexicon', 'hash']).doNothing()).executeTakeFirst()
      return Number(added.numInsertedOrUpdatedRows ?? 0) > 0
    },
    get: async (lexicon, hash) => {
      const row = await of(lexicon).where('hash', '=', hash).executeTakeFirst()
      return row && read(row)
    },
    hashes: async (lexicon) => {
      const rows = db.selectFrom('lexicon_versions').select('hash').where('lexicon', '=', lexicon).orderBy('saved_ms').orderBy('hash')
      return (await rows.execute()).map(({ hash }) => toId<'Sha256'>(hash))
    },
    list: async (lexicon) => (await of(lexicon).orderBy('saved_ms').orderBy('hash').execute()).map(read),
  }
}

function read({ lexicon, hash, noun, message, author, saved_ms }: Tables['lexicon_versions']): LexiconVersion {
  const kept = decodeNoun(noun, lexiconSchema, `version ${shortHash(hash)} of the lexicon ${lexicon}`)
  return { hash: toId<'Sha256'>(hash), lexicon: kept, message, author, savedAt: new Date(saved_ms).toISOString() }
}
