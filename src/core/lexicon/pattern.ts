import { PipelineError } from '../../errors.ts'
import { fold } from '../text/fold.ts'
import { normalise } from '../text/normalise.ts'
import { tokenize } from '../hits/tokens.ts'

/** One place of a pattern: a word or mark as it stands, a word with `*` in it, or one to three words of any kind. */
export type Unit =
  | { readonly kind: 'literal'; readonly text: string; readonly isWord: boolean }
  | { readonly kind: 'glob'; readonly parts: readonly string[] }
  | { readonly kind: 'gap' }

/** One way of reading a pattern, with every `{a,b}` decided. */
export type Sequence = readonly Unit[]

const longestPattern = 256
const mostSequences = 5000
/** Longer phrases are no terms, and would be walked again from every word that could begin them. */
const mostUnits = 40
const mostGaps = 4

/**
 * Reads a pattern of the grammar: literals; `*` inside or at the end of a word for any letters; a lone `*` between words for one to three words
 * of the sentence; `{a,b}` for either. No regular expression is ever built from it, and what looks like one is refused with a hint. Throws
 * `pattern-invalid` with the place and the reason.
 */
export function parsePattern(pattern: string): readonly Sequence[] {
  try {
    return readPattern(pattern)
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    throw new PipelineError('pattern-invalid', `The pattern "${shown(pattern)}" cannot be used, ${error.message}`, { retry: 'never' })
  }
}

/** What is wrong with a pattern, and where: `character 3: …`; undefined when it can be used. */
export function patternMistake(pattern: string): string | undefined {
  // A lexicon is checked again wherever it comes out of the store, in every run several times.
  if (sound.has(pattern)) return undefined
  const mistake = findMistake(pattern)
  if (mistake !== undefined) return mistake
  if (sound.size >= mostSound) sound.clear()
  sound.add(pattern)
  return undefined
}

/** Patterns that were found to be right. */
const sound = new Set<string>()
const mostSound = 20_000

function findMistake(pattern: string): string | undefined {
  try {
    for (const _ of sequencesOf(pattern));
    return undefined
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    return error.message
  }
}

function readPattern(pattern: string): readonly Sequence[] {
  const distinct = new Map<string, Sequence>()
  for (const sequence of sequencesOf(pattern)) distinct.set(keyOf(sequence), sequence)
  return [...distinct.values()]
}

function* sequencesOf(pattern: string): Generator<Sequence> {
  refuseMistakes(pattern)
  // The phrases that braces stand for share most of their words.
  const known: Pieces = new Map()
  for (const text of expandBraces(pattern)) yield toSequence(text, pattern, known)
}

/** No literal and no part of a glob holds a space, so that two sequences have one key only when they are the same. */
function keyOf(sequence: Sequence): string {
  return sequence.map((unit) => (unit.kind === 'literal' ? unit.text : unit.kind === 'glob' ? unit.parts.join('*') : '*')).join(' ')
}

/** Places are counted from 1. */
class Mistake extends Error {
  constructor(position: number, reason: string) {
    super(`character ${position}: ${reason}`)
  }
}

function shown(pattern: string): string {
  const text = pattern.length > longestPattern ? `${pattern.slice(0, 40)}…` : pattern
  return text.toWellFormed()
}

function refuseMistakes(pattern: string): void {
  if (pattern.trim() === '') throw new Mistake(1, 'it is empty')
  if (pattern.length > longestPattern)
    throw new Mistake(longestPattern, `it has ${pattern.length} characters, at most ${longestPattern} are read`)
  const hidden = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u.exec(pattern)
  if (hidden) throw new Mistake(hidden.index + 1, 'it holds a control or direction character')
  if (!pattern.isWellFormed()) throw new Mistake(1, 'it holds half of a character')
  const regular = /\\|\(\?|\.\*|\.\+|\{\s*\d+\s*(?:,\s*\d*\s*)?\}|\[[^\]]*\][*+?]|\)[*+?{]|^\^|\$$/.exec(pattern)
  if (regular) throw new Mistake(regular.index + 1, 'it looks like a regular expression; write words, "*" and "{a,b}"')
  for (const [open, close] of ['()', '[]', '{}'] as const) refuseUnbalanced(pattern, open ?? '', close ?? '')
  if (!/[^\s*{},]/.test(pattern)) throw new Mistake(1, 'it consists of "*" only')
}

