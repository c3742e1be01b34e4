import type { Span } from '../../../model.ts'

export interface Token extends Span {
  /** `break` ends a paragraph. */
  readonly kind: 'word' | 'mark' | 'break'
  /** Lower case, with straight apostrophes and е for ё; the mark itself for marks. */
  readonly lower: string
  /** Begins with a capital letter; never in scripts without capitals. */
  readonly capital: boolean
}

export interface TokenRules {
  /** Lower case, with the full stop that belongs to them. */
  readonly abbreviations: ReadonlySet<string>
  /** Endings split off a word, with straight apostrophe: 's. */
  readonly possessives: ReadonlySet<string>
  /** Beginnings split off a word, with straight apostrophe: l'. */
  readonly elisions: ReadonlySet<string>
}

/**
 * Words, punctuation marks and paragraph breaks, in order. Scripts without spaces give one token a character, so that cues are found
 * without knowing where words end. A lone newline in front of a lower-case letter is a wrapped line, not a break. Linear in the text.
 */
export function tokenize(text: string, rules: TokenRules): readonly Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(tokenPattern)) {
    const printed = match[0]
    const start = match.index
    if (match.groups?.['space'] !== undefined) {
      if (printed.includes('\n') && !isWrappedLine(text, printed, start))
        tokens.push({ kind: 'break', start, end: start + printed.length, lower: '\n', capital: false })
    } else if (match.groups?.['word'] !== undefined) {
      pushWord(tokens, printed, start, rules)
    } else {
      pushMark(tokens, printed, start, rules)
    }
  }
  return tokens
}

// Alternatives in order: white space, one character of a script without spaces, initials (U.S.), numbers, words, anything else.
const tokenPattern =
  /(?<space>\s+)|(?<word>[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|(?:\p{Lu}\.){2,}|\p{Nd}+(?:[.,:]\p{Nd}+)*|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]]+(?:['’‑\-][[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]]+)*)|\.{2,}|./gsv

const capitalFirst = /^\p{Lu}/u
const lowerFirst = /^\p{Ll}/u

function isWrappedLine(text: string, space: string, start: number): boolean {
  const next = start + space.length
  return space.indexOf('\n') === space.lastIndexOf('\n') && lowerFirst.test(text.slice(next, next + 2))
}

function pushWord(tokens: Token[], printed: string, start: number, rules: TokenRules): void {
  const folded = printed.replaceAll('’', "'")
  const first = folded.indexOf("'")
  if (first > 0 && rules.elisions.has(folded.slice(0, first + 1).toLowerCase())) {
    tokens.push(word(printed.slice(0, first + 1), start))
    pushWord(tokens, printed.slice(first + 1), start + first + 1, rules)
    return
  }
  const last = folded.lastIndexOf("'")
  if (last > 0 && rules.possessives.has(folded.slice(last).toLowerCase())) {
    tokens.push(word(printed.slice(0, last), start), word(printed.slice(last), start + last))
    return
  }
  tokens.push(word(printed, start))
}

/** A full stop that belongs to the abbreviation or initial in front of it is made part of that word. */
function pushMark(tokens: Token[], printed: string, start: number, rules: TokenRules): void {
  const last = tokens.at(-1)
  if (printed === '.' && last !== undefined && last.kind === 'word' && last.end === start) {
    const isInitial = last.capital && last.lower.length === 1
    if (isInitial || rules.abbreviations.has(`${last.lower}.`)) {
      tokens[tokens.length - 1] = { ...last, end: start + 1, lower: `${last.lower}.` }
      return
    }
  }
  tokens.push({ kind: 'mark', start, end: start + printed.length, lower: printed, capital: false })
}

function word(printed: string, start: number): Token {
  const lower = printed.toLowerCase().replaceAll('’', "'").replaceAll('ё', 'е')
  return { kind: 'word', start, end: start + printed.length, lower, capital: capitalFirst.test(printed) }
}
