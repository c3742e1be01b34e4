import { nameSkeleton } from '../story/name-skeleton.ts'
import { storyFeatures } from '../story/features.ts'
import type { AnchorProfile } from './profile.ts'

export interface Likeness {
  /** 1 for each name of the story, half for each number or word. */
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
  const features = storyFeatures({ title: '', text: openNames(item), language, publishedAt: undefined })
  const isNamed = isForeign || isHan ? nameTest(profile.names, isHan ? 3 : telling) : (name: string) => profile.names.has(name)
  const names = [...features.names.keys()].filter(isNamed).length
  const numbers = [...features.numbers].filter((number) => profile.numbers.has(number)).length
  const roots = isForeign ? 0 : [...features.terms.keys()].filter((term) => profile.roots.has(term)).length
  const score = names + 0.5 * numbers + 0.5 * roots
  return { score, isComparable: score > 0 || !isForeign || holdsEvidence(item, language), isForeign }
}

/** A headline as a text in which the words that open it, a part of it or a quotation may be names: "Live: Severia …", "«Severia» …". */
function openNames({ title, summary }: Headline): string {
  const open = (text: string) => text.replace(/[:.!?](?=\s)|[«»“”"]/g, ',')
  return `— ${open(title)}\n\n— ${open(summary)}`
}

/** Whether there are names or numbers, and not only words that are large because a sentence begins. */
function holdsEvidence({ title, summary }: Headline, language: string | undefined): boolean {
  const { names, numbers } = storyFeatures({ title: '', text: `${title}\n\n${summary}`, language, publishedAt: undefined })
  return names.size + numbers.size > 0
}

/** Skeletons this long are rarely alike by chance. */
const telling = 4

/**
 * Whether a name is known, endings passed over: languages add their own, and a Chinese name runs on into the next word where that is written
 * with characters of names too.
 */
function nameTest(known: ReadonlyMap<string, string>, least: number): (name: string) => boolean {
  const long = [...known.keys()].filter((name) => name.length >= least)
  return (name) => known.has(name) || (name.length >= least && long.some((other) => other.startsWith(name) || name.startsWith(other)))
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
    else if (!isForeign && profile.roots.has(word)) score += 0.5
  }
  return { score, isComparable: words.size > 0, isForeign }
}

const cyrillicLanguages = new Set(['ru', 'kk', 'uk', 'be', 'bg', 'sr', 'ky', 'mk', 'tg', 'mn'])
const hanLanguages = new Set(['zh', 'ja'])

/** The declared language, unless the title is in letters in which that one is not written: outlets publish in several. */
function writtenLanguage(title: string, declared: string | undefined): string | undefined {
  if (declared === undefined) return undefined
  if (/\p{Script=Han}{2}/u.test(title)) return hanLanguages.has(declared) || declared === 'ko' ? declared : 'zh'
  if (/[әғқңөұүһі]/i.test(title) && /\p{Script=Cyrillic}{3}/u.test(title) && declared === 'ru') return 'kk'
  const isCyrillic = /\p{Script=Cyrillic}{3}/u.test(title)
  if (isCyrillic) return cyrillicLanguages.has(declared) ? declared : 'ru'
  const isLatin = /\p{Script=Latin}{3}/u.test(title)
  return isLatin && (cyrillicLanguages.has(declared) || hanLanguages.has(declared)) ? 'en' : declared
}
