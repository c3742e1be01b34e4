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
const fewestTurns = 2

/**
 * The turns of interviews and transcripts. A lone label may be a caption or a list, so that two are wanted, and one of them that asks, holds a role,
 * or comes back.
 */
export function findTurns(reading: TextReading): readonly Turn[] {
  const labelled = paragraphsOf(reading.tokens).flatMap((paragraph) => turnOf(paragraph, reading) ?? [])
  if (labelled.length < fewestTurns) return []
  const names = labelled.map(({ name }) => name)
  const isTalk = labelled.some(({ isKnown, name }) => isKnown || names.indexOf(name) !== names.lastIndexOf(name))
  return isTalk ? labelled.flatMap(({ asks, turn }) => (asks ? [] : [turn])) : []
}

function paragraphsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const paragraphs: Token[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'break') paragraphs.push([])
    else paragraphs.at(-1)?.push(token)
  }
  return paragraphs
}

interface Labelled {
  readonly turn: Turn
  readonly name: string
  /** "Q", "Вопрос": no name, and nobody who could be named. */
  readonly asks: boolean
  readonly isKnown: boolean
}

function turnOf(paragraph: readonly Token[], { vocabulary }: TextReading): Labelled | undefined {
  const { spaced, people } = vocabulary.language
  const at = paragraph.slice(0, (spaced ? longestLabel : longestCharacters) + 1).findIndex(({ lower }) => lower === ':' || lower === '：')
  const [first, last, colon, end] = [paragraph[0], paragraph[at - 1], paragraph[at], paragraph.at(-1)]
  if (at < 1 || first === undefined || last === undefined || colon === undefined || end === undefined || end === colon) return undefined
  const printed = paragraph.slice(0, at)
  const label = printed.filter(({ kind }) => kind === 'word')
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

function spanOf(first: Token, last: Token): Span {
  return { start: first.start, end: last.end }
}
