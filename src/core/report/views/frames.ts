import type { OutletId, Rate, RateVoice, Verdict } from '../../../model.ts'
import type { ReportBody, ReportData, ReportFrame } from '../report-data.ts'

/** Frames as a reader wants them: those with a clear difference first, then by hits; those nobody uses last, in the order of the lexicon. */
export function rankedFrames({ lexicon, comparison, hits }: ReportData): readonly ReportFrame[] {
  const clear = new Set(comparison.contrasts.filter(({ verdict }) => isClear(verdict)).map(({ frame }) => frame))
  const weight = ({ id }: ReportFrame) => (clear.has(id) ? hits.length : 0) + hits.filter(({ frame }) => frame === id).length
  return lexicon.frames.toSorted((a, b) => weight(b) - weight(a))
}

function isClear(verdict: Verdict): boolean {
  return verdict === 'higher' || verdict === 'lower'
}

type FindRate = (outlet: OutletId, frame: string, zone: Rate['zone'], voice: RateVoice) => Rate | undefined

/** Finds the rate of one outlet, frame, zone and voice in constant time. Made once a comparison: parts of a report ask for it again and again. */
export function rateFinder({ comparison }: Pick<ReportBody, 'comparison'>): FindRate {
  const known = finders.get(comparison)
  if (known) return known
  const byKey = new Map(comparison.rates.map((rate) => [keyOf(rate.outlet, rate.frame, rate.zone, rate.voice), rate]))
  const find: FindRate = (outlet, frame, zone, voice) => byKey.get(keyOf(outlet, frame, zone, voice))
  finders.set(comparison, find)
  return find
}

const finders = new WeakMap<ReportBody['comparison'], FindRate>()

/** No id holds the character between them. */
function keyOf(outlet: OutletId, frame: string, zone: Rate['zone'], voice: RateVoice): string {
  return [zone, voice, outlet, frame].join('\u0000')
}
