import type { Span } from '../../model.ts'
import { joined, kindOf, letter, space, unspaced, widthOf } from './characters.ts'

/** A word, or a single mark between words; characters of scripts without spaces stand alone. */
export interface Token extends Span {
  readonly kind: 'word' | 'mark'
  readonly text: string
}

/** Cuts folded text into the units that patterns are made of, so that text and patterns are cut alike. White space is no unit. */
export function tokenize(folded: string): readonly Token[] {
  const tokens: Token[] = []
  for (let start = 0; start < folded.length;) {
    const code = folded.codePointAt(start) ?? 0
    const kind = kindOf(code)
    if (kind === space) {
      start++
      continue
    }
    const end = kind === letter ? wordEnd(folded, start) : start + widthOf(code)
    const isWord = kind === letter || kind === unspaced
    tokens.push({ kind: isWord ? 'word' : 'mark', text: folded.slice(start, end), start, end })
    start = end
  }
  return tokens
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
