import type { Estimate } from '../../model.ts'
import { totalHits, totalTokens, type ArticleCount } from './article-count.ts'
import { betaQuantileLogOdds } from './distributions/beta-quantile.ts'
import { binomialWeight } from './distributions/incomplete-beta.ts'
import { likelihoodP } from './distributions/likelihood-p.ts'

export interface ExactRatio extends Omit<Estimate, 'value'> {
  /** `Infinity` when only A has hits; `undefined` when neither has. */
  readonly value: number | undefined
  /** Two-sided, by the minimum-likelihood rule. Takes hits as independent: it may rank, it may not decide. */
  readonly p: number
}

/**
 * How many times as often A says it as B, exactly: given the hits of both, A's are binomial with its share of the words; Clopper-Pearson limits
 * of that share as a ratio. Takes hits as independent, so it is meant for the case where one group has none. `undefined` without words in
 * either group.
 */
export function exactRateRatio(
  a: readonly ArticleCount[],
  b: readonly ArticleCount[],
  { level }: { readonly level: number },
): ExactRatio | undefined {
  const [hitsA, hitsB, tokensA, tokensB] = [totalHits(a), totalHits(b), totalTokens(a), totalTokens(b)]
  if (tokensA <= 0 || tokensB <= 0) return undefined
  const tail = (1 - level) / 2
  const scale = tokensB / tokensA
  const low = hitsA === 0 ? 0 : scale * Math.exp(betaQuantileLogOdds(hitsA, hitsB + 1, tail))
  const high = hitsB === 0 ? Infinity : scale * Math.exp(-betaQuantileLogOdds(hitsB, hitsA + 1, tail))
  const total = hitsA + hitsB
  const split = { share: tokensA / (tokensA + tokensB), rest: tokensB / (tokensA + tokensB) }
  const p = likelihoodP(hitsA, { first: 0, last: total }, (k) => binomialWeight(k, total, split))
  const value = total === 0 ? undefined : (hitsA / hitsB) * scale
  return { value, low, high, level, n: a.length + b.length, method: 'exact-conditional', p }
}
