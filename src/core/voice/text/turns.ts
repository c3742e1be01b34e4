import type { Span } from '../../../model.ts'
import type { TextReading } from './sentences.ts'
import type { Token } from './tokens.ts'

/** One turn of a talk that is printed with labels: "Lena Vos: It is a betrayal." */
export interface Turn {
  readonly speaker: Span
  readonly colon: Span
  readonly words: Span
}

const longestLabel = 4
/** Scripts without spaces have a token for every character. */
const longestCharacters = 8
/** With two quotation marks. */
const longestPrinted = longestCharacters + 2
const fewestTurns = 2

/**
 * The turns of interviews and transcripts. A lone label may be a caption or a list, so that two are wanted, and one of them that asks, holds a role,
 * or comes back.
 */
export function findTurns(reading: TextReading): readonly Turn[] {
  const labelled = paragraphStarts(reading.tokens).flatMap((start) => turnOf(start, reading) ?? [])
  if (labelled.length < fewestTurns) return []
  const comesBack = new Set(labelled.map(({ name }) => name)).size < labelled.length
  const isTalk = comesBack || labelled.some(({ isKnown }) => isKnown)
  return isTalk ? labelled.flatMap(({ asks, turn }) => (asks ? [] : [turn])) : []
}

/** Where paragraphs begin that have a colon among their first tokens: of most texts none. */
function paragraphStarts(tokens: readonly Token[]): readonly number[] {
  const starts: number[] = []
  let start = 0
  for (let at = 0; at < tokens.length; at++) {
    const { kind, lower } = tokens[at]!
    if (kind === 'break') start = at + 1
    else if (kind === 'mark' && at - start <= longestPrinted && (lower === ':' || lower === '：') && starts.at(-1) !== start)
      starts.push(start)
  }
  return starts
}

interface Labelled {
  readonly turn: Turn
  readonly name: string
  /** "Q", "Вопрос": no name, and nobody who could be named. */
  readonly asks: boolean
  readonly isKnown: boolean
}

function turnOf(start: number, { tokens, vocabulary }: TextReading): Labelled | undefined {
  const { spaced, people } = vocabulary.language
  const opening = tokens.slice(start, start + (spaced ? longestLabel : longestCharacters) + 3)
  const at = opening.findIndex(({ lower }) => lower === ':' || lower === '：')
  const printed = opening.slice(0, at)
  const label = printed.filter(({ kind }) => kind === 'word')
  const [first, last, colon, end] = [printed[0], printed.at(-1), opening[at], endOfParagraph(tokens, start)]
  if (at < 1 || label.length > (spaced ? longestLabel : longestCharacters)) return undefined
  if (first === undefined || last === undefined || colon === undefined || end === undefined || end === colon) return undefined
  const name = label.map(({ lower }) => lower).join(' ')
  const asks = people.turns.includes(spaced ? name : label.map(({ lower }) => lower).join(''))
  const isRole = label.some((_, index) => {
    const classes = vocabulary.find(label, index)?.entry.classes
    return classes !== undefined && (classes.has('people:roles') || classes.has('people:media'))
  })
  // «Вестник»: a title that asks.
  const isTitle = printed.length > label.length
  const isName =
    label.length > 0 &&
    printed.length - label.length <= 2 &&
    label.every(({ kind, capital, lower }) => kind === 'word' && (capital || isRole || !spaced || isTitle) && !/^\p{Nd}/u.test(lower))
  if (!isName) return undefined
  const turn = { speaker: spanOf(first, last), colon: spanOf(colon, colon), words: { start: colon.end, end: end.end } }
  return { turn, name, asks, isKnown: asks || isRole || isTitle }
}

function endOfParagraph(tokens: readonly Token[], start: number): Token | undefined {
  let end = start
  while (end < tokens.length && tokens[end]!.kind !== 'break') end++
  return tokens[end - 1]
}

function spanOf(first: Token, last: Token): Span {
  return { start: first.start, end: last.end }
}
