import type { Article, ArticleId, OutletId, RunId } from '../../model.ts'
import { mainLanguages, setSharedApart } from '../compare/sides.ts'
import { sumOf } from '../stats/article-count.ts'
import { backgroundPriors, logOdds } from '../stats/log-odds.ts'
import { allSteps, type Steps } from '../steps.ts'
import { outsideQuotes } from '../story/copies/outside-quotes.ts'
import { words } from '../text/words.ts'
import type { SeriesArticle } from './series.ts'

export interface TypicalWords {
  readonly outlet: OutletId
  readonly language: string
  /** Stories that it and another outlet of its language tell: only they are read. */
  readonly stories: number
  /** The most typical first. */
  readonly words: readonly TypicalWord[]
}

export interface TypicalWord {
  readonly word: string
  readonly count: number
  readonly articles: number
  readonly stories: number
  /** In the articles of the other outlets on the same stories. */
  readonly countOthers: number
}

/** How often each word stands in an article. */
export type WordCounts = ReadonlyMap<string, number>

/** Imagined words of the prior. */
const priorMass = 500
const shownWords = 15
const fewestUses = 3
/** Words that the others write more than half as often are nobody's mark. */
const leastRatio = 2

/** Words of a body outside quotation marks, in small letters; numbers and single letters are left out. */
export function wordCounts({ text, bodyStart, language }: Pick<Article, 'text' | 'bodyStart' | 'language'>): WordCounts {
  const body = outsideQuotes(text.slice(bodyStart)).toLowerCase()
  const counts = new Map<string, number>()
  for (const { start, end } of words(body, language)) {
    const word = body.slice(start, end)
    if (isWord(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/**
 * Words typical of each outlet against the others of its language on the same stories, ranked by log-odds with an informative Dirichlet prior.
 * A ranking and no test. Words of one story or fewer than three uses are left out: they are the story's, not the outlet's.
 */
export function typicalWords(articles: readonly SeriesArticle[], countsOf: (id: ArticleId) => WordCounts): readonly TypicalWords[] {
  return allSteps(typicalWordsInSteps(articles, countsOf))
}

/** `typicalWords`, in steps. */
export function* typicalWordsInSteps(
  articles: readonly SeriesArticle[],
  countsOf: (id: ArticleId) => WordCounts,
): Steps<readonly TypicalWords[]> {
  const languages = mainLanguages(articles)
  const typical: TypicalWords[] = []
  for (const outlet of [...languages.keys()].toSorted()) {
    const language = languages.get(outlet)
    const comparable = articles.filter((article) => article.language === language && languages.get(article.outlet) === language)
    const told = (own: boolean) => new Set(comparable.filter((article) => (article.outlet === outlet) === own).map(({ story }) => story))
    const both = told(true).intersection(told(false))
    const [mine, others] = [true, false].map((own) =>
      comparable.filter((article) => both.has(article.story) && (article.outlet === outlet) === own),
    )
    if (language === undefined || !mine || !others || mine.length === 0) continue
    const { a, b } = setSharedApart(mine, others)
    yield
    const [ours, theirs] = [yield* tally(a, countsOf), yield* tally(b, countsOf)]
    typical.push({ outlet, language, stories: both.size, words: ranked(ours, theirs) })
    yield
  }
  return typical
}

interface Tally {
  count: number
  articles: number
  readonly stories: Set<RunId>
}

/** To count the words of an article takes half a millisecond. */
const articlesPerStep = 20

function* tally(articles: readonly SeriesArticle[], countsOf: (id: ArticleId) => WordCounts): Steps<ReadonlyMap<string, Tally>> {
  const found = new Map<string, Tally>()
  for (const [index, { id, story }] of articles.entries()) {
    if (index % articlesPerStep === 0) yield
    for (const [word, count] of countsOf(id)) {
      const known = found.get(word) ?? { count: 0, articles: 0, stories: new Set<RunId>() }
      known.count += count
      known.articles += 1
      known.stories.add(story)
      found.set(word, known)
    }
  }
  return found
}

function ranked(mine: ReadonlyMap<string, Tally>, others: ReadonlyMap<string, Tally>): readonly TypicalWord[] {
  const vocabulary = [...new Set([...mine.keys(), ...others.keys()])].toSorted()
  const counts = vocabulary.map((word) => ({ a: mine.get(word)?.count ?? 0, b: others.get(word)?.count ?? 0 }))
  const priors = backgroundPriors(
    counts.map(({ a, b }) => a + b),
    priorMass,
  )
  const [totalA, totalB] = [sumOf(counts, ({ a }) => a), sumOf(counts, ({ b }) => b)]
  if (!priors || totalB === 0) return []
  const odds = logOdds(counts.map(({ a, b }, index) => ({ a, b, prior: priors[index] ?? 0 })))
  return vocabulary
    .flatMap((word, index) => {
      const own = mine.get(word)
      const z = odds[index]?.z
      const { a = 0, b = 0 } = counts[index] ?? {}
      if (!own || z === undefined || a * totalB < leastRatio * b * totalA || own.count < fewestUses || own.stories.size < 2) return []
      const typical = { word, count: own.count, articles: own.articles, stories: own.stories.size }
      return [{ ...typical, countOthers: others.get(word)?.count ?? 0, z }]
    })
    .toSorted((x, y) => y.z - x.z || (x.word < y.word ? -1 : 1))
    .slice(0, shownWords)
    .map(({ word, count, articles, stories, countOthers }) => ({ word, count, articles, stories, countOthers }))
}

function isWord(word: string): boolean {
  return /\p{L}/u.test(word) && !/\p{N}/u.test(word) && (word.length > 1 || /^\p{Script=Han}$/u.test(word))
}
