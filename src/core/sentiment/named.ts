import type { Span } from '../../model.ts'

export interface NamesOptions {
  /** Where the headline ends: headlines may print every word with a capital. */
  readonly bodyStart: number
  /** Capitalised words that name nobody, lower case: days, "I". */
  readonly notNames: ReadonlySet<string>
  /** Places whose names are passed over: speakers, who are not spoken of. */
  readonly besides: readonly Span[]
}

/** Whom an article names, in order: the candidates for a tone's target. */
export interface Names {
  /**
   * The name that stands next to a place of its sentence, as far as words tell: those before it are nearer than those behind it, and a comma
   * parts. `undefined` where nobody is named.
   */
  nextTo(place: Span, sentence: Span): Span | undefined
}

/**
 * Finds names by their capitals: runs of capitalised words inside sentences. A word that opens a sentence, and any word of a headline,
 * counts where the body prints it as a name elsewhere. Scripts without capitals name nobody here.
 */
export function findNames(text: string, { bodyStart, notNames, besides }: NamesOptions): Names {
  const words = [...text.matchAll(capitalised)].map(({ 0: printed, index }) => ({
    start: index,
    end: index + printed.length,
    lower: printed.toLowerCase(),
    isCertain: index >= bodyStart && !opensSentence(text, index),
  }))
  const known = new Set(words.flatMap(({ lower, isCertain }) => (isCertain ? [lower] : [])))
  const kept = words.filter(({ lower }) => known.has(lower) && !notNames.has(lower))
  const names: { start: number; end: number }[] = []
  for (const { start, end } of kept) {
    const last = names.at(-1)
    if (last !== undefined && text.slice(last.end, start) === ' ') last.end = end
    else names.push({ start, end })
  }
  const speakers = besides.toSorted((a, b) => a.start - b.start)
  const spokenOf = names.filter((name) => !speakers.slice(...around(speakers, name.start)).some((speaker) => touches(speaker, name)))
  return { nextTo: (place, sentence) => nearest(text, spokenOf, { place, sentence }) }
}

const capitalised = /(?<![\p{L}\p{N}\u2019'-])\p{Lu}[\p{L}\p{M}]*(?:-\p{L}[\p{L}\p{M}]*)*/gu

function opensSentence(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 4), at)
  return before === '' || /(?:[.!?:\u2026\n][\s"'\u201c\u2018\u00ab\u201e(]*|["\u201c\u2018\u00ab\u201e(\u2013\u2014])\s*$/u.test(before)
}

/** Names further away than this many in either direction are not looked at. */
const lookedAt = 12

interface Search {
  readonly place: Span
  readonly sentence: Span
}

function nearest(text: string, names: readonly Span[], { place, sentence }: Search): Span | undefined {
  let best: Span | undefined
  let least = Infinity
  for (const name of names.slice(...around(names, place.start))) {
    if (name.start < sentence.start || name.end > sentence.end || touches(name, place)) continue
    const distance = distanceOf(text, name, place)
    if (distance < least) [best, least] = [name, distance]
  }
  return best
}

function distanceOf(text: string, name: Span, place: Span): number {
  const isBefore = name.end <= place.start
  const between = isBefore ? text.slice(name.end, place.start) : text.slice(place.end, name.start)
  const marks = between.match(/[,;:()\u2013\u2014]/gu)?.length ?? 0
  const length = between.length + marks * 20
  return isBefore ? length : length * 2 + 10
}

function touches(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/** Indices of the spans that begin near an offset; `spans` in order. */
function around(spans: readonly Span[], offset: number): [from: number, to: number] {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (spans[middle]!.start < offset) low = middle + 1
    else high = middle
  }
  return [Math.max(0, low - lookedAt), low + lookedAt]
}
