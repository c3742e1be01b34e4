import type { MovedTerm } from './moved-terms.ts'
import { movedWords, type WatchedEdit, type WatchedVersion } from './watch-report.ts'

/** An edit as somebody is told of it who is not shown the texts: what moved, in words and as data, and which versions of which page say so. */
export interface ToldEdit {
  readonly url: string
  readonly before: ToldVersion
  readonly after: ToldVersion
  /** Terms that stand more or less often in a part of the article than before. None where the words round them alone were edited, or where the language is another. */
  readonly moved: readonly MovedTerm[]
  /** The same in a line each. */
  readonly words: readonly string[]
}

export type ToldVersion = Omit<WatchedVersion, 'text' | 'language'> & { readonly language: string | null }

export function toldEdit(edit: WatchedEdit): ToldEdit {
  return { url: edit.url, before: told(edit.before), after: told(edit.after), moved: edit.moved, words: movedWords(edit) }
}

function told({ title, language, seenAt, page }: WatchedVersion): ToldVersion {
  return { title, language: language ?? null, seenAt, page }
}
