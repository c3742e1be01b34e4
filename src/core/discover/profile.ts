import type { Article } from '../../model.ts'
import { fold } from '../text/fold.ts'
import { stem } from '../text/stem.ts'
import { calendarWords } from '../story/traits/calendar-words.ts'
import { commonShare } from '../story/traits/common-words.ts'
import { storyFeatures } from '../story/traits/features.ts'
import { headlineFeatures } from './headline.ts'

/** What a headline must share with an article to be worth reading. */
export interface AnchorProfile {
  readonly language: string | undefined
  readonly publishedAt: string | undefined
  /** The names that carry the story, the most frequent first: their skeletons, and how they are printed. */
  readonly names: ReadonlyMap<string, string>
  /** Skeletons of names said once in passing: weak evidence. */
  readonly passing: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  /** Stems of the headline, and of words that come back in the text, and how much each counts. */
  readonly roots: ReadonlyMap<string, number>
  /** Words of the headline that are no names and not in all news, as printed; those that come back most in the text first. */
  readonly words: readonly string[]
}

/** Takes names and words that stand in the headline or come back; what is said once in passing tells nothing. */
export function anchorProfile(anchor: Article): AnchorProfile {
  const { title, text, language, publishedAt } = anchor
  const whole = storyFeatures({ title, text, language, publishedAt })
  const head = headlineFeatures(title, '', language)
  const timeWords = calendarWords(language)
  const timesPrinted = (printed: string) => text.split(printed).length - 1
  const named = [...whole.names].filter(([, printed]) => !timeWords.has(printed.toLowerCase()))
  const carries = ([skeleton, printed]: readonly [string, string]) => timesPrinted(printed) > 1 || head.names.has(skeleton)
  const names = named.filter(carries)
  const roots = [...whole.terms].filter(([term, count]) => isWord(term) && (count >= 3 || head.terms.has(term)) && !timeWords.has(term))
  const words = title.split(/[^\p{L}\p{M}'’-]+/u).filter((word) => /^\p{Ll}[\p{L}\p{M}'’-]{3,}$/u.test(word) && !isCommon(word, language))
  return {
    language,
    publishedAt,
    names: new Map(names.toSorted(([, a], [, b]) => timesPrinted(b) - timesPrinted(a))),
    passing: new Set(named.filter((name) => !carries(name)).map(([skeleton]) => skeleton)),
    numbers: whole.numbers,
    roots: new Map(roots.map(([term]) => [term, head.terms.has(term) ? 0.5 : 0.25])),
    words: [...new Set(words)].toSorted((a, b) => timesPrinted(b) - timesPrinted(a)),
  }
}

/** Share of all news. */
const commonFrom = 0.1

/** Whether much of all news holds the word: "after" comes back in every text, and narrows no question. */
function isCommon(word: string, language: string | undefined): boolean {
  const share = language === undefined ? undefined : commonShare(stem(fold(word), language), language)
  return share !== undefined && share >= commonFrom
}

function isWord(term: string): boolean {
  return !term.includes(' ') && /\p{L}{4}|\p{Script=Han}{2}/u.test(term)
}
