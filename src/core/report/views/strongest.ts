import type { Hit, Zone } from '../../../model.ts'
import { chainOf, type Passage } from './passages.ts'

const zoneRank: Readonly<Record<Zone, number>> = { headline: 0, lead: 1, body: 2 }

/** How the sentences of the first screen are chosen, for readers. */
export const strongestRule =
  'Chosen by rule: the most used frame first; another outlet and another kind of voice each time; the longest chain, then headline before first paragraph before body. Denied and unclear uses are left to the lists below.'

/**
 * The few sentences that show the most: by frame rank, each from another outlet and in another kind of voice while there are such,
 * then longer chains, then prominence. `frames` are ranked.
 */
export function strongestPassages(passages: readonly Passage[], frames: readonly string[], count: number): readonly Passage[] {
  const left = passages.filter(({ hits }) => hits.some(({ mode, voice }) => mode !== 'negated' && voice.kind !== 'unclear'))
  const chosen: Passage[] = []
  while (chosen.length < count && left.length > 0) {
    const best = left.reduce((a, b) => (isBefore(b, a, chosen, frames) ? b : a))
    chosen.push(best)
    left.splice(left.indexOf(best), 1)
  }
  return chosen
}

function isBefore(a: Passage, b: Passage, chosen: readonly Passage[], frames: readonly string[]): boolean {
  const rankA = rank(a, chosen, frames)
  const rankB = rank(b, chosen, frames)
  const difference = rankA.map((value, index) => value - (rankB[index] ?? 0)).find((value) => value !== 0)
  return difference !== undefined && difference < 0
}

function rank({ frame, article, hits }: Passage, chosen: readonly Passage[], frames: readonly string[]): readonly number[] {
  const hit: Hit = hits[0]!
  const sameOutlet = chosen.filter((other) => other.article.article.outlet === article.article.outlet).length
  const sameVoice = chosen.filter((other) => other.hits[0]!.voice.kind === hit.voice.kind).length
  return [sameOutlet, frames.indexOf(frame), sameVoice, -chainOf(hit.voice).length, zoneRank[hit.zone], -hits.length]
}
