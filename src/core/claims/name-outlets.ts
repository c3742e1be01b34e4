import type { Outlet, OutletId } from '../../model.ts'
import { fold } from '../text/fold.ts'
import { holdsWord, type PressWords } from './press-words.ts'

/** Whom words such as "Sohu journalists", "Chinese media" or "the paper" name. */
export type Named =
  | { readonly kind: 'outlets'; readonly ids: readonly OutletId[] }
  /** The press of a country or town, by its outlets in the run: those from there, or named after it. */
  | { readonly kind: 'country'; readonly ids: readonly OutletId[] }
  /** The press, but nobody of the run. */
  | { readonly kind: 'unknown' }
  /** The outlet named last. */
  | { readonly kind: 'pointing-back' }

/** `undefined` where the speaker is not the press at all. An outlet is known by its name, its id, or the name of its site. */
export function nameOutlets(speaker: string, outlets: readonly Outlet[], press: PressWords): Named | undefined {
  const bare = fold(speaker).trim()
  if (press.pointingBack.includes(bare)) return { kind: 'pointing-back' }
  const called = outlets.filter((outlet) => namesOf(outlet).some((name) => holdsWord(speaker, [name])))
  if (called.length > 0) return { kind: 'outlets', ids: longestNamed(called).map(({ id }) => id) }
  if (holdsWord(speaker, press.notPress)) return undefined
  if (!holdsWord(speaker, [...press.media, ...press.people])) return looksLikeTitle(speaker) ? { kind: 'unknown' } : undefined
  const hinted = outlets.filter((outlet) => distinctiveWords(outlet).some((word) => holdsName(speaker, word)))
  if (hinted.length > 0) return { kind: 'country', ids: hinted.map(({ id }) => id) }
  for (const [country, words] of Object.entries(press.countries)) {
    if (!holdsWord(speaker, words)) continue
    const ofCountry = outlets.filter((outlet) => outlet.country === country)
    return ofCountry.length > 0 ? { kind: 'country', ids: ofCountry.map(({ id }) => id) } : { kind: 'unknown' }
  }
  return { kind: 'unknown' }
}

/** The last naming of the press in a text, with the words in front of it: "… met with anger in the Jinghe press, where". */
export function lastPressPhrase(text: string, { media, people }: PressWords): string | undefined {
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}'\u2019-]+/gu)]
  const press = new Set([...media, ...people])
  const last = words.findLastIndex(([word]) => press.has(fold(word)))
  const first = words[Math.max(0, last - wordsBefore)]
  const end = words[last]
  return first && end && last >= 0 ? text.slice(first.index, end.index + end[0].length) : undefined
}

const wordsBefore = 2

/** Folded; the id and the site with their hyphens as spaces: `jinghe-daily` is "jinghe daily". */
function namesOf({ name, id, homepage }: Outlet): readonly string[] {
  const host = homepage === undefined ? undefined : URL.parse(homepage)?.hostname.replace(/^www\./, '')
  const site = host?.split('.')[0]
  const spoken = [name, id.replace(/\..*$/, '').replaceAll('-', ' '), site?.replaceAll('-', ' ')].flatMap((each) => each ?? [])
  const folded = spoken.map((each) => fold(each).replace(/^the /, '').trim())
  return [...new Set(folded)].filter((each) => [...each].length >= 2)
}

/** "BBC Russian" may name "BBC" and "BBC Russian": the longer name is meant. */
function longestNamed(called: readonly Outlet[]): readonly Outlet[] {
  const length = (outlet: Outlet) => Math.max(...namesOf(outlet).map((name) => name.length))
  const longest = Math.max(...called.map(length))
  return called.filter((outlet) => length(outlet) === longest)
}

/** What only this outlet's name has: "jinghe" of "Jinghe Daily". */
function distinctiveWords(outlet: Outlet): readonly string[] {
  const words = namesOf(outlet).flatMap((name) => name.split(' ')[0] ?? [])
  return words.filter((word) => word.length >= 4 && !plainWords.has(word))
}

/** First words of many titles: they tell no outlet from another. */
const plainWords: ReadonlySet<string> = new Set(
  'daily news evening morning weekly national global northern southern eastern western central radio world city state free people new press capital quiet'.split(
    ' ',
  ),
)

/** A word that the speaker prints as a name. */
function holdsName(speaker: string, word: string): boolean {
  return speaker.split(/[^\p{L}\p{N}]+/u).some((printed) => /^\p{Lu}/u.test(printed) && fold(printed) === word)
}

/** "AB News", "Harbour Times": a name that ends as titles of outlets do. */
function looksLikeTitle(speaker: string): boolean {
  return (
    /^(?:the )?(?:\p{Lu}[\p{L}\p{N}]*\s)+(?:News|Times|Post|Herald|Tribune|Gazette|Journal|Today|Agency|Daily|Observer|Mail|Telegraph|Chronicle)$/iu.test(
      speaker.trim(),
    ) && /^(?:the )?\p{Lu}/u.test(speaker.trim())
  )
}
