import { allSteps, type Steps } from '../steps.ts'
import { keyness } from '../stats/keyness.ts'
import { collocation } from '../stats/collocation.ts'
import { fold } from '../text/fold.ts'
import { commonShare } from '../story/traits/common-words.ts'
import { stem } from '../text/stem.ts'
import { words as wordsOf } from '../text/words.ts'

/** A word or pair of words that may belong into a lexicon, and why it is named. Nothing enters a lexicon unread. */
export interface Suggestion {
  readonly kind: 'keyword' | 'collocate' | 'inflection'
  readonly phrase: string
  /** By which suggestions of its kind are ranked: conservative log ratio, logDice, or sentences that hold it. */
  readonly score: number
  /** Sentences of the frame, and others, that hold it. */
  readonly inFrame: number
  readonly elsewhere: number
  /** Up to five, as printed. */
  readonly sentences: readonly string[]
}

export interface SuggestInput {
  /** Sentences that tell the frame, judged so or taken as such, and others of the same language. */
  readonly frame: readonly string[]
  readonly others: readonly string[]
  readonly language: string
  /** Words of the lexicon's patterns in this language, folded: they mark its sentences by themselves and need not be suggested. */
  readonly known: ReadonlySet<string>
  /** Those that are a term alone: their other forms may be suggested. */
  readonly terms: ReadonlySet<string>
}

const mostOfAKind = 15
const mostSentences = 5
/** A word seen in fewer sentences of the frame is chance. */
const fewestSentences = 2
const level = 0.95
/** A word that stands in a larger share of all articles marks nothing. */
const commonFrom = 0.3

/**
 * Suggests terms by three roads: words that mark sentences of the frame (conservative log ratio over counts of sentences, so that one long
 * sentence counts once), pairs of words that stand together there (logDice), and other forms of words the lexicon has already.
 */
export function suggestTerms(input: SuggestInput): readonly Suggestion[] {
  return allSteps(suggestTermsInSteps(input))
}

/** The same in steps. */
export function* suggestTermsInSteps(input: SuggestInput): Steps<readonly Suggestion[]> {
  const frame = yield* readSentences(input.frame, input.language)
  const others = yield* readSentences(input.others, input.language)
  const isName = yield* namesIn([...frame, ...others], input.language)
  const found = [...keywords(frame, others, { ...input, isName })]
  yield
  found.push(...collocates(frame, { ...input, isName }))
  return [...found, ...(yield* inflections([...frame, ...others], frame.length, input))]
}

/** Some milliseconds. */
const sentencesAtATime = 500

function* readSentences(sentences: readonly string[], language: string): Steps<readonly ReadSentence[]> {
  const read: ReadSentence[] = []
  for (const sentence of sentences) {
    read.push(readSentence(sentence, language))
    if (read.length % sentencesAtATime === 0) yield
  }
  return read
}

type Named = SuggestInput & { readonly isName: (word: string) => boolean }

interface ReadSentence {
  readonly sentence: string
  readonly words: readonly string[]
  readonly distinct: ReadonlySet<string>
  /** Words behind the first that are printed with a capital, and those that are not. */
  readonly capital: ReadonlySet<string>
  readonly small: ReadonlySet<string>
}

function readSentence(sentence: string, language: string): ReadSentence {
  const folded = fold(sentence)
  const places = wordsOf(folded, language)
  const words = places.map(({ start, end }) => folded.slice(start, end))
  const [capital, small] = [new Set<string>(), new Set<string>()]
  for (const { start, end } of places.slice(1)) (/^\p{Lu}/u.test(sentence.slice(start)) ? capital : small).add(folded.slice(start, end))
  return { sentence, words, distinct: new Set(words), capital, small }
}

/** German and Luxembourgish print every noun with a capital. */
const nounsHaveCapitals: ReadonlySet<string> = new Set(['de', 'lb'])
/** A headline in capitals makes no name of a word that is printed small elsewhere. */
const nameShare = 0.8

/** Who and where: people and places stand beside a frame in one story and mark it in no other. A script without capitals hides them. */
function* namesIn(sentences: readonly ReadSentence[], language: string): Steps<Named['isName']> {
  if (nounsHaveCapitals.has(language)) return () => false
  const [capital, small] = [new Map<string, number>(), new Map<string, number>()]
  for (const [index, read] of sentences.entries()) {
    if (index % sentencesAtATime === 0) yield
    for (const word of read.capital) capital.set(word, (capital.get(word) ?? 0) + 1)
    for (const word of read.small) small.set(word, (small.get(word) ?? 0) + 1)
  }
  return (word) => {
    const capitals = capital.get(word) ?? 0
    return capitals > 0 && capitals >= nameShare * (capitals + (small.get(word) ?? 0))
  }
}

