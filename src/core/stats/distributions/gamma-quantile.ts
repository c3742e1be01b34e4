import { gammaTails, poissonWeight } from './incomplete-gamma.ts'
import { increasingRoot } from './increasing-root.ts'
import { logGamma } from './log-gamma.ts'

/** Quantile of the gamma distribution with scale 1: the x with `probability` below it. Relative error about 1e-14. */
export function gammaLowerQuantile(shape: number, probability: number): number {
  if (probability > 0.5) return gammaUpperQuantile(shape, 1 - probability)
  if (probability <= 0) return 0
  return solve(shape, probability, 'lower')
}

/** The x with `probability` above it; exact for probabilities far below 1e-16, where 1 - probability is not. */
export function gammaUpperQuantile(shape: number, probability: number): number {
  if (probability > 0.5) return gammaLowerQuantile(shape, 1 - probability)
  if (probability <= 0) return Infinity
  return solve(shape, probability, 'upper')
}

/** Asked thousands of times for one level and few counts: a comparison spent two thirds of its time here. */
function solve(shape: number, probability: number, side: 'lower' | 'upper'): number {
  const question = `${side} ${shape} ${probability}`
  const known = solved.get(question)
  if (known !== undefined) return known
  if (solved.size >= mostSolved) solved.clear()
  const answer = solveAnew(shape, probability, side)
  solved.set(question, answer)
  return answer
}

const solved = new Map<string, number>()
const mostSolved = 2000

/** Solves ln(tail) = ln(probability) over ln(x), where both tails are smooth however small x or the probability is. */
function solveAnew(shape: number, probability: number, side: 'lower' | 'upper'): number {
  const target = Math.log(probability)
  const sign = side === 'lower' ? 1 : -1
  const heightAt = (logX: number) => {
    const x = Math.exp(logX)
    const tail = gammaTails(shape, x)[side]
    return { value: sign * (Math.log(tail) - target), slope: (poissonWeight(shape, x) * shape) / tail }
  }
  const leading = (target + logGamma(shape + 1)) / shape
  const start = side === 'lower' && leading < Math.log(shape) ? leading : Math.log(shape)
  return Math.exp(increasingRoot(heightAt, { low: -700_000, high: 710, start }))
}
