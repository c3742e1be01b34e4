import type { Estimate } from '../../model.ts'
import { proportion } from '../stats/proportion.ts'
import { stratifiedPrecision, type StratifiedPrecision } from '../stats/precision-stratified.ts'
import { consensus, type HitJudgement } from './judgement.ts'

/** How many hits each term has in each outlet: term, then outlet. */
export type HitCounts = ReadonlyMap<string, ReadonlyMap<string, number>>

export interface TermPrecision {
  readonly term: string
  readonly hits: number
  readonly judged: number
  readonly right: number
  /** Share of judged hits that are right, with Wilson's interval; `undefined` before the first. */
  readonly precision: Estimate | undefined
  /** No more judging would change what to do with the term. */
  readonly settled: 'good' | 'poor' | undefined
}

/** Above this lower limit a term needs no more judging; under this upper limit it is to be mended, not judged. */
const goodFrom = 0.8
const poorBelow = 0.5

/** Precision of each term, in the order in which judging helps reports most: by the width of its interval times its hits, settled ones last. */
export function termPrecisions(
  judgements: readonly HitJudgement[],
  { counts, level }: { readonly counts: HitCounts; readonly level: number },
): readonly TermPrecision[] {
  const answers = [...consensus(judgements).values()]
  const byTerm = Map.groupBy(answers, ({ judgement }) => judgement.term)
  const terms = [...counts].map(([term, outlets]): TermPrecision => {
    const some = byTerm.get(term) ?? []
    const right = some.filter((answer) => answer.right).length
    const hits = [...outlets.values()].reduce((sum, count) => sum + count, 0)
    const precision = proportion({ successes: right, trials: some.length, level })
    return { term, hits, judged: some.length, right, precision, settled: settledAt(precision) }
  })
  return terms.toSorted((a, b) => urgency(b) - urgency(a) || b.hits - a.hits || (a.term < b.term ? -1 : 1))
}

function settledAt(precision: Estimate | undefined): TermPrecision['settled'] {
  if (!precision) return undefined
  if (precision.low > goodFrom) return 'good'
  return precision.high < poorBelow ? 'poor' : undefined
}

function urgency({ precision, hits, settled, judged }: TermPrecision): number {
  if (settled !== undefined || judged >= hits) return 0
  return (precision ? precision.high - precision.low : 1) * hits
}

export interface FramePrecision {
  readonly frame: string
  readonly judged: number
  readonly hits: number
  readonly stratified: StratifiedPrecision | undefined
  /** Fit to compare outlets by: the lower limit is 0.70 or more. `undefined` while there is too little to tell. */
  readonly fit: boolean | undefined
}

/** From this lower limit of the share that is right on, hits are right often enough to compare outlets by. */
export const fitFrom = 0.7

/** Precision of each frame over its strata, term by outlet, so that a term that is rare or an outlet that uses it otherwise weighs as it should. */
export function framePrecisions(
  judgements: readonly HitJudgement[],
  { counts, frameOf, level }: { readonly counts: HitCounts; readonly frameOf: ReadonlyMap<string, string>; readonly level: number },
): readonly FramePrecision[] {
  const byStratum = Map.groupBy(consensus(judgements).values(), ({ judgement }) => `${judgement.term} ${judgement.outlet}`)
  const strata = [...counts].flatMap(([term, outlets]) =>
    [...outlets].map(([outlet, size]) => {
      const answers = byStratum.get(`${term} ${outlet}`) ?? []
      const sampled = Math.min(size, answers.length)
      const correct = Math.min(sampled, answers.filter(({ right }) => right).length)
      return { frame: frameOf.get(term) ?? '', size, sampled, correct }
    }),
  )
  return [...Map.groupBy(strata, ({ frame }) => frame)]
    .map(([frame, own]): FramePrecision => {
      const stratified = stratifiedPrecision(own, { level })
      const judged = own.reduce((sum, { sampled }) => sum + sampled, 0)
      const low = lowerLimit(stratified, own, level)
      return {
        frame,
        judged,
        hits: own.reduce((sum, { size }) => sum + size, 0),
        stratified,
        fit: low === undefined ? undefined : low >= fitFrom,
      }
    })
    .toSorted((a, b) => (a.frame < b.frame ? -1 : 1))
}

/** Where every hit was judged nothing is left to chance, as in reports. Where all judged hits agree there is no spread between strata, and the plain share gives the limit. */
function lowerLimit(
  stratified: StratifiedPrecision | undefined,
  strata: readonly { readonly size: number; readonly sampled: number; readonly correct: number }[],
  level: number,
): number | undefined {
  if (!stratified) return undefined
  if (stratified.limits) return stratified.limits.wilson.low
  const sum = (key: 'size' | 'sampled' | 'correct') => strata.reduce((total, stratum) => total + stratum[key], 0)
  if (sum('sampled') === sum('size')) return stratified.value
  return proportion({ successes: sum('correct'), trials: sum('sampled'), level })?.low
}
