import type { Estimate } from '../../model.ts'
import { cohensKappa } from '../stats/kappa.ts'
import { krippendorffAlpha } from '../stats/krippendorff.ts'
import { proportion } from '../stats/proportion.ts'
import { isRight, type HitJudgement } from './judgement.ts'

export interface AnnotatorAgreement {
  readonly annotators: readonly string[]
  /** Hits that two or more people judged. */
  readonly shared: number
  /** Share of shared hits on which all say the same, right or not right. */
  readonly raw: Estimate | undefined
  /** Krippendorff's alpha over all; `undefined` where everybody says one thing throughout: then nothing was told apart. */
  readonly alpha: number | undefined
  /** Cohen's kappa, with its standard error; only for two people. */
  readonly kappa: { readonly value: number; readonly standardError: number } | undefined
  /** What alpha allows to say: from 50 shared hits on, 0.80 is good and 0.67 tentative. */
  readonly reading: 'too-few' | 'good' | 'tentative' | 'poor' | 'undefined'
  readonly disagreements: readonly (readonly HitJudgement[])[]
}

/** Fewer shared hits tell too little. */
export const fewestShared = 50

/** How well people agree on the same hits, in right or not right. Skipped hits are no answers. */
export function annotatorAgreement(judgements: readonly HitJudgement[], { level }: { readonly level: number }): AnnotatorAgreement {
  const answered = judgements.filter(({ decision }) => isRight(decision) !== undefined)
  const annotators = [...new Set(answered.map(({ annotator }) => annotator))].toSorted()
  const units = [...Map.groupBy(answered, ({ item }) => item).values()].filter((unit) => unit.length > 1)
  const split = units.filter((unit) => new Set(unit.map(({ decision }) => isRight(decision))).size > 1)
  const alpha = krippendorffAlpha(
    units.map((unit) => unit.map(categoryOf)),
    'nominal',
  )
  const raw = proportion({ successes: units.length - split.length, trials: units.length, level })
  return {
    annotators,
    shared: units.length,
    raw,
    alpha,
    kappa: kappaOf(units, annotators),
    reading: readingOf(units.length, alpha),
    disagreements: split,
  }
}

function kappaOf(units: readonly (readonly HitJudgement[])[], annotators: readonly string[]): AnnotatorAgreement['kappa'] {
  const [first, second] = annotators
  if (annotators.length !== 2 || first === undefined || second === undefined) return undefined
  const pairs = units.flatMap((unit) => {
    const [a, b] = [unit.find(({ annotator }) => annotator === first), unit.find(({ annotator }) => annotator === second)]
    return a && b ? [[categoryOf(a), categoryOf(b)] as const] : []
  })
  const found = cohensKappa(pairs, { categories: 2 })
  return found && { value: found.kappa, standardError: found.standardError }
}

/** Numbered from 1, as the estimators want it. */
function categoryOf({ decision }: HitJudgement): number {
  return isRight(decision) === true ? 1 : 2
}

function readingOf(shared: number, alpha: number | undefined): AnnotatorAgreement['reading'] {
  if (shared < fewestShared) return 'too-few'
  if (alpha === undefined) return 'undefined'
  if (alpha >= 0.8) return 'good'
  return alpha >= 0.67 ? 'tentative' : 'poor'
}
