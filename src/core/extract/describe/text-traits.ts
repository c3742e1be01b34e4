/** What the characters of a block say of it, counted in one pass. */
export interface TextTraits {
  /** Words; a Han, Kana or Thai letter counts as .6 of a word, which is about what it carries. */
  readonly words: number
  readonly letters: number
  readonly upper: number
  readonly digits: number
  /** Marks that end a sentence, in any script. */
  readonly stops: number
  readonly commas: number
  readonly quotes: number
  readonly symbols: number
  readonly shortWords: number
  readonly capitalWords: number
  readonly endsSentence: boolean
  readonly startsLower: boolean
}

export function traitsOf({ text }: { readonly text: string }): TextTraits {
  counts.fill(0)
  let words = 0
  let shortWords = 0
  let capitalWords = 0
  let run = 0
  let runStartsUpper = false
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 32
    const kind = kinds[code]!
    if (kind <= digitKind) {
      counts[kind]! += 1
      if (run === 0) runStartsUpper = kind === upperKind
      run += 1
      continue
    }
    if (run > 0) {
      words += 1
      if (run <= 3) shortWords += 1
      if (runStartsUpper) capitalWords += 1
      run = 0
    }
    if (code !== 0x2e || endsWithPoint(text, index)) counts[kind]! += 1
  }
  const first = text.charAt(0)
  return {
    words: words + 0.6 * counts[wideKind]!,
    letters: counts[letterKind]! + counts[upperKind]! + counts[wideKind]!,
    upper: counts[upperKind]!,
    digits: counts[digitKind]!,
    stops: counts[stopKind]!,
    commas: counts[commaKind]!,
    quotes: counts[quoteKind]!,
    symbols: counts[symbolKind]!,
    shortWords,
    capitalWords,
    endsSentence: endsSentence(text),
    startsLower: kinds[text.charCodeAt(0)] === letterKind && first === first.toLowerCase() && first !== first.toUpperCase(),
  }
}

/** Whether the last mark is one that ends a sentence, quotes and brackets after it aside. */
export function endsSentence(text: string): boolean {
  let index = text.length - 1
  while (index > 0 && (closing.has(text.charCodeAt(index)) || text.charCodeAt(index) === 32)) index--
  return kinds[text.charCodeAt(index)] === stopKind
}

/** A point inside a number, an address or an abbreviation ends nothing. */
function endsWithPoint(text: string, index: number): boolean {
  const next = text.charCodeAt(index + 1)
  return Number.isNaN(next) || next === 32 || closing.has(next)
}

/** Marks that may stand between the end of a sentence and the end of its paragraph. */
const closing = new Set([...'"”“’\'»)]）」』】*'].map((mark) => mark.charCodeAt(0)))

// The kinds that make up words come first.
const letterKind = 0
const upperKind = 1
const digitKind = 2
const wideKind = 3
const stopKind = 4
const commaKind = 5
const quoteKind = 6
const symbolKind = 7
const otherKind = 8
/** How many of each kind the text at hand has. */
const counts = new Int32Array(9)

const marks: readonly (readonly [kind: number, characters: string])[] = [
  [symbolKind, '|©®™•·→»›‹@#/\\_*+=<>&%$€£▸►▶●■★☆✓✕×'],
  [quoteKind, '"“”„«»‘’「」『』'],
  [commaKind, ',;，、；،՝'],
  [stopKind, '.!?…。！？؟।፧։'],
]

/** The kind of every UTF-16 unit. */
const kinds = Uint8Array.from({ length: 0x1_0000 }, (_, code) => kindOf(code))
for (const [kind, characters] of marks) for (const character of characters) kinds[character.charCodeAt(0)] = kind

function kindOf(code: number): number {
  if (code < 0x80) {
    if (code >= 0x61 && code <= 0x7a) return letterKind
    if (code >= 0x41 && code <= 0x5a) return upperKind
    return code >= 0x30 && code <= 0x39 ? digitKind : otherKind
  }
  if (code < 0xc0 || (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x303f)) return otherKind
  if ((code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0x0e00 && code <= 0x0e7f)) return wideKind
  if (code >= 0xff00 && code <= 0xffef) return otherKind
  if ((code >= 0xc0 && code <= 0xde) || (code >= 0x0391 && code <= 0x03a9) || (code >= 0x0400 && code <= 0x042f)) return upperKind
  return code === 0x060c || code === 0x061b || code === 0x061f ? otherKind : letterKind
}
