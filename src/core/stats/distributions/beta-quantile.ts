import { betaTails, binomialWeight } from './incomplete-beta.ts'
import { increasingRoot } from './increasing-root.ts'

/**
 * Quantile of Beta(a, b) as log-odds, ln(x / (1 - x)): the x with `probability` below it. Log-odds keep their digits at both ends; `shareOf`
 * and `Math.exp` give the share and the odds.
 */
export function betaQuantileLogOdds(a: number, b: number, probability: number): number {
  if (probability > 0.5) return -betaQuantileLogOdds(b, a, 1 - probability)
  if (probability <= 0) return -Infinity
  const target = Math.log(probability)
  const heightAt = (logOdds: number) => {
    const at = { share: shareOf(logOdds), rest: shareOf(-logOdds) }
    const { lower } = betaTails(a, b, at)
    return { value: Math.log(lower) - target, slope: (binomialWeight(a, a + b, at) * ((a * b) / (a + b))) / lower }
  }
  return increasingRoot(heightAt, { low: -745, high: 745, start: Math.log(a / b) })
}

/** The share that has these log-odds. */
export function shareOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}
