import { randomIndex, type Random } from '../../src/core/stats/seeded-random.ts'
import { f1Of, type TextScore } from './text-score.ts'

/** Figures of one extractor over one part of the pages. */
export interface Figures {
  /** Of mean precision, pages without a text aside, and mean recall: the figure that comparisons publish. */
  readonly f1: number
  readonly precision: number
  readonly recall: number
  readonly pageF1: number
  readonly wordF1: number
  readonly emptyShare: number
}
export type FigureName = keyof Figures

export function figuresOf(scores: readonly TextScore[]): Figures {
  const given = scores.flatMap(({ precision }) => precision ?? [])
  const precision = mean(given)
  const recall = mean(scores.map((score) => score.recall))
  return {
    f1: f1Of(precision, recall),
    precision,
    recall,
    pageF1: mean(scores.map((score) => score.pageF1)),
    wordF1: mean(scores.map((score) => score.wordF1)),
    emptyShare: mean(scores.map((score) => Number(score.isEmpty))),
  }
}

export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** A figure of ours, and how much it is above the peer's, with percentile intervals over resampled pages: each draw takes the same pages for both. */
export interface Comparison {
  readonly ours: Interval
  readonly peer: Interval
  readonly difference: Interval
}

export function compareFigures(
  ours: readonly TextScore[],
  peer: readonly TextScore[],
  options: { readonly figure: FigureName; readonly resamples: number; readonly level: number; readonly random: Random },
): Comparison {
  const { figure, resamples, level, random } = options
  const draws = Array.from({ length: resamples }, () => {
    const pages = ours.map(() => randomIndex(ours.length, random))
    const a = figuresOf(pages.map((page) => ours[page]!))[figure]
    const b = figuresOf(pages.map((page) => peer[page]!))[figure]
    return { a, b, difference: a - b }
  })
  const interval = (value: number, values: readonly number[]): Interval => {
    const ordered = values.toSorted((x, y) => x - y)
    const cut = Math.floor(((1 - level) / 2) * (ordered.length - 1))
    return { value, low: ordered[cut]!, high: ordered[ordered.length - 1 - cut]! }
  }
  const a = figuresOf(ours)[figure]
  const b = figuresOf(peer)[figure]
  return {
    ours: interval(a, draws.map((draw) => draw.a)), // prettier-ignore
    peer: interval(b, draws.map((draw) => draw.b)), // prettier-ignore
    difference: interval(a - b, draws.map((draw) => draw.difference)), // prettier-ignore
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
