import type { Contrast, Rate } from '../../../model.ts'
import { grouped } from '../../grouped.ts'

/** The words that the finding of a story and that of a series share. */

/** Of articles, as primary subtags; `undefined` where the language could not be told. */
export type Languages = readonly (string | undefined)[]

/** " Its own base: 12 hits in 3,400 words of body text, in 5 of 7 articles.", under the given name. Empty where it has no rate. */
export function baseWords(
  { a, frame, voice }: { readonly a: string } & Pick<Contrast, 'frame' | 'voice'>,
  rates: readonly Rate[],
  name: string,
): string {
  const own = rates.find((rate) => rate.outlet === a && rate.frame === frame && rate.voice === voice && rate.zone === 'body')
  return own ? ` ${name}: ${countWords(own)}.` : ''
}

/** A count with its base, never a comparison. */
export function countWords({ hits, tokens, articles, articlesWithHit }: Rate): string {
  const inArticles = `in ${articlesWithHit} of ${articles} ${articles === 1 ? 'article' : 'articles'}`
  return `${hits === 0 ? 'no' : hits} ${hits === 1 ? 'hit' : 'hits'} in ${grouped(tokens)} ${tokens === 1 ? 'word' : 'words'} of body text, ${inArticles}`
}

/** Why no article took part, as the end of a sentence. */
export function whyUnmeasured(languages: Languages): string {
  if (!languages.includes(undefined)) return 'the lexicon has no terms for their languages.'
  const untold = 'could not be told, as a rule because they are too short. In a text file, a first line “Language: en” says it.'
  if (languages.every((language) => language === undefined)) return `their language ${untold}`
  return `the lexicon has no terms for the languages of some; that of the others ${untold}`
}
