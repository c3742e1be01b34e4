import type { CopyRelation } from '../../../model.ts'
import { allSteps, type Steps } from '../../steps.ts'
import { sequencesOf, sharedText, type Sequences, type SharedText } from './copies.ts'
import type { Groupable } from '../group-articles.ts'
import { SequenceIndex } from './sequence-index.ts'

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
  return allSteps(findCopiesInSteps(articles))
}

/** `findCopies`, in steps. */
export function* findCopiesInSteps(articles: readonly Groupable[]): Steps<ReadonlyMap<string, Copy>> {
  const ordered = articles.toSorted(byTime)
  const index = new SequenceIndex(sampleEvery(ordered))
  const reader = new Reader(ordered)
  const copies = new Map<string, Copy>()
  for (const [place, article] of ordered.entries()) {
    const sequences = reader.read(place)
    let best: Source | undefined
    for (const earlier of index.add(sequences.all)) {
      const candidate = ordered[earlier]
      if (!candidate || candidate.language !== article.language) continue
      const found = sharedText(reader.read(earlier), sequences)
      const source = { of: copies.get(candidate.id)?.of ?? candidate.id, isOriginal: !copies.has(candidate.id), ...found }
      if (found.isCopy && (!best || isNearer(source, best))) best = source
    }
    if (best) copies.set(article.id, { of: best.of, share: best.share, relation: best.relation })
    yield
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

/** Reads texts, and keeps those that were read or asked for last, in a number that bounds memory. */
class Reader {
  readonly #articles: readonly Groupable[]
  readonly #kept = new Map<number, Sequences>()

  constructor(articles: readonly Groupable[]) {
    this.#articles = articles
  }

  read(place: number): Sequences {
    const sequences = this.#kept.get(place) ?? sequencesOf(this.#articles[place] ?? { text: '', language: undefined })
    this.#kept.delete(place)
    this.#kept.set(place, sequences)
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value ?? -1)
    return sequences
  }
}

const mostKept = 2000

/** All sequences are looked at in pools of usual size: some 1,500 articles. */
function sampleEvery(articles: readonly Groupable[]): number {
  const characters = articles.reduce((sum, { text }) => sum + text.length, 0)
  return Math.max(1, Math.min(16, Math.ceil(characters / sampleFrom)))
}

const sampleFrom = 5_000_000

function timeOf({ publishedAt }: Groupable): number {
  const time = publishedAt === undefined ? Number.NaN : Date.parse(publishedAt)
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time
}
