import { sequencesOf, sharedText, type CopyRelation, type Sequences, type SharedText } from './copies.ts'
import type { Groupable } from './group-articles.ts'
import { TermIds } from './term-ids.ts'

export interface Copy {
  readonly of: string
  /** Share of the shorter text's word sequences that stand in the longer one too, 0 to 1. */
  readonly share: number
  readonly relation: CopyRelation
}

/**
 * For each article that carries another's text, the article it was taken from and what became of the text. Undated articles come last;
 * ties go by id. Candidates share a sequence of words: all sequences are looked at in pools of usual size, a fixed sample in large ones.
 */
export function findCopies(articles: readonly Groupable[]): ReadonlyMap<string, Copy> {
  const ordered = articles.toSorted(byTime)
  const isSampled = sampleOf(ordered)
  const ids = new TermIds()
  const holders: number[][] = []
  const copies = new Map<string, Copy>()
  const read = new Map<number, Sequences>()
  const sequencesAt = (place: number): Sequences => {
    const known = read.get(place) ?? sequencesOf(ordered[place] ?? { text: '', language: undefined })
    // The latest read are kept, in a number that bounds memory.
    read.delete(place)
    read.set(place, known)
    if (read.size > mostKept) read.delete(read.keys().next().value ?? -1)
    return known
  }
  for (const [place, article] of ordered.entries()) {
    const sequences = sequencesAt(place)
    const shared = new Map<number, number>()
    let sampled = 0
    for (const sequence of sequences.all) {
      if (!isSampled(sequence)) continue
      sampled++
      const id = ids.idOf(sequence)
      const list = (holders[id] ??= [])
      for (const earlier of list) shared.set(earlier, (shared.get(earlier) ?? 0) + 1)
      // A text that many carry is met by its earliest holders.
      if (list.length < mostHolders) list.push(place)
    }
    let best: Source | undefined
    for (const [earlier, count] of [...shared].toSorted((a, b) => a[0] - b[0])) {
      const candidate = ordered[earlier]
      if (!candidate || candidate.language !== article.language || count < fewestShared(sampled)) continue
      const found = sharedText(sequencesAt(earlier), sequences)
      const source = { of: copies.get(candidate.id)?.of ?? candidate.id, isOriginal: !copies.has(candidate.id), ...found }
      if (found.isCopy && (!best || isNearer(source, best))) best = source
    }
    if (best) copies.set(article.id, { of: best.of, share: best.share, relation: best.relation })
  }
  return copies
}

/** The order in which articles can have taken from each other. */
export function byTime(a: Groupable, b: Groupable): number {
  return timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1)
}

type Source = SharedText & { readonly of: string; readonly isOriginal: boolean }

/**
 * Of several texts that a text draws on, the source is the one it opens with, as rewriters put their own background last; then an original
 * rather than a copy of it; then the one that supplies more.
 */
function isNearer(a: Source, b: Source): boolean {
  const [left, right] = [Math.round(openingSteps * a.takenOpening), Math.round(openingSteps * b.takenOpening)]
  if (left !== right) return left > right
  return a.isOriginal === b.isOriginal ? a.taken > b.taken : a.isOriginal
}

const openingSteps = 5
const mostHolders = 50
const mostKept = 5000
const sampleFrom = 5_000_000

function sampleOf(articles: readonly Groupable[]): (sequence: number) => boolean {
  const characters = articles.reduce((sum, { text }) => sum + text.length, 0)
  const every = Math.max(1, Math.min(16, Math.ceil(characters / sampleFrom)))
  return (sequence) => sequence % every === 0
}

/** The earlier text may be the shorter one, so little of the later one need be shared. */
function fewestShared(sampled: number): number {
  return sampled < 50 ? 1 : 3
}

function timeOf({ publishedAt }: Groupable): number {
  const time = publishedAt === undefined ? Number.NaN : Date.parse(publishedAt)
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time
}
