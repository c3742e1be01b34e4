import { pooledRate, sumOf, totalTokens, type ArticleCount } from './article-count.ts'
import { chiSquareAbove } from './distributions/chi-square.ts'

export interface Homogeneity {
  /** Hits each outlet would have if all wrote at one rate. */
  readonly expected: readonly number[]
  readonly g2: number
  readonly chiSquare: number
  readonly degreesOfFreedom: number
  readonly pOfG2: number
  readonly pOfChiSquare: number
  /** About standard normal when all write at one rate: the outlets beyond 2 are where to look. */
  readonly standardizedResiduals: readonly number[]
}

/**
 * Do all outlets write at one rate? One count per outlet. Takes hits as independent, which makes it far too eager: a screen for where to look,
 * never the p of a report. `undefined` below two outlets with words, and without hits.
 */
export function rateHomogeneity(outlets: readonly ArticleCount[]): Homogeneity | undefined {
  const overall = pooledRate(outlets)
  if (outlets.length < 2 || outlets.some(({ tokens }) => tokens <= 0) || !(overall > 0)) return undefined
  const tokens = totalTokens(outlets)
  const g2 = 2 * sumOf(outlets, (outlet) => (outlet.hits === 0 ? 0 : outlet.hits * Math.log(outlet.hits / (overall * outlet.tokens))))
  const chiSquare = sumOf(outlets, (outlet) => (outlet.hits - overall * outlet.tokens) ** 2 / (overall * outlet.tokens))
  const degreesOfFreedom = outlets.length - 1
  return {
    expected: outlets.map((outlet) => overall * outlet.tokens),
    g2,
    chiSquare,
    degreesOfFreedom,
    pOfG2: chiSquareAbove(g2, degreesOfFreedom),
    pOfChiSquare: chiSquareAbove(chiSquare, degreesOfFreedom),
    standardizedResiduals: outlets.map((outlet) => {
      const expected = overall * outlet.tokens
      return (outlet.hits - expected) / Math.sqrt(expected * (1 - outlet.tokens / tokens))
    }),
  }
}
