import type { Article } from '../../../model.ts'
import { fold } from '../../text/fold.ts'
import { stem } from '../../text/stem.ts'
import { words } from '../../text/words.ts'
import { chineseNames, nameSkeleton } from './name-skeleton.ts'
import { numbersIn } from './numbers.ts'
import { regionKeys } from './region-names.ts'

/** What is compared between two articles. */
export interface StoryFeatures {
  readonly language: string | undefined
  /** How often each stem, and each pair of stems side by side, stands in the text. For articles of one language. */
  readonly terms: ReadonlyMap<string, number>
  /** The terms that are names in most of their places. */
  readonly nameTerms: ReadonlySet<string>
  /** Skeletons of names, the same across alphabets, with the spelling they were found in. */
  readonly names: ReadonlyMap<string, string>
  /** Values, the same across languages. */
  readonly numbers: ReadonlySet<string>
  /** Years that the beginning names: of a yearly event, which one it is. */
  readonly years: readonly number[]
  /** Days since 1970; `undefined` where the article is not dated. */
  readonly day: number | undefined
}

/** The parts of an article that tell its event. */
export type Comparable = Pick<Article, 'title' | 'text' | 'language' | 'publishedAt'>

/** Reads an article for what tells one event from another. Long texts are read as far as the middle of the story goes. */
export function storyFeatures({ title, text, language, publishedAt }: Comparable): StoryFeatures {
  const whole = text.startsWith(title) ? text : `${title}\n\n${text}`
  const read = whole.slice(0, readAtMost)
  const isSpaced = language !== 'zh' && language !== 'ja'
  const names = new Map<string, string>()
  const terms = new Map<string, number>()
  const named = new Map<string, number>()
  if (!isSpaced) for (const [skeleton, printed] of chineseNames(read)) names.set(skeleton, printed)
  const regions = regionKeys(language ?? 'und')
  let previous: string | undefined
  let previousEnd = 0
  for (const { start, end } of words(read, language)) {
    const printed = read.slice(start, end)
    const root = rootOf(printed, language)
    const isName = isSpaced && /^\p{Lu}/u.test(printed) && previous !== undefined && !endsSentence(read.slice(previousEnd, start))
    const region = !isSpaced || /^\p{Lu}/u.test(printed) ? (regions.get(`${previous ?? ''} ${root}`) ?? regions.get(root)) : undefined
    if (region !== undefined) names.set(region, names.get(region) ?? printed)
    else if (isName) keepName(names, printed, language === 'ru' || language === 'uk' ? withoutCase(printed) : root)
    else if (!isSpaced && /^[A-Z][A-Za-z]{2,}/.test(printed)) keepName(names, printed, root)
    add(terms, root, 1)
    if (isName) add(named, root, 1)
    if (previous !== undefined) add(terms, `${previous} ${root}`, 1)
    previous = root
    previousEnd = end
  }
  const nameTerms = new Set([...named].flatMap(([term, count]) => (2 * count >= (terms.get(term) ?? 0) ? [term] : [])))
  return { language, terms, nameTerms, names, numbers: numbersIn(read), years: yearsIn(read.slice(0, leadLength)), day: dayOf(publishedAt) }
}

const readAtMost = 20_000
/** Where a report says of which year it is. */
const leadLength = 800

function yearsIn(lead: string): readonly number[] {
  return [...new Set([...lead.matchAll(/(?<![\d.,])(?:19[5-9]|20[0-9])\d(?![\d.,]\d|\d)/g)].map(([year]) => Number(year)))]
}

function rootOf(printed: string, language: string | undefined): string {
  const folded = fold(printed)
  return language === undefined ? folded : stem(folded, language)
}

function keepName(names: Map<string, string>, printed: string, name: string): void {
  const skeleton = nameSkeleton(name)
  if (skeleton !== undefined && !names.has(skeleton)) names.set(skeleton, printed)
}

/** What a name is without its case. Stems go further, and take the end of a surname in -ов; endings that are vowels leave no trace in a skeleton. */
function withoutCase(name: string): string {
  return name.replace(/(?<=(?:ов|ев|ин|ын))ым$|(?<=.{4})(?:ом|ем|ами|ями|ах|ях)$/u, '')
}

function endsSentence(between: string): boolean {
  return /[.!?:\n«“"]/.test(between)
}

function add(terms: Map<string, number>, term: string, weight: number): void {
  terms.set(term, (terms.get(term) ?? 0) + weight)
}

function dayOf(publishedAt: string | undefined): number | undefined {
  const time = publishedAt === undefined ? Number.NaN : Date.parse(publishedAt)
  return Number.isNaN(time) ? undefined : Math.floor(time / 86_400_000)
}
