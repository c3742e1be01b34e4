import type { Span } from '../../model.ts'
import { joined, kindOf, letter, lineFeed, space, unspaced } from './characters.ts'

/** A word, or a single mark between words; characters of scripts without spaces stand alone. */
export interface Token extends Span {
  readonly kind: 'word' | 'mark'
  readonly text: string
  /** A blank line stands in front of it, so that it begins a paragraph. */
  readonly afterBlank: boolean
}

/** Cuts folded text into the units that patterns are made of, so that text and patterns are cut alike. White space is no unit. */
export function tokenize(folded: string): readonly Token[] {
  const tokens: Token[] = []
  let lineEnds = 0
  for (let start = 0; start < folded.length;) {
    const code = folded.codePointAt(start) ?? 0
    const kind = kindOf(code)
    if (kind === space) {
      if (code === lineFeed) lineEnds++
      start++
      continue
    }
    const end = kind === letter ? wordEnd(folded, start) : start + widthOf(code)
    const isWord = kind === letter || kind === unspaced
    tokens.push({ kind: isWord ? 'word' : 'mark', text: folded.slice(start, end), start, end, afterBlank: lineEnds > 1 })
    lineEnds = 0
    start = end
  }
  return tokens
}

/** Whether two tokens stand side by side, with nothing between them. */
export function touch(left: Token | undefined, right: Token | undefined): boolean {
  return left !== undefined && right !== undefined && left.end === right.start
}

/** Whether it is a character of a script that is written without spaces between words. */
export function isUnspaced(token: Token): boolean {
  return kindOf(token.text.codePointAt(0) ?? 0) === unspaced
}

/** A word begins with a letter or digit; accents and vowel signs go on with it, and alone, as behind a picture character, they are marks. */
function wordEnd(text: string, start: number): number {
  let end = start
  for (;;) {
    const code = text.codePointAt(end)
    if (code === undefined) return end
    const kind = kindOf(code)
    if (kind !== letter && kind !== joined) return end
    end += widthOf(code)
  }
}

function widthOf(code: number): number {
  return code > 0xffff ? 2 : 1
}
