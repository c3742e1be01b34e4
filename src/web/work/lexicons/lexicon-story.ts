import type { App } from '../../../app.ts'
import { lexiconChange } from '../../../core/tuning/lexicon-change.ts'
import type { LexiconFile } from '../../../io/config/lexicon-file.ts'
import type { LexiconVersion } from '../../../io/store/lexicon-versions.ts'

/** One version of a lexicon as its history tells it. */
export interface ToldVersion extends Omit<LexiconVersion, 'lexicon' | 'savedAt'> {
  readonly version: number
  readonly terms: number
  /** Against the version before, a short line each. */
  readonly change: readonly string[]
  /** `undefined`: the file as it stands, which nobody has saved here. */
  readonly savedAt: string | undefined
}

/** How a lexicon came to be, the newest version first. */
export async function lexiconStory({ lexicon, hash }: LexiconFile, { store }: Pick<App, 'store'>): Promise<readonly ToldVersion[]> {
  const kept: readonly (Omit<LexiconVersion, 'savedAt'> & Pick<ToldVersion, 'savedAt'>)[] = await store.lexiconVersions.list(lexicon.id)
  const unsaved = { lexicon, hash, message: 'As the file stands; not saved here yet', author: 'file', savedAt: undefined }
  const versions = kept.some((version) => version.hash === hash) ? kept : [...kept, unsaved]
  return versions
    .map(({ lexicon: said, ...version }, index) => {
      const before = versions[index - 1]
      const change = before ? lexiconChange(before.lexicon, said).summary : []
      return { ...version, version: said.version, terms: said.terms.length, change }
    })
    .toReversed()
}
