import { romanise } from '../../story/traits/romanise.ts'
import { regionNames } from '../../story/traits/region-names.ts'
import type { AnchorProfile } from '../profile.ts'

/** What a service is asked for: any of the names, and the word if there is one. */
export interface QueryWords {
  readonly names: readonly string[]
  readonly word: string | undefined
}

/**
 * The anchor's weightiest names, and its weightiest other word: names alone find everything, and a whole headline finds nothing. In another
 * language than the anchor's only what can be put into it without a dictionary: countries by the runtime's own names, and, where that
 * language is written in Latin letters, names by their letters. `undefined` where that leaves no name.
 */
export function queryWords(profile: AnchorProfile, language: string): QueryWords | undefined {
  const isOwn = profile.language === undefined || language === profile.language
  const written = [...profile.names].map(([key, printed]) => (isOwn ? printed : inLanguage(key, printed, { profile, language })))
  const names = [...new Set(written.flatMap((name) => (name !== undefined && isAskable(name) ? [name] : [])))].slice(0, mostNames)
  if (names.length === 0) return undefined
  const word = isOwn ? profile.words.find((candidate) => isAskable(candidate) && !names.includes(candidate)) : undefined
  return { names, word }
}

const mostNames = 3

/** Nobody can be asked for shorter words, nor for a quotation mark. Chinese names may be of two characters. */
function isAskable(name: string): boolean {
  return /^(?:[\p{L}\p{M}][\p{L}\p{M}\p{N}' ’·-]{2,60}|\p{Script=Han}{2,20})$/u.test(name)
}

function inLanguage(
  key: string,
  printed: string,
  { profile, language }: { readonly profile: AnchorProfile; readonly language: string },
): string | undefined {
  const region = regionNames(language).get(key)
  if (region !== undefined) return region
  if (isLatin(printed) && profile.language !== undefined) return keepsLatin(language, printed) ? printed : undefined
  return latinLanguages.test(language) ? romanise(printed) : undefined
}

function isLatin(name: string): boolean {
  return /^[\p{Script=Latin}\p{M}\p{N}' ’-]+$/u.test(name)
}

/** Languages in other letters print abbreviations and brands in Latin ones ("NATO", "OPEC"), and no other names. */
function keepsLatin(language: string, name: string): boolean {
  return latinLanguages.test(language) || /^\p{Lu}[\p{Lu}\p{N}-]{2,}$/u.test(name)
}

const latinLanguages = /^(?:en|de|fr|es|it|pt|nl|pl|tr|cs|sk|hu|ro|sv|da|no|fi|id|vi|az|uz)$/
