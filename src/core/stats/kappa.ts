import { sumOf } from './article-count.ts'

export interface Agreement {
  /** Share of units on which both say the same. */
  readonly observed: number
  /** Cohen's kappa: agreement beyond chance, at most 1. */
  readonly kappa: number
  /** Large-sample standard error (Fleiss, Cohen and Everitt 1969). */
  readonly standardError: number
  /** Quadratic weights: far disagreements count more than near ones. Meant for ordered categories. */
  readonly quadraticKappa: number
}

/** Categories of one unit, as numbers from 1. */
export type Judgement = readonly [a: number, b: number]

/**
 * Cohen's kappa (1960): do two annotators agree more than their habits alone would make them? Assumes that they judge apart and that units
 * are independent. Falls when nearly everything is one category, even where they agree. For gaps or more annotators see `krippendorffAlpha`.
 * `undefined` without units, and where both use one and the same category throughout: then nothing was told apart.
 */
export function cohensKappa(judgements: readonly Judgement[], { categories }: { readonly categories: number }): Agreement | undefined {
  const n = judgements.length
  const table = Array.from({ length: categories }, () => Array.from({ length: categories }, () => 0))
  for (const [a, b] of judgements) {
    const row = table[a - 1]
    if (!row || row[b - 1] === undefined) throw new RangeError(`Categories run from 1 to ${categories}, found ${a} and ${b}`)
    row[b - 1]! += 1 / n
  }
  const rows = table.map((row) => sumOf(row, (share) => share))
  const columns = table.map((_, column) => sumOf(table, (row) => row[column] ?? 0))
  const cells = table.flatMap((row, i) => row.map((share, j) => ({ share, i, j, row: rows[i] ?? 0, column: columns[j] ?? 0 })))
  const diagonal = cells.filter(({ i, j }) => i === j)
  const observed = sumOf(diagonal, ({ share }) => share)
  const byChance = sumOf(diagonal, ({ row, column }) => row * column)
  if (n === 0 || 1 - byChance < 1e-12) return undefined
  const apart = sumOf(cells, ({ share, i, j }) => share * (i - j) ** 2)
  const apartByChance = sumOf(cells, ({ row, column, i, j }) => row * column * (i - j) ** 2)
  const agreed = sumOf(diagonal, ({ share, row, column }) => share * (1 - byChance - (row + column) * (1 - observed)) ** 2)
  const missed = sumOf(cells, ({ share, i, j }) => (i === j ? 0 : share * ((columns[i] ?? 0) + (rows[j] ?? 0)) ** 2))
  const variance =
    (agreed + (1 - observed) ** 2 * missed - (observed * byChance - 2 * byChance + observed) ** 2) / (n * (1 - byChance) ** 4)
  return {
    observed,
    kappa: (observed - byChance) / (1 - byChance),
    standardError: Math.sqrt(Math.max(0, variance)),
    quadraticKappa: 1 - apart / apartByChance,
  }
}
