import type { CheckedHits, Contrast, Robustness, Sweep, SweepChoice, Verdict } from '../../model.ts'
import { compareOutletsInSteps } from '../compare/compare.ts'
import type { ComparisonOptions } from '../compare/contrasts.ts'
import type { MeasuredArticle } from '../compare/measured-article.ts'
import { allSteps, type Steps } from '../steps.ts'

export interface SweepInput {
  /** The first is the report's own. */
  readonly choices: readonly (SweepChoice & { readonly articles: readonly MeasuredArticle[] })[]
  readonly frames: readonly string[]
  readonly pairs: boolean
  readonly checked?: CheckedHits
  /** Choices that were looked at and are none, and why. */
  readonly idle: readonly string[]
}

/**
 * The comparison under every choice, and for each contrast of the first the verdict under each. Every choice is a comparison of its own:
 * its p-values are adjusted over all that it tests.
 */
export function sweepChoices(input: SweepInput, options: ComparisonOptions): Sweep {
  return allSteps(sweepChoicesInSteps(input, options))
}

/** `sweepChoices`, in steps. */
export function* sweepChoicesInSteps({ choices, frames, pairs, checked = {}, idle }: SweepInput, options: ComparisonOptions): Steps<Sweep> {
  const verdicts: ReadonlyMap<string, Contrast>[] = []
  for (const { articles } of choices) {
    const { contrasts } = yield* compareOutletsInSteps({ articles, frames, pairs, checked }, options)
    verdicts.push(new Map(contrasts.map((contrast) => [keyOf(contrast), contrast])))
  }
  const [own] = verdicts
  return {
    choices: choices.map(({ articles, ...choice }) => ({ ...choice, measured: articles.filter(({ scoring }) => scoring.measured).length })),
    idle,
    contrasts: [...(own ?? new Map<string, Contrast>()).values()].map((contrast) => ({
      frame: contrast.frame,
      voice: contrast.voice,
      a: contrast.a,
      b: contrast.b,
      verdicts: verdicts.map((found) => found.get(keyOf(contrast))?.verdict),
      ratios: verdicts.map((found) => found.get(keyOf(contrast))?.ratio?.value),
    })),
  }
}

const tested: ReadonlySet<Verdict> = new Set<Verdict>(['higher', 'lower', 'no-clear-difference'])

/** The contrasts with how well each verdict that rests on a test stands up to the other choices. */
export function withRobustness(contrasts: readonly Contrast[], sweep: Sweep): readonly Contrast[] {
  const swept = new Map(sweep.contrasts.map((one) => [keyOf(one), one]))
  return contrasts.map((contrast) => {
    const verdicts = swept.get(keyOf(contrast))?.verdicts
    if (!verdicts || !tested.has(contrast.verdict)) return contrast
    const otherwise = sweep.choices.filter((_, index) => verdicts[index] !== contrast.verdict).map(({ words }) => words)
    const robustness: Robustness = { holds: verdicts.length - otherwise.length, of: verdicts.length, otherwise }
    return { ...contrast, robustness }
  })
}

function keyOf({ frame, voice, a, b }: Pick<Contrast, 'frame' | 'voice' | 'a' | 'b'>): string {
  return JSON.stringify([frame, voice, a, b])
}
