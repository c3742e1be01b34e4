import type { Span } from '../../model.ts'
import { fold } from '../text/fold.ts'
import { words } from '../text/words.ts'
import type { Claim } from './claim.ts'
import type { SourceText } from './source-text.ts'

/** Where the article prints what the claim puts in quotation marks, or nearly all of an unmarked claim. */
export function findWording(claim: Claim, language: string | undefined, { article, sentences }: SourceText): Span | undefined {
  if (language === undefined || article.language !== language) return undefined
  const folded = fold(article.text)
  const quoted = claim.quotations.filter((quotation) => quotation.length >= shortestQuotation)
  if (quoted.length > 0) {
    const places = quoted.map((quotation) => wordPlace(folded, fold(quotation)))
    const [first] = places
    return first !== undefined && places.every((place) => place !== undefined) ? first : undefined
  }
  const grams = sequencesOf(claim.words, language)
  if (grams.size < fewestSequences) return undefined
  return sentences.find(({ span }) => {
    const printed = sequencesOf(article.text.slice(span.start, span.end), language)
    const shared = [...grams].filter((gram) => printed.has(gram)).length
    return shared >= grams.size * nearlyAll
  })?.span
}

const shortestQuotation = 4
const fewestSequences = 4
const nearlyAll = 0.75

function wordPlace(text: string, phrase: string): Span | undefined {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length
    if (/^\p{Script=Han}/u.test(phrase) || !(isLetter(text.charAt(at - 1)) || isLetter(text.charAt(end)))) return { start: at, end }
  }
  return undefined
}

function isLetter(character: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(character)
}

/** Three words in a row. */
function sequencesOf(text: string, language: string): ReadonlySet<string> {
  const folded = fold(text)
  const all = words(folded, language).map(({ start, end }) => folded.slice(start, end))
  return new Set(all.slice(2).map((word, index) => `${all[index]} ${all[index + 1]} ${word}`))
}
