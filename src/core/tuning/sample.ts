import { seededRandom } from '../stats/seeded-random.ts'

/** Something that may be drawn, and the stratum it belongs to. */
export interface Drawable {
  /** Unique and stable: the draw does not depend on the order in which items come. */
  readonly item: string
  readonly stratum: string
  /** Headlines weigh most in a report: they are drawn first. */
  readonly first: boolean
}

/**
 * The order in which to judge: each stratum shuffled by the seed, headlines in front, then one of each stratum in turn, so that a few judgements
 * already speak for all. The same seed and items, the same order; a new item changes the place of no other inside its stratum.
 */
export function drawOrder<Item extends Drawable>(items: readonly Item[], seed: number): readonly Item[] {
  const strata = [...Map.groupBy(items, ({ stratum }) => stratum)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const shuffled = strata.map(([, own]) =>
    own
      .map((item) => ({ item, at: seededRandom(seed, item.item)() }))
      .toSorted((a, b) => Number(b.item.first) - Number(a.item.first) || a.at - b.at || (a.item.item < b.item.item ? -1 : 1))
      .map(({ item }) => item),
  )
  const longest = Math.max(0, ...shuffled.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => shuffled.flatMap((own) => own[index] ?? [])).flat()
}
