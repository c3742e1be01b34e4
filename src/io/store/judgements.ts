import type { Kysely } from 'kysely'
import { z } from 'zod'
import { decisions, sentenceDecisions, type Judgement } from '../../core/tuning/judgement.ts'
import { idSchema } from '../../stages/noun-schemas.ts'
import { exclusively } from './exclusively.ts'
import { decodeNoun, encodeJson, ifSound } from './json.ts'
import type { Tables } from './tables.ts'

/** What people said of hits and sentences: one row a person, item and frame, a later word in place of an earlier one. */
export interface JudgementStore {
  put(judgement: Judgement): Promise<void>
  /** Takes back the newest word of a person on the hits of a lexicon, or on sentences without one; `undefined` when there is none. */
  undo<Kind extends Judgement['kind']>(
    kind: Kind,
    lexicon: string,
    annotator: string,
  ): Promise<Extract<Judgement, { kind: Kind }> | undefined>
  /** Changes with every word that is put or taken back, and is cheaper than the words. */
  stamp(lexicon: string): Promise<string>
  /** The oldest first, without those that cannot be read. */
  list(lexicon: string): Promise<readonly Judgement[]>
  /** Of all lexicons: what another version or another hand has written. */
  unreadable(): Promise<readonly { readonly lexicon: string; readonly item: string; readonly annotator: string }[]>
}

export function judgementStore(db: Kysely<Tables>): JudgementStore {
  const of = (lexicon: string) => db.selectFrom('judgements').selectAll().where('lexicon', '=', lexicon)
  return {
    put: async (judgement) => {
      const { lexicon, item, frame, annotator, madeAt } = judgement
      await exclusively(db, 'judgements', async (transaction) => {
        // Two words of one millisecond keep their order, whatever the clock says: the newest is taken back first, and tells one state from another.
        const made_ms = Math.max(Date.parse(madeAt), ((await newestMs(transaction, lexicon)) ?? 0) + 1)
        const row = { noun: encodeJson(judgement), made_ms }
        // An older word that could not be read has no frame; this one says again what it said.
        const damaged = transaction.deleteFrom('judgements').where('lexicon', '=', lexicon).where('item', '=', item).where('frame', '=', '')
        await damaged.where('annotator', '=', annotator).execute()
        const insert = transaction.insertInto('judgements').values({ lexicon, item, frame, annotator, ...row })
        await insert.onConflict((found) => found.columns(['lexicon', 'item', 'frame', 'annotator']).doUpdateSet(row)).execute()
      })
    },
    undo: async (kind, lexicon, annotator) => {
      const rows = await of(lexicon).where('annotator', '=', annotator).orderBy('made_ms', 'desc').orderBy('item', 'desc').execute()
      for (const row of rows) {
        const judgement = ifSound(() => read(row))
        if (judgement === undefined || !isOf(judgement, kind)) continue
        await db
          .deleteFrom('judgements')
          .where('lexicon', '=', lexicon)
          .where('annotator', '=', annotator)
          .where('item', '=', row.item)
          .where('frame', '=', row.frame)
          .execute()
        return judgement
      }
      return undefined
    },
    stamp: async (lexicon) => {
      const count = await db
        .selectFrom('judgements')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('lexicon', '=', lexicon)
        .executeTakeFirstOrThrow()
      const newest = await of(lexicon).orderBy('made_ms', 'desc').limit(1).executeTakeFirst()
      return JSON.stringify([count.count, newest?.item, newest?.frame, newest?.annotator, newest?.made_ms])
    },
    list: async (lexicon) => {
      const rows = await of(lexicon).orderBy('made_ms').orderBy('item').orderBy('frame').orderBy('annotator').execute()
      return rows.flatMap((row) => ifSound(() => read(row)) ?? [])
    },
    unreadable: async () => {
      const rows = await db.selectFrom('judgements').selectAll().orderBy('lexicon').orderBy('made_ms').execute()
      const damaged = rows.filter((row) => ifSound(() => read(row)) === undefined)
      return damaged.map(({ lexicon, item, annotator }) => ({ lexicon, item, annotator }))
    },
  }
}

async function newestMs(db: Kysely<Tables>, lexicon: string): Promise<number | undefined> {
  const newest = db.selectFrom('judgements').select('made_ms').where('lexicon', '=', lexicon).orderBy('made_ms', 'desc').limit(1)
  return (await newest.executeTakeFirst())?.made_ms
}

function isOf<Kind extends Judgement['kind']>(judgement: Judgement, kind: Kind): judgement is Extract<Judgement, { kind: Kind }> {
  return judgement.kind === kind
}

function read({ noun, item }: Tables['judgements']): Judgement {
  return decodeNoun(noun, judgementSchema, `the judgement of ${item}`)
}

const judged = {
  lexicon: z.string(),
  lexiconHash: idSchema<'Sha256'>(),
  item: z.string(),
  annotator: z.string(),
  frame: z.string(),
  language: z.string(),
  article: idSchema<'Article'>(),
  outlet: idSchema<'Outlet'>(),
  textHash: idSchema<'Sha256'>(),
  sentence: z.string(),
  madeAt: z.string(),
}

const judgementSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('hit'), ...judged, term: z.string(), start: z.int(), end: z.int(), decision: z.enum(decisions) })
    .readonly(),
  z.strictObject({ kind: z.literal('sentence'), ...judged, decision: z.enum(sentenceDecisions) }).readonly(),
])
