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

const stops = new Set([...'.!?…。！？؟।፧։'].map((mark) => mark.charCodeAt(0)))
const commas = new Set([...',;，、；،՝'].map((mark) => mark.charCodeAt(0)))
const quotes = new Set([...'"“”„«»‘’「」『』'].map((mark) => mark.charCodeAt(0)))
const symbols = new Set([...'|©®™•·→»›‹@#/\\_*+=<>&%$€£▸►▶●■★☆✓✕×'].map((mark) => mark.charCodeAt(0)))
/** Marks that may stand between the end of a sentence and the end of its paragraph. */
const closing = new Set([...'"”“’\'»)]）」』】*'].map((mark) => mark.charCodeAt(0)))

export function traitsOf(text: string): TextTraits {
  let words = 0
  let letters = 0
  let upper = 0
  let digits = 0
  let stopCount = 0
  let commaCount = 0
  let quoteCount = 0
  let symbolCount = 0
  let shortWords = 0
  let capitalWords = 0
  let run = 0
  let runStartsUpper = false
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 32
    const kind = kindOf(code)
    if (kind === letterKind || kind === upperKind || kind === digitKind) {
      if (kind === digitKind) digits += 1
      else letters += 1
      if (kind === upperKind) upper += 1
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
    if (kind === wideKind) {
      words += 0.6
      letters += 1
    } else if (code === 32) continue
    else if (stops.has(code)) {
      const next = text.charCodeAt(index + 1)
      // A point inside a number, an address or an abbreviation ends nothing.
      if (code !== 0x2e || Number.isNaN(next) || next === 32 || closing.has(next)) stopCount += 1
    } else if (commas.has(code)) commaCount += 1
    else if (quotes.has(code)) quoteCount += 1
    else if (symbols.has(code)) symbolCount += 1
  }
  const firstKind = kindOf(text.charCodeAt(0))
  return {
    words,
    letters,
    upper,
    digits,
    stops: stopCount,
    commas: commaCount,
    quotes: quoteCount,
    symbols: symbolCount,
    shortWords,
    capitalWords,
    endsSentence: endsSentence(text),
    startsLower:
      firstKind === letterKind && text.charAt(0) === text.charAt(0).toLowerCase() && text.charAt(0) !== text.charAt(0).toUpperCase(),
  }
}

/** Whether the last mark is one that ends a sentence, quotes and brackets after it aside. */
export function endsSentence(text: string): boolean {
  let index = text.length - 1
  while (index > 0 && (closing.has(text.charCodeAt(index)) || text.charCodeAt(index) === 32)) index--
  return stops.has(text.charCodeAt(index))
}

const otherKind = 0
const letterKind = 1
const upperKind = 2
const digitKind = 3
const wideKind = 4

function kindOf(code: number): number {
  if (code < 0x80) {
    if (code >= 0x61 && code <= 0x7a) return letterKind
    if (code >= 0x41 && code <= 0x5a) return upperKind
    if (code >= 0x30 && code <= 0x39) return digitKind
    return otherKind
  }
  if (code < 0xc0) return otherKind
  if (code >= 0x2000 && code <= 0x2bff) return otherKind
  if (code >= 0x3000 && code <= 0x303f) return otherKind
  if ((code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0x0e00 && code <= 0x0e7f)) return wideKind
  if (code >= 0xff00 && code <= 0xffef) return otherKind
  if ((code >= 0xc0 && code <= 0xde) || (code >= 0x0391 && code <= 0x03a9) || (code >= 0x0400 && code <= 0x042f)) return upperKind
  if (code === 0x060c || code === 0x061b || code === 0x061f) return otherKind
  return letterKind
}
