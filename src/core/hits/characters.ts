import { fold } from '../text/fold.ts'

/** What a character is to the search. Those that words are made of come first. */
export const [letter, joined, space, unspaced] = [1, 2, 3, 4] as const
const mark = 5

/** In the table alone: half of a character, or a letter whose folded form depends on its neighbours (the Greek sigma). */
export const odd = 6

export const lineFeed = 10

export const kindShift = 16
export const foldedMask = 0xffff

/**
 * Folded form (low 16 bits) and kind of each character of the basic plane, 0 where it has not turned up yet: asking a regular expression each
 * time would be slow. Hot loops read it themselves and ask `learnCharacter` for what is not there.
 */
export const characters = new Uint32Array(0x10000)

export function learnCharacter(code: number): number {
  const character = String.fromCharCode(code)
  const folded = fold(character)
  const isOdd = (code >= 0xd800 && code < 0xe000) || /^[Σσς]$/.test(character)
  const made = (folded.length === 1 ? folded.charCodeAt(0) : code) | ((isOdd ? odd : kindOfCharacter(character)) << kindShift)
  characters[code] = made
  return made
}

export function foldedOf(code: number): number {
  return ((characters[code] ?? 0) || learnCharacter(code)) & foldedMask
}

export function kindOf(code: number): number {
  if (code > foldedMask) return kindOfCharacter(String.fromCodePoint(code))
  const kind = ((characters[code] ?? 0) || learnCharacter(code)) >>> kindShift
  return kind === odd ? kindOfCharacter(String.fromCharCode(code)) : kind
}

function kindOfCharacter(character: string): number {
  if (/\s/.test(character)) return space
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(character)) return unspaced
  if (/[\p{L}\p{N}]/u.test(character)) return letter
  return /\p{M}/u.test(character) ? joined : mark
}
