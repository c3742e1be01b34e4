import type { Article, CopyRelation } from '../../../model.ts'
import { fold } from '../../text/fold.ts'
import { words } from '../../text/words.ts'
import { hashOf } from '../nearness/term-ids.ts'
import { outsideQuotes } from './outside-quotes.ts'

export type CopyText = Pick<Article, 'text' | 'language'>

/**
 * Sequences of three words (five characters where words are not spaced) by hash, each once and ascending, so that two texts are compared in one
 * walk through both.
 */
export interface Sequences {
  readonly all: Uint32Array
  /** Those outside quotation marks. */
  readonly own: Uint32Array
  /** The fifth of all that the text begins with. */
  readonly opening: Uint32Array
}

export function sequencesOf({ text, language }: CopyText): Sequences {
  const printed = hashesOf(text, language)
  const all = distinct(printed)
  const without = outsideQuotes(text)
  const opening = Uint32Array.from(firstDistinct(printed, Math.ceil(all.length / 5))).toSorted()
  return { all, own: without === text ? all : distinct(hashesOf(without, language)), opening }
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
  const share = shared / Math.max(1, Math.min(earlier.all.length, later.all.length))
  const taken = shared / Math.max(1, later.all.length)
  const relation = relationOf(shared / Math.max(1, earlier.all.length), taken)
  return {
    share,
    taken,
    takenOpening: countShared(earlier.all, later.opening) / Math.max(1, later.opening.length),
    relation,
    isCopy: isLongEnough(earlier.all, later.all) && share >= copyFloor && isSharedOutside(earlier, later, share),
  }
}

function isSharedOutside({ own: a }: Sequences, { own: b }: Sequences, share: number): boolean {
  // What is nearly all quoted, such as a speech, has no words of its own to tell by.
  if (!isLongEnough(a, b)) return share >= nearlyAll
  return countShared(a, b) / Math.min(a.length, b.length) >= copyFloor
}

/**
 * From this share on, one text carries the other: independent reports of one event stay below a quarter, and a text of which every fifth word
 * was changed keeps half.
 */
export const copyFloor = 0.4

const nearlyAll = 0.8
const fewestSequences = 25

function isLongEnough(a: Uint32Array, b: Uint32Array): boolean {
  return Math.min(a.length, b.length) >= fewestSequences
}

function relationOf(kept: number, taken: number): CopyRelation {
  if (kept >= nearlyAll) return taken >= nearlyAll ? 'same text' : 'extended'
  return taken >= nearlyAll ? 'cut' : 'mixed'
}

/** Of two ascending lists. */
function countShared(a: Uint32Array, b: Uint32Array): number {
  let [shared, left, right] = [0, 0, 0]
  while (left < a.length && right < b.length) {
    const difference = (a[left] ?? 0) - (b[right] ?? 0)
    if (difference === 0) shared++
    if (difference <= 0) left++
    if (difference >= 0) right++
  }
  return shared
}

/** In the order of the text, as often as they stand there. */
function hashesOf(text: string, language: string | undefined): Uint32Array {
  const { folded, units, length } = unitsOf(text, language)
  const printed = units.map(({ start, end }) => folded.slice(start, end))
  return Uint32Array.from({ length: Math.max(0, printed.length - length + 1) }, (_, index) => sequenceAt(printed, index, length))
}

function distinct(hashes: Uint32Array): Uint32Array {
  const ordered = hashes.toSorted()
  return ordered.filter((hash, place) => place === 0 || hash !== ordered[place - 1])
}

function firstDistinct(hashes: Uint32Array, most: number): ReadonlySet<number> {
  const found = new Set<number>()
  for (const hash of hashes) {
    if (found.size === most) break
    found.add(hash)
  }
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
