import type { Kysely } from 'kysely'
import type { Opinion } from '../../core/sentiment/asked.ts'
import { givenAnswerSchema } from '../../stages/score.ts'
import { decodeJson, encodeJson } from './json.ts'
import type { Tables } from './tables.ts'

/** What models of the user's have said, so that no sentence is asked about twice. `version` changes with model, prompt and settings. */
export interface AnswerStore {
  get(version: string, question: string): Promise<Opinion | undefined>
  put(version: string, question: string, opinion: Opinion): Promise<void>
}

export function answerStore(db: Kysely<Tables>): AnswerStore {
  return {
    get: async (version, question) => {
      const rows = db.selectFrom('answers').select('opinion').where('version', '=', version).where('question', '=', question)
      const row = await rows.executeTakeFirst()
      if (!row) return undefined
      // An opinion of another form than this version writes is asked for again.
      const read = opinionSchema.safeParse({ kind: 'opinion', opinion: decodeJson(row.opinion, 'the answer of a sentiment model') })
      return read.success && read.data.kind === 'opinion' ? read.data.opinion : undefined
    },
    put: async (version, question, opinion) => {
      const text = encodeJson(opinion)
      const insert = db.insertInto('answers').values({ version, question, opinion: text })
      await insert.onConflict((found) => found.columns(['version', 'question']).doUpdateSet({ opinion: text })).execute()
    },
  }
}

const opinionSchema = givenAnswerSchema.shape.answer