function keywords(
  frame: readonly ReadSentence[],
  others: readonly ReadSentence[],
  { known, language, isName }: Named,
): readonly Suggestion[] {
  const [here, there] = [countSentences(frame), countSentences(others)]
  const found: Suggestion[] = []
  for (const [word, inFrame] of here) {
    if (inFrame < fewestSentences || known.has(word) || isPoor(word, language) || isName(word)) continue
    const elsewhere = there.get(word) ?? 0
    const measured = keyness({ hits: inFrame, tokens: frame.length }, { hits: elsewhere, tokens: others.length }, { level })
    if (!measured || measured.conservativeLogRatio <= 0) continue
    found.push({ kind: 'keyword', phrase: word, score: measured.conservativeLogRatio, inFrame, elsewhere, sentences: holding(frame, word) })
  }
  return best(found)
}

function collocates(frame: readonly ReadSentence[], { language, isName }: Named): readonly Suggestion[] {
  const pairs = new Map<string, { readonly first: string; readonly second: string; readonly sentences: Set<string>; count: number }>()
  const [firsts, seconds] = [new Map<string, number>(), new Map<string, number>()]
  let bigrams = 0
  for (const { words, sentence } of frame) {
    for (const [index, second] of words.entries()) {
      const first = words[index - 1]
      if (first === undefined) continue
      bigrams++
      firsts.set(first, (firsts.get(first) ?? 0) + 1)
      seconds.set(second, (seconds.get(second) ?? 0) + 1)
      const key = joinWords(first, second)
      const pair = pairs.get(key) ?? { first, second, sentences: new Set<string>(), count: 0 }
      pair.count++
      pair.sentences.add(sentence)
      pairs.set(key, pair)
    }
  }
  const found: Suggestion[] = []
  for (const [phrase, { first, second, sentences, count }] of pairs) {
    if (sentences.size < fewestSentences || [first, second].some((word) => isPoor(word, language) || isName(word))) continue
    const measured = collocation({ pair: count, first: firsts.get(first) ?? 0, second: seconds.get(second) ?? 0, bigrams })
    if (!measured) continue
    const printed = [...sentences].slice(0, mostSentences)
    found.push({ kind: 'collocate', phrase, score: measured.logDice, inFrame: sentences.size, elsewhere: 0, sentences: printed })
  }
  return best(found)
}

/** Words with the stem of a known one: `betray` and `betrays` where only `betrayal` is a term. */
function* inflections(
  all: readonly ReadSentence[],
  framed: number,
  { known, terms, language }: SuggestInput,
): Steps<readonly Suggestion[]> {
  const stems = new Set([...terms].map((word) => stem(word, language)))
  const counts = new Map<string, { inFrame: number; elsewhere: number; sentences: string[] }>()
  for (const [index, { distinct, sentence }] of all.entries()) {
    if (index % sentencesAtATime === 0) yield
    for (const word of distinct) {
      if (known.has(word) || !stems.has(stem(word, language)) || word === stem(word, language)) continue
      const count = counts.get(word) ?? { inFrame: 0, elsewhere: 0, sentences: [] }
      if (index < framed) count.inFrame++
      else count.elsewhere++
      if (count.sentences.length < mostSentences) count.sentences.push(sentence)
      counts.set(word, count)
    }
  }
  return best(
    [...counts].map(([phrase, count]): Suggestion => ({ kind: 'inflection', phrase, score: count.inFrame + count.elsewhere, ...count })),
  )
}

function countSentences(sentences: readonly ReadSentence[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { distinct } of sentences) for (const word of distinct) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Scripts without spaces are joined without one. */
function joinWords(first: string, second: string): string {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u.test(first) ? first + second : `${first} ${second}`
}

/** Function words, numbers and single letters mark nothing. */
function isPoor(word: string, language: string): boolean {
  return word.length < 2 || /^\p{N}+$/u.test(word) || (commonShare(stem(word, language), language) ?? 0) >= commonFrom
}

function holding(sentences: readonly ReadSentence[], word: string): readonly string[] {
  return sentences
    .filter(({ distinct }) => distinct.has(word))
    .slice(0, mostSentences)
    .map(({ sentence }) => sentence)
}

function best(found: readonly Suggestion[]): readonly Suggestion[] {
  return found.toSorted((a, b) => b.score - a.score || (a.phrase < b.phrase ? -1 : 1)).slice(0, mostOfAKind)
}
