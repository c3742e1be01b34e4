import type { Article } from '../../model.ts'
import { fold } from '../text/fold.ts'
import { words } from '../text/words.ts'

export type CopyText = Pick<Article, 'text' | 'language'>

export interface SharedText {
  /** Share of the shorter text's word sequences that stand in the longer one too, 0 to 1. */
  readonly share: number
}

/** From this share on, one text carries the other: hand-read pairs of honest reports of one event stay below it. */
export const copyFloor = 0.5

/** Sequences of three words (five characters where words are not spaced) of a text, by hash. */
export function sequencesOf({ text, language }: CopyText): ReadonlySet<number> {
  return language === 'zh' || language === 'ja' ? hashes(charactersOf(text), 5) : hashes(wordsOf(text, language), 3)
}

/** Containment of the smaller set in the larger: cutting a text, or adding to it, does not hide where it comes from. Texts of a few lines share by chance and give 0. */
export function sharedText(a: ReadonlySet<number>, b: ReadonlySet<number>): SharedText {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size < fewestSequences) return { share: 0 }
  let shared = 0
  for (const sequence of small) if (large.has(sequence)) shared++
  return { share: shared / small.size }
}

const fewestSequences = 25

function wordsOf(text: string, language: string | undefined): readonly string[] {
  const folded = fold(text)
  return words(folded, language).map(({ start, end }) => folded.slice(start, end))
}

function charactersOf(text: string): readonly string[] {
  return [...text].filter((character) => /[\p{L}\p{N}]/u.test(character))
}

function hashes(units: readonly string[], length: number): ReadonlySet<number> {
  const found = new Set<number>()
  for (let index = 0; index + length <= units.length; index++) found.add(hashOf(units.slice(index, index + length).join(' ')))
  return found
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}
