import type { Span } from '../../model.ts'

/** A word, or a single mark between words; characters of scripts without spaces stand alone. */
export interface Token extends Span {
  readonly kind: 'word' | 'mark'
  readonly text: string
}

/** Cuts folded text into the units that patterns are made of, so that text and patterns are cut alike. White space is no unit. */
export function tokenize(folded: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of folded.matchAll(tokenPattern)) {
    const [text] = match
    const isWord = match[1] !== undefined || match[2] !== undefined
    tokens.push({ kind: isWord ? 'word' : 'mark', text, start: match.index, end: match.index + text.length })
  }
  return tokens
}

const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}`
const tokenPattern = new RegExp(String.raw`([${unspaced}])|((?:(?![${unspaced}])[\p{L}\p{M}\p{N}])+)|[^\s]`, 'gu')
