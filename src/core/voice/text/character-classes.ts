/** What a character can be to the tokenizer, one bit each: several hold at once, as a digit also stands inside words. */
export const [space, unspaced, upper, lower, digit, inWord] = [1, 2, 4, 8, 16, 32] as const
/** The straight and the curly one. */
export const apostrophe = 64
/** Its folded form is another, or it is half of a character, which nobody can tell by itself. */
export const folds = 128
const learnt = 256

/** Classes of each character of the basic plane, 0 where it has not turned up yet: asking regular expressions each time would be slow. */
const known = new Uint16Array(0x10000)

/** The classes of a code point. */
export function classesOf(code: number): number {
  if (code > 0xffff) return classify(code)
  return known[code] || (known[code] = classify(code) | learnt)
}

function classify(code: number): number {
  const character = String.fromCodePoint(code)
  const isHalf = code >= 0xd800 && code < 0xe000
  const isUnspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(character)
  return (
    (/^\s/u.test(character) ? space : 0) |
    (isUnspaced ? unspaced : 0) |
    (!isUnspaced && /^[\p{L}\p{M}\p{N}]/u.test(character) ? inWord : 0) |
    (/^\p{Lu}/u.test(character) ? upper : 0) |
    (/^\p{Ll}/u.test(character) ? lower : 0) |
    (/^\p{Nd}/u.test(character) ? digit : 0) |
    (/^['’]/u.test(character) ? apostrophe : 0) |
    (isHalf || foldWord(character) !== character ? folds : 0)
  )
}

/** Lower case, with straight apostrophes and е for ё. */
export function foldWord(printed: string): string {
  return printed.toLowerCase().replaceAll('’', "'").replaceAll('ё', 'е')
}
