import { franc } from 'franc'

/** Letters needed before a language is named; Chinese and Japanese need fewer, as a character says more. */
const fewestLetters = 20
const fewestCharacters = 4
/** Enough to tell, and little enough to be quick. */
const readAtMost = 4000

/**
 * The language of a text as a BCP 47 primary subtag, by its script, by the letters that only one language of a script has, and by trigrams
 * (`franc`) among those that remain. `undefined` where there is too little text to say.
 */
export function detectLanguage(text: string): string | undefined {
  const sample = text.slice(0, readAtMost)
  const counts = {
    han: count(sample, /\p{Script=Han}/gu),
    kana: count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu),
    cyrillic: count(sample, /\p{Script=Cyrillic}/gu),
    letters: count(sample, /\p{L}/gu),
  }
  if (counts.kana + counts.han >= fewestCharacters && counts.kana + counts.han > counts.letters / 3) {
    return counts.kana > counts.han / 10 ? 'ja' : 'zh'
  }
  if (counts.letters < fewestLetters) return undefined
  if (counts.cyrillic > counts.letters / 2) return cyrillicLanguage(sample, counts.cyrillic)
  return named(franc(sample, { minLength: fewestLetters, only: [...codes.keys()] }))
}

/** Letters that a language has and its neighbours have not; a quoted name may bring in a few. */
function cyrillicLanguage(sample: string, letters: number): string | undefined {
  const kazakh = count(sample, /[әғқңөұүһӘҒҚҢӨҰҮҺ]/g)
  const ukrainian = count(sample, /[їєґЇЄҐ]/g)
  if (kazakh > letters / 50) return named(franc(sample, { only: ['kaz', 'kir', 'tat', 'bak', 'khk', 'tuk'] })) ?? 'kk'
  if (ukrainian > letters / 200) return 'uk'
  return named(franc(sample, { only: ['rus', 'bul', 'bel', 'srp', 'mkd', 'ukr'] })) ?? 'ru'
}

function count(text: string, pattern: RegExp): number {
  let found = 0
  for (const _ of text.matchAll(pattern)) found++
  return found
}

function named(code: string): string | undefined {
  return codes.get(code)
}

/** ISO 639-3, as franc names languages, and BCP 47. */
const codes = new Map(
  'eng=en deu=de fra=fr spa=es por=pt ita=it nld=nl tur=tr pol=pl ces=cs slk=sk ron=ro hun=hu swe=sv dan=da nob=no fin=fi ell=el arb=ar pes=fa heb=he hin=hi kor=ko tha=th vie=vi ind=id uzn=uz azj=az rus=ru ukr=uk bel=be bul=bg srp=sr mkd=mk kaz=kk kir=ky tat=tt bak=ba khk=mn tuk=tk'
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 3), pair.slice(4)]),
)
