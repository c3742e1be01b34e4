import type { Hit, Span } from '../../model.ts'
import { commonShare } from '../story/traits/common-words.ts'
import { chineseNames, nameSkeleton } from '../story/traits/name-skeleton.ts'
import { numbersIn } from '../story/traits/numbers.ts'
import { fold } from '../text/fold.ts'
import { stem } from '../text/stem.ts'
import { words } from '../text/words.ts'
import { longestHit, spansIn } from './spans-in.ts'

/** What a stretch of text can be recognised by, also in another language. Each entry goes by a key and stands for words as printed. */
export interface Evidence {
  /** Concepts of the lexicon. */
  readonly concepts: ReadonlyMap<string, string>
  readonly frames: ReadonlyMap<string, string>
  /** Values, the same in every language. */
  readonly numbers: ReadonlySet<string>
  /** Names by their sound. */
  readonly names: ReadonlyMap<string, string>
  /** Stems of the telling words; comparable within a language only. */
  readonly stems: ReadonlyMap<string, string>
}

export interface EvidenceOf {
  readonly text: string
  readonly span: Span
  readonly language: string | undefined
  /** Of the article, in order; those outside the span are left aside. */
  readonly hits: readonly Hit[]
  /** Names of the article, by their sound: a word that opens a sentence is one where it is one elsewhere. */
  readonly names: ReadonlyMap<string, string>
}

/** Reads a stretch for what it can be recognised by. */
export function evidenceOf({ text, span, language, hits, names: known }: EvidenceOf): Evidence {
  const own = spansIn(hits, span, longestHit)
  const part = text.slice(span.start, span.end)
  const names = new Map<string, string>()
  const stems = new Map<string, string>()
  if (language === 'zh' || language === 'ja') for (const [skeleton, printed] of chineseNames(part)) names.set(skeleton, printed)
  for (const { start, end } of words(part, language)) {
    const printed = part.slice(start, end)
    const root = language === undefined ? fold(printed) : stem(fold(printed), language)
    const skeleton = /^\p{Lu}/u.test(printed) ? nameSkeleton(root) : undefined
    if (skeleton !== undefined && known.has(skeleton)) names.set(skeleton, printed)
    else if (isTelling(root, language)) stems.set(root, printed)
  }
  return {
    concepts: new Map(own.map((hit) => [hit.concept, hit.text])),
    frames: new Map(own.map((hit) => [hit.frame, hit.text])),
    numbers: numbersIn(part),
    names,
    stems,
  }
}

/** Words that every second article holds tell nothing. */
const mostCommon = 0.15

function isTelling(root: string, language: string | undefined): boolean {
  if ([...root].length < (language === 'zh' ? 2 : 3) || /^\d/u.test(root)) return false
  return (commonShare(root, language) ?? 0) < mostCommon
}
