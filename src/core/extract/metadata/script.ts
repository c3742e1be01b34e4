/** Scripts in which the news is printed. `kana` is Japanese with its Han letters; those not named here are `other`. */
export type Script = 'latin' | 'cyrillic' | 'greek' | 'hebrew' | 'arabic' | 'thai' | 'kana' | 'hangul' | 'han' | 'other'

/** First and last letter of each range, in order. */
const ranges: readonly (readonly [first: number, last: number, script: Script])[] = [
  [0x41, 0x5a, 'latin'], [0x61, 0x7a, 'latin'], [0xc0, 0x24f, 'latin'], [0x370, 0x3ff, 'greek'], [0x400, 0x52f, 'cyrillic'], [0x530, 0x58f, 'other'],
  [0x5d0, 0x5f4, 'hebrew'], [0x620, 0x64a, 'arabic'], [0x66e, 0x6d3, 'arabic'], [0x6d5, 0x77f, 'arabic'], [0x900, 0xdff, 'other'], [0xe01, 0xe2e, 'thai'],
  [0xe30, 0x10ff, 'other'], [0x1100, 0x11ff, 'hangul'], [0x1200, 0x1dff, 'other'], [0x1e00, 0x1eff, 'latin'], [0x1f00, 0x1fff, 'greek'],
  [0x3041, 0x30ff, 'kana'], [0x3400, 0x9fff, 'han'], [0xa000, 0xabff, 'other'], [0xac00, 0xd7a3, 'hangul'], [0xf900, 0xfaff, 'han'],
] // prettier-ignore

const fewLetters = 10
/** Share of the letters that settles a script. Japanese, Korean and Thai texts mix scripts; a page in the other ones may quote Latin names at length. */
const shares: readonly (readonly [Script, number])[] = [['kana', 0.1], ['hangul', 0.3], ['han', 0.4], ['greek', 0.5], ['cyrillic', 0.5], ['thai', 0.3], ['hebrew', 0.5], ['arabic', 0.5], ['latin', 0.5]] // prettier-ignore

/** Enough letters to tell, and few enough to be quick. */
const lookedAtChars = 1_000

/** No letter of another script is below this; what else is there are marks. */
const beyondLatin = /[^\u0000-\u024f\u2000-\u206f]/

/** The script of a text, told from its beginning; `undefined` where that has fewer than ten letters, `other` where none has enough of them. */
export function scriptOf(text: string): Script | undefined {
  const sample = text.slice(0, lookedAtChars)
  if (!beyondLatin.test(sample)) return sample.replace(/[^A-Za-z\u00c0-\u024f]+/g, '').length < fewLetters ? undefined : 'latin'
  const counts = new Uint32Array(ranges.length + 1)
  for (let index = 0; index < sample.length; index++) counts[rangeOf(sample.charCodeAt(index))]! += 1
  let letters = 0
  for (let range = 0; range < ranges.length; range++) letters += counts[range]!
  if (letters < fewLetters) return undefined
  const countOf = (wanted: Script): number =>
    ranges.reduce((sum, [, , script], range) => (script === wanted ? sum + counts[range]! : sum), 0)
  return shares.find(([script, share]) => countOf(script) > share * letters)?.[0] ?? 'other'
}

/** The place in `ranges` of a letter; its length for what is none. */
function rangeOf(code: number): number {
  for (let range = 0; range < ranges.length; range++) {
    const [first, last] = ranges[range]!
    if (code <= last) return code >= first ? range : ranges.length
  }
  return ranges.length
}
