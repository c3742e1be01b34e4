import { fold } from '../text/fold.ts'

/** What a character is to the search. Words are made of the first two. */
export const [letter, joined, space, unspaced] = [1, 2, 3, 4] as const
const mark = 5

export const lineFeed = 10

const kindShift = 21
const foldedMask = 0x1fffff
const endsWord = 1 << 31

/**
 * Folded form (low 21 bits) and kind of a character, as one number: above 0 for what words are made of, below 0 for all else. Asking regular
 * expressions each time would be slow, so the basic plane is remembered in a table.
 */
export function characterOf(code: number): number {
  if (code > 0xffff) return describe(code)
  return known[code] || (known[code] = describe(code))
}

export function kindOf(code: number): number {
  return kindIn(characterOf(code))
}

export function kindIn(character: number): number {
  return (character >>> kindShift) & 7
}

export function foldedIn(character: number): number {
  return character & foldedMask
}

export function widthOf(code: number): number {
  return code > 0xffff ? 2 : 1
}

/** 0 where it has not turned up yet. */
const known = new Int32Array(0x10000)

function describe(code: number): number {
  // The folded form says what it is: the apostrophe of Ukrainian is a letter to Unicode, and the mark of a pattern once it is folded.
  const folded = fold(String.fromCodePoint(code))
  const kind = kindOfCharacter(folded)
  return (folded.codePointAt(0) ?? code) | (kind << kindShift) | (kind > joined ? endsWord : 0)
}

function kindOfCharacter(character: string): number {
  if (/\s/.test(character)) return space
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(character)) return unspaced
  if (/[\p{L}\p{N}]/u.test(character)) return letter
  return /\p{M}/u.test(character) ? joined : mark
}
