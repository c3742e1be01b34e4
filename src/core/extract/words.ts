const maxWords = 20_000

/** Lower-case words, at most 20,000; a Han or Kana letter is a word of its own. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  eachWord(text, (lower, start, end) => words.push(lower.slice(start, end)))
  return words
}

/** Tells of each word that `wordsOf` would give where it stands in the text in lower case; gives their number. */
export function eachWord(text: string, tell: (lower: string, start: number, end: number) => void): number {
  const lower = text.toLowerCase()
  let count = 0
  let start = -1
  for (let index = 0; index <= lower.length && count < maxWords; index++) {
    const kind = index < lower.length ? kindOf(lower, index) : otherKind
    if (kind === letterKind) {
      if (start === -1) start = index
      continue
    }
    if (start !== -1) {
      tell(lower, start, index)
      count += 1
      start = -1
    }
    if (kind === wideKind && count < maxWords) {
      tell(lower, index, index + 1)
      count += 1
    }
  }
  return count
}

/** How many words `wordsOf` would give. */
export function countWords(text: string): number {
  let count = 0
  let isInside = false
  for (let index = 0; index < text.length && count < maxWords; index++) {
    const kind = kindOf(text, index)
    if (kind === wideKind || (kind === letterKind && !isInside)) count += 1
    isInside = kind === letterKind
  }
  return count
}

/** Letters and digits only, lower case: for asking whether two names or titles are the same. */
export function squash(text: string): string {
  const lower = text.toLowerCase()
  let squashed = ''
  let start = -1
  for (let index = 0; index <= lower.length; index++) {
    if (index < lower.length && kindOf(lower, index) !== otherKind) {
      if (start === -1) start = index
    } else if (start !== -1) {
      squashed += lower.slice(start, index)
      start = -1
    }
  }
  return squashed
}

const otherKind = 1
const letterKind = 2
const wideKind = 3
/** What each UTF-16 unit is to a word, worked out when it is first met; 0 before that. */
const kinds = new Uint8Array(0x1_0000)

function kindOf(text: string, index: number): number {
  const code = text.charCodeAt(index)
  const known = kinds[code]!
  if (known !== 0) return known
  // Half of a pair: a letter if the pair is one.
  if (code >= 0xd800 && code <= 0xdfff) {
    const at = code >= 0xdc00 ? index - 1 : index
    return /^[\p{L}\p{N}]/u.test(text.slice(Math.max(0, at), at + 2)) ? letterKind : otherKind
  }
  return (kinds[code] = classify(text.charAt(index)))
}

function classify(character: string): number {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)) return wideKind
  return /[\p{L}\p{N}]/u.test(character) ? letterKind : otherKind
}