function refuseUnbalanced(pattern: string, open: string, close: string): void {
  if (!pattern.includes(open) && !pattern.includes(close)) return
  let depth = 0
  for (const [index, character] of [...pattern].entries()) {
    if (character === open) depth++
    if (character === close) depth--
    if (depth < 0 || (open === '{' && depth > 1))
      throw new Mistake(index + 1, `the bracket "${character}" has no partner or stands inside another`)
  }
  if (depth !== 0) throw new Mistake(pattern.indexOf(open) + 1, `the bracket "${open}" is not closed`)
}

/** Every `{a,b}` decided, in all combinations. */
export function expandBraces(pattern: string): readonly string[] {
  let texts = ['']
  let rest = pattern
  for (;;) {
    const open = rest.indexOf('{')
    const close = rest.indexOf('}', open)
    if (open === -1 || close === -1) return texts.map((text) => text + rest)
    const choices = rest.slice(open + 1, close).split(',')
    const before = rest.slice(0, open)
    texts = texts.flatMap((text) => choices.map((choice) => text + before + choice.trim()))
    if (texts.length > mostSequences) throw new Mistake(1, `its braces stand for more than ${mostSequences} phrases; split the term`)
    rest = rest.slice(close + 1)
  }
}

/** What stands between two spaces of a pattern, and what it is read as. */
type Pieces = Map<string, readonly Unit[]>

function toSequence(text: string, pattern: string, known: Pieces): Sequence {
  const units: Unit[] = []
  for (const piece of text.trim().split(/\s+/)) {
    const read = known.get(piece) ?? readPiece(piece, pattern)
    known.set(piece, read)
    if (read[0]?.kind === 'gap' && units.at(-1)?.kind === 'gap') throw new Mistake(1, 'two "*" stand side by side')
    units.push(...read)
  }
  while (units[0]?.kind === 'gap') units.shift()
  while (units.at(-1)?.kind === 'gap') units.pop()
  if (units.length === 0) throw new Mistake(1, 'one of its readings is empty')
  if (units.length > mostUnits)
    throw new Mistake(1, `one of its readings has ${units.length} words and marks, at most ${mostUnits} are read`)
  const gaps = units.filter(({ kind }) => kind === 'gap').length
  if (gaps > mostGaps) throw new Mistake(pattern.indexOf('*') + 1, `one of its readings has ${gaps} lone "*", at most ${mostGaps} are read`)
  return units
}

function readPiece(piece: string, pattern: string): readonly Unit[] {
  const folded = fold(normalise(piece))
  if (folded === '*') return [{ kind: 'gap' }]
  return folded.includes('*') ? readGlobs(folded, pattern) : readWords(folded)
}

function readWords(text: string): readonly Unit[] {
  return tokenize(text).map((token) => ({ kind: 'literal', text: token.text, isWord: token.kind === 'word' }))
}

/** A word with stars in it, perhaps joined to others by marks: `anti-betray*`. */
function readGlobs(piece: string, pattern: string): readonly Unit[] {
  return piece.split(/([^\p{L}\p{M}\p{N}*]+)/u).flatMap((part): readonly Unit[] => {
    if (!part.includes('*')) return readWords(part)
    const parts = part.split('*')
    if (parts[0] === '')
      throw new Mistake(pattern.indexOf('*') + 1, 'a word cannot begin with "*": it would have to be looked for everywhere')
    if (parts.length > 4) throw new Mistake(pattern.indexOf('*') + 1, 'a word holds at most three "*"')
    return [{ kind: 'glob', parts }]
  })
}

/** Whether a word fits a glob. Parts are taken at their first place, which is always right when only what stands between them is free. */
export function fitsGlob(word: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts
  const last = rest.pop() ?? ''
  if (!word.startsWith(first) || !word.endsWith(last) || word.length < first.length + last.length) return false
  let from = first.length
  for (const part of rest) {
    const found = word.indexOf(part, from)
    if (found === -1) return false
    from = found + part.length
  }
  return from <= word.length - last.length
}
