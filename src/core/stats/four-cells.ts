import { sumOf } from './article-count.ts'

/** A table of two by two: with and without the thing counted, in each of two groups. */
export interface FourCells {
  readonly withA: number
  readonly withoutA: number
  readonly withB: number
  readonly withoutB: number
}

/** Log-likelihood statistic G2 of independence in a table of two by two, all four cells (Dunning 1993). 0 ln 0 is 0. */
export function g2OfCells(cells: FourCells): number {
  return 2 * sumOf(observedAndExpected(cells), ({ observed, expected }) => surprise(observed, expected))
}

/** Pearson's chi-square of independence in a table of two by two; `corrected` takes half a count off each deviation (Yates 1934). */
export function chiSquareOfCells(cells: FourCells, { corrected }: { readonly corrected: boolean }): number {
  const table = observedAndExpected(cells)
  const slack = corrected ? Math.min(0.5, ...table.map(({ observed, expected }) => Math.abs(observed - expected))) : 0
  return sumOf(table, ({ observed, expected }) => (expected > 0 ? (Math.abs(observed - expected) - slack) ** 2 / expected : 0))
}

/** Part of G2 that one count contributes, before doubling: O ln(O / E). */
export function surprise(observed: number, expected: number): number {
  return observed > 0 ? observed * Math.log(observed / expected) : 0
}

function observedAndExpected({
  withA,
  withoutA,
  withB,
  withoutB,
}: FourCells): readonly { readonly observed: number; readonly expected: number }[] {
  const [inA, inB, having, lacking] = [withA + withoutA, withB + withoutB, withA + withB, withoutA + withoutB]
  const total = inA + inB
  return [
    { observed: withA, expected: (inA * having) / total },
    { observed: withoutA, expected: (inA * lacking) / total },
    { observed: withB, expected: (inB * having) / total },
    { observed: withoutB, expected: (inB * lacking) / total },
  ]
}
