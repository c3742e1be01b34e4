import { nameSkeleton } from '../story/traits/name-skeleton.ts'
import { storyFeatures } from '../story/traits/features.ts'
import { headlineFeatures, longestSummary } from './headline.ts'
import type { AnchorProfile } from './profile.ts'

export interface Likeness {
  /** 1 for each name that carries the story and each telling number; half for a small number or a word of the headline, less for others. */
  readonly score: number
  /** Whether the item holds anything that could have been found in the anchor. */
  readonly isComparable: boolean
  /** Whether it is written in another language than the anchor. */
  readonly isForeign: boolean
}

export interface Headline {
  readonly title: string
  readonly summary: string
  readonly url: string
}

interface Comparison {
  readonly profile: AnchorProfile
  readonly language: string | undefined
}

/** What a headline shares with an anchor. Between languages only names, by their skeletons, and numbers count. */
export function likenessOf(item: Headline, { profile, language: declared }: Comparison): Likeness {
  const language = writtenLanguage(item.title, declared ?? profile.language)
  const isForeign = profile.language !== undefined && language !== profile.language
  if (item.title === '') return slugLikeness(item.url, profile, isForeign)
  const isHan = hanLanguages.has(language ?? '') || hanLanguages.has(profile.language ?? '')
  const features = headlineFeatures(item.title, item.summary, language)
  const isLoose = isForeign || isHan
  const carries = nameTest(profile.names, isLoose, isHan ? 3 : telling)
  const passes = nameTest(profile.passing, isLoose, telling)
  let score = 0
  for (const name of features.names.keys()) {
    if (carries(name)) score += 1
    else if (passes(name)) score += isForeign ? 0.5 : 0.25
  }
  for (const number of features.numbers) if (profile.numbers.has(number)) score += isTelling(number) ? 1 : 0.5
  if (!isForeign) for (const term of features.terms.keys()) score += profile.roots.get(term) ?? 0
  return { score, isComparable: score > 0 || !isForeign || holdsEvidence(item, language), isForeign }
}

/** Whether there are names or numbers, and not only words that are large because a sentence begins. */
function holdsEvidence({ title, summary }: Headline, language: string | undefined): boolean {
  const { names, numbers } = storyFeatures({
    title: '',
    text: `${title}\n\n${summary.slice(0, longestSummary)}`,
    language,
    publishedAt: undefined,
  })
  return names.size + numbers.size > 0
}

/** Skeletons this long are rarely alike by chance. */
const telling = 4

/**
 * Whether a name is known, endings passed over: languages add their own, and a Chinese name runs on into the next word where that is written
 * with characters of names too.
 */
function nameTest(known: Names, isLoose: boolean, least: number): (name: string) => boolean {
  const long = isLoose ? [...known.keys()].filter((name) => name.length >= least) : []
  return (name) => known.has(name) || (name.length >= least && long.some((other) => other.startsWith(name) || name.startsWith(other)))
}

type Names = ReadonlyMap<string, unknown> | ReadonlySet<string>

/** Three digits or more, or a fraction: such numbers are rarely met by chance. */
function isTelling(number: string): boolean {
  return number.includes('.') || number.replace(/0+$/, '').length >= 3
}

/** The words of an address, where there is no title: names stand there in Latin letters, whatever the language. */
function slugLikeness(url: string, profile: AnchorProfile, isForeign: boolean): Likeness {
  const slug =
    URL.parse(url)
      ?.pathname.split('/')
      .findLast((part) => /\p{L}{3,}-\p{L}{3,}/u.test(part)) ?? ''
  const parts = slug
    .slice(0, 300)
    .toLowerCase()
    .split(/[^\p{L}]+/u)
  const words = new Set(parts.filter((part) => part.length >= telling))
  let score = 0
  for (const word of words) {
    const skeleton = nameSkeleton(word)
    if (skeleton !== undefined && skeleton.length >= telling && profile.names.has(skeleton)) score += 1
    else if (!isForeign) score += profile.roots.get(word) ?? 0
  }
  return { score, isComparable: words.size > 0, isForeign }
}

const cyrillicLanguages = new Set(['ru', 'kk', 'uk', 'be', 'bg', 'sr', 'ky', 'mk', 'tg', 'mn'])
const hanLanguages = new Set(['zh', 'ja'])

/** The declared language, unless the title is in letters in which that one is not written: outlets publish in several. */
export function writtenLanguage(title: string, declared: string | undefined): string | undefined {
  if (declared === undefined) return undefined
  if (/\p{Script=Han}{2}/u.test(title)) return hanLanguages.has(declared) || declared === 'ko' ? declared : 'zh'
  if (/[әғқңөұүһі]/i.test(title) && /\p{Script=Cyrillic}{3}/u.test(title) && declared === 'ru') return 'kk'
  const isCyrillic = /\p{Script=Cyrillic}{3}/u.test(title)
  if (isCyrillic) return cyrillicLanguages.has(declared) ? declared : 'ru'
  const isLatin = /\p{Script=Latin}{3}/u.test(title)
  return isLatin && (cyrillicLanguages.has(declared) || hanLanguages.has(declared)) ? 'en' : declared
}
