import type { Hit, Zone } from '../../../model.ts'
import type { ReportData } from '../report-data.ts'
import { rankedFrames } from './frames.ts'
import { chainOf, type Passage } from './passages.ts'

const zoneRank: Readonly<Record<Zone, number>> = { headline: 0, lead: 1, body: 2 }

/** How the sentences of the first screen are chosen, for readers. */
export const strongestRule =
  'Chosen by rule: the most telling frame first; an outlet that a verdict names, in its own voice; then another outlet and another kind of voice each time, the longest chain first, headlines before first paragraphs before the rest. Denied and unclear uses are left to the lists below.'

/**
 * The few sentences that show the most: by frame rank, outlets that a verdict names first and in the voice it is about, each from another
 * outlet and in another kind of voice while there are such, then longer chains, then prominence.
 */
export function strongestPassages(data: ReportData, passages: readonly Passage[], count: number): readonly Passage[] {
  const left = passages.filter(({ hits }) => hits.some(({ mode, voice }) => mode !== 'negated' && voice.kind !== 'unclear'))
  const frames = rankedFrames(data).map(({ id }) => id)
  const higher = data.comparison.contrasts.filter(({ verdict, voice }) => verdict === 'higher' && voice === 'outlet')
  const named = new Set(higher.map(({ frame, a }) => JSON.stringify([frame, a])))
  const chosen: Passage[] = []
  while (chosen.length < count && left.length > 0) {
    const ranked = left.map((passage) => ({ passage, rank: rankOf(passage, chosen, { frames, named }) }))
    const best = ranked.reduce((a, b) => (isBefore(b.rank, a.rank) ? b : a)).passage
    chosen.push(best)
    left.splice(left.indexOf(best), 1)
  }
  return chosen
}

interface Order {
  readonly frames: readonly string[]
  /** Frame and outlet of every verdict "higher". */
  readonly named: ReadonlySet<string>
}

function rankOf({ frame, article, hits }: Passage, chosen: readonly Passage[], { frames, named }: Order): readonly number[] {
  const hit: Hit = hits[0]!
  const { outlet } = article.article
  const sameOutlet = chosen.filter((other) => other.article.article.outlet === outlet).length
  const sameVoice = chosen.filter((other) => other.hits[0]!.voice.kind === hit.voice.kind).length
  const isNamed = hit.voice.kind === 'outlet' && named.has(JSON.stringify([frame, outlet]))
  return [sameOutlet, frames.indexOf(frame), isNamed ? 0 : 1, sameVoice, -chainOf(hit.voice).length, zoneRank[hit.zone], -hits.length]
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index])
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0)
}
