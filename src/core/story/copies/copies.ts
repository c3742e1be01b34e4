import type { Article, CopyRelation } from '../../../model.ts'
import { fold } from '../../text/fold.ts'
import { words } from '../../text/words.ts'
import { hashOf } from '../nearness/term-ids.ts'
import { outsideQuotes } from './outside-quotes.ts'

export type CopyText = Pick<Article, 'text' | 'language'>

/** Sequences of three words (five characters where words are not spaced) by hash: all of a text, and those outside quotation marks. */
export interface Sequences {
  readonly all: ReadonlySet<number>
  readonly own: ReadonlySet<number>
}

export function sequencesOf({ text, language }: CopyText): Sequences {
  const all = hashesOf(text, language)
  const without = outsideQuotes(text)
  return { all, own: without === text ? all : hashesOf(without, language) }
}

export interface SharedText {
  /** Share of the smaller text's sequences that stand in the larger one too, 0 to 1: cutting a text, or adding to it, does not hide where it comes from. */
  readonly share: number
  /** Share of the later text's sequences that stand in the earlier one, 0 to 1: how much of it the earlier one can have supplied; the same of its first fifth. */
  readonly taken: number
  readonly takenOpening: number
  readonly relation: CopyRelation
  /** Whether enough is shared, in the text's own words as well as in what it quotes: honest reports share the statements of officials. */
  readonly isCopy: boolean
}

/** Compares two texts. Texts of a few lines share by chance, and are never said to be copies. */
export function sharedText(earlier: Sequences, later: Sequences): SharedText {
  const shared = countShared(earlier.all, later.all)
  const share = shared / Math.max(1, Math.min(earlier.all.size, later.all.size))
  const taken = shared / Math.max(1, later.all.size)
  const relation = relationOf(shared / Math.max(1, earlier.all.size), taken)
  return {
    share,
    taken,
    takenOpening: openingShare(earlier.all, later.all),
    relation,
    isCopy: isLongEnough(earlier.all, later.all) && share >= copyFloor && isSharedOutside(earlier, later, share),
  }
}

function isSharedOutside({ own: a }: Sequences, { own: b }: Sequences, share: number): boolean {
  // What is nearly all quoted, such as a speech, has no words of its own to tell by.
  if (!isLongEnough(a, b)) return share >= nearlyAll
  return countShared(a, b) / Math.min(a.size, b.size) >= copyFloor
}

/**
 * From this share on, one text carries the other: independent reports of one event stay below a quarter, and a text of which every fifth word
 * was changed keeps half.
 */
export const copyFloor = 0.4

const nearlyAll = 0.8
const fewestSequences = 25

function isLongEnough(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return Math.min(a.size, b.size) >= fewestSequences
}

function openingShare(earlier: ReadonlySet<number>, later: ReadonlySet<number>): number {
  const opening = Math.ceil(later.size / 5)
  let [left, shared] = [opening, 0]
  for (const sequence of later) {
    if (left-- === 0) break
    if (earlier.has(sequence)) shared++
  }
  return shared / Math.max(1, opening)
}

function relationOf(kept: number, taken: number): CopyRelation {
  if (kept >= nearlyAll) return taken >= nearlyAll ? 'same text' : 'extended'
  return taken >= nearlyAll ? 'cut' : 'mixed'
}

function countShared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let shared = 0
  for (const sequence of small) if (large.has(sequence)) shared++
  return shared
}

function hashesOf(text: string, language: string | undefined): ReadonlySet<number> {
  const { folded, units, length } = unitsOf(text, language)
  const printed = units.map(({ start, end }) => folded.slice(start, end))
  const found = new Set<number>()
  for (let index = 0; index + length <= printed.length; index++) found.add(sequenceAt(printed, index, length))
  return found
}

/** The units that sequences are made of: words, or characters where words are not spaced; offsets hold in the text and in its folded copy. */
export function unitsOf(text: string, language: string | undefined) {
  const folded = fold(text)
  if (language !== 'zh' && language !== 'ja') return { folded, units: words(folded, language), length: 3 }
  const characters = [...folded.matchAll(/[\p{L}\p{N}]/gu)]
  return { folded, units: characters.map(({ 0: { length }, index }) => ({ start: index, end: index + length })), length: 5 }
}

export function sequenceAt(printed: readonly string[], index: number, length: number): number {
  let hash = hashOf(printed[index] ?? '')
  for (let next = index + 1; next < index + length; next++) hash = hashOf(printed[next] ?? '', hashOf(' ', hash))
  return hash
}
