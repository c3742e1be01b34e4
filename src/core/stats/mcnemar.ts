import { binomialWeight } from './distributions/incomplete-beta.ts'
import { likelihoodP } from './distributions/likelihood-p.ts'

/**
 * Did a new lexicon version judge the same hits better? Exact two-sided McNemar test: among the hits that only one version has right, which
 * one should win half the time by luck. 1 when the versions never disagree.
 */
export function exactMcNemarP({
  onlyOldCorrect,
  onlyNewCorrect,
}: {
  readonly onlyOldCorrect: number
  readonly onlyNewCorrect: number
}): number {
  const disagreements = onlyOldCorrect + onlyNewCorrect
  return likelihoodP(onlyOldCorrect, { first: 0, last: disagreements }, (k) => binomialWeight(k, disagreements, { share: 0.5, rest: 0.5 }))
}
