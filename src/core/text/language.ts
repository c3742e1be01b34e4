import { francAll } from 'franc'
import { cyrillicLanguage } from './cyrillic-language.ts'
import { signsOf } from './language-signs.ts'

/** Letters needed before a language is named; Chinese and Japanese need fewer, as a character says more. */
const fewestLetters = 20
const fewestCharacters = 4
/** Below this, trigrams are often wrong, and have to be borne out by words. */
const fewestForTrigrams = 120
/** Enough to tell, and little enough to be quick. */
const readAtMost = 4000
/** How much better the best language has to fit than the next, as a share of its own score, where words do not tell. */
const leastMargin = 0.03

/**
 * The language of a text as a BCP 47 primary subtag, by its script, by the letters that only one language of a script has, and by trigrams
 * (`franc`) among those that remain. In a short Latin text frequent words and letters decide. `undefined` where there is too little to say.
 */
export function detectLanguage(text: string): string | undefined {
  const sample = text.slice(0, readAtMost)
  const counts = {
    han: count(sample, /\p{Script=Han}/gu),
    kana: count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu),
    cyrillic: count(sample, /\p{Script=Cyrillic}/gu),
    latin: count(sample, /\p{Script=Latin}/gu),
    letters: count(sample, /\p{L}/gu),
  }
  if (counts.kana + counts.han >= fewestCharacters && counts.kana + counts.han > counts.letters / 3) {
    return counts.kana > counts.han / 10 ? 'ja' : 'zh'
  }
  if (counts.letters < fewestLetters) return undefined
  if (counts.cyrillic > counts.letters / 2) return cyrillicLanguage(sample, counts.cyrillic)
  const ranked = francAll(sample, { minLength: fewestLetters, only: [...codes.keys()] })
  const best = codes.get(ranked[0]?.[0] ?? '')
  if (counts.latin <= counts.letters / 2) return best
  return latinLanguage(sample, counts.latin, { best, margin: 1 - (ranked[1]?.[1] ?? 0) })
}

/** Words and trigrams have to agree in a short text; in a longer one either may be silent. */
function latinLanguage(sample: string, letters: number, trigrams: { best: string | undefined; margin: number }): string | undefined {
  const signs = [...signsOf(sample)].toSorted((a, b) => b[1] - a[1])
  const most = signs[0]?.[1] ?? 0
  const leaders = signs.filter(([, weight]) => weight === most).map(([language]) => language)
  const lead = most - (signs[leaders.length]?.[1] ?? 0)
  const byWords = leaders.length === 1 ? leaders[0] : undefined
  if (byWords !== undefined && lead >= 2) return byWords
  if (trigrams.best !== undefined && leaders.includes(trigrams.best) && (byWords !== undefined || most >= 2)) return trigrams.best
  if (letters < fewestForTrigrams) return undefined
  return trigrams.margin >= leastMargin ? trigrams.best : byWords
}

function count(text: string, pattern: RegExp): number {
  let found = 0
  for (const _ of text.matchAll(pattern)) found++
  return found
}

/** ISO 639-3, as franc names languages, and BCP 47; those that Cyrillic is used for apart. */
const codes = new Map(
  'eng=en deu=de fra=fr spa=es por=pt ita=it nld=nl tur=tr pol=pl ces=cs slk=sk ron=ro hun=hu swe=sv dan=da nob=no fin=fi ell=el arb=ar pes=fa heb=he hin=hi kor=ko tha=th vie=vi ind=id uzn=uz azj=az'
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 3), pair.slice(4)]),
)
