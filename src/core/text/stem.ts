import porter from 'natural/lib/natural/stemmers/porter_stemmer.js'
import porterDe from 'natural/lib/natural/stemmers/porter_stemmer_de.js'
import porterEs from 'natural/lib/natural/stemmers/porter_stemmer_es.js'
import porterFr from 'natural/lib/natural/stemmers/porter_stemmer_fr.js'
import porterRu from 'natural/lib/natural/stemmers/porter_stemmer_ru.js'
import porterUk from 'natural/lib/natural/stemmers/porter_stemmer_uk.js'
import { kazakhStem } from './kazakh-stem.ts'
import { ownCopy } from './own-copy.ts'

const stemmers = new Map<string, (word: string) => string>([
  ['en', remembering((word) => porter.stem(word))],
  ['de', remembering((word) => porterDe.stem(word))],
  ['es', remembering((word) => porterEs.stem(word))],
  ['fr', remembering((word) => porterFr.stem(word))],
  ['ru', remembering((word) => porterRu.stem(word))],
  ['uk', remembering((word) => porterUk.stem(word))],
  ['kk', remembering(kazakhStem)],
])

/** Longer strings are no words. */
const longestWord = 60
/** Words whose stems are remembered, for each language. */
const mostRemembered = 50_000

/**
 * What is left of a folded word without its endings: Snowball's rules as `natural` has them, our own for Kazakh. A word of a language
 * without rules, or too long to be one, stays as it is.
 */
export function stem(word: string, language: string): string {
  if (word.length > longestWord) return word
  return stemmers.get(language)?.(word) ?? word
}

/** Whether `stem` has rules for the language. */
export function hasStemmer(language: string): boolean {
  return stemmers.has(language)
}

/** Working a stem out takes longer than everything else that is done with a word, and a day's news uses few words. */
function remembering(rules: (word: string) => string): (word: string) => string {
  const remembered = new Map<string, string>()
  return (word) => {
    const known = remembered.get(word)
    if (known !== undefined) return known
    if (remembered.size >= mostRemembered) remembered.clear()
    const own = ownCopy(word)
    const stemmed = rules(own) || own
    remembered.set(own, stemmed)
    return stemmed
  }
}
