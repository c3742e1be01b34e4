import porter from 'natural/lib/natural/stemmers/porter_stemmer.js'
import porterDe from 'natural/lib/natural/stemmers/porter_stemmer_de.js'
import porterEs from 'natural/lib/natural/stemmers/porter_stemmer_es.js'
import porterFr from 'natural/lib/natural/stemmers/porter_stemmer_fr.js'
import porterRu from 'natural/lib/natural/stemmers/porter_stemmer_ru.js'
import porterUk from 'natural/lib/natural/stemmers/porter_stemmer_uk.js'
import { kazakhStem } from './kazakh-stem.ts'

const stemmers = new Map<string, (word: string) => string>([
  ['en', (word) => porter.stem(word)],
  ['de', (word) => porterDe.stem(word)],
  ['es', (word) => porterEs.stem(word)],
  ['fr', (word) => porterFr.stem(word)],
  ['ru', (word) => porterRu.stem(word)],
  ['uk', (word) => porterUk.stem(word)],
  ['kk', kazakhStem],
])

/** Longer strings are no words. */
const longestWord = 60

/**
 * What is left of a folded word without its endings: Snowball's rules as `natural` has them, our own for Kazakh. A word of a language
 * without rules, or too long to be one, stays as it is.
 */
export function stem(word: string, language: string): string {
  if (word.length > longestWord) return word
  return stemmers.get(language)?.(word) || word
}
