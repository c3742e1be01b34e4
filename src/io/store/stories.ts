import type { Kysely } from 'kysely'
import type { RunId, Story } from '../../model.ts'
import { decodeNoun, encodeJson } from './json.ts'
import { storySchema } from './schemas.ts'
import type { Tables } from './tables.ts'

/** The story of each run. */
export interface StoryStore {
  put(run: RunId, story: Story): Promise<void>
  get(run: RunId): Promise<Story | undefined>
}

export function storyStore(db: Kysely<Tables>): StoryStore {
  return {
    put: async (run, story) => {
      const noun = encodeJson(story)
      const insert = db.insertInto('stories').values({ run, noun })
      await insert.onConflict((found) => found.column('run').doUpdateSet({ noun })).execute()
    },
    get: async (run) => {
      const row = await db.selectFrom('stories').select('noun').where('run', '=', run).executeTakeFirst()
      return row && decodeNoun(row.noun, storySchema, `the story of run ${run}`)
    },
  }
}
