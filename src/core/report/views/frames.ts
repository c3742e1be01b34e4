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

/** Finds the rate of one outlet, frame, zone and voice in constant time. */
export function rateFinder({
  comparison,
}: Pick<ReportBody, 'comparison'>): (outlet: OutletId, frame: string, zone: Rate['zone'], voice: RateVoice) => Rate | undefined {
  const byKey = new Map(comparison.rates.map((rate) => [JSON.stringify([rate.outlet, rate.frame, rate.zone, rate.voice]), rate]))
  return (outlet, frame, zone, voice) => byKey.get(JSON.stringify([outlet, frame, zone, voice]))
}
