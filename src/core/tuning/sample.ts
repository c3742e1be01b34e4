import { seededRandom } from '../stats/seeded-random.ts'

/** Something that may be drawn, and the stratum it belongs to. */
export interface Drawable {
  /** Unique and stable: the draw does not depend on the order in which items come. */
  readonly item: string
  readonly stratum: string
  /** Headlines weigh most in a report: they are drawn first. */
  readonly first: boolean
}

/*
 * The order in which to judge: each stratum shuffled by the seed, headlines in front, then one of each stratum in turn, so that a few judgements
 * already speak for all. The same seed and items, the same order; a new item changes the place of no other inside its stratum.
 */

/** Items by stratum, in the order of their names. */
export function strataOf<Item extends Drawable>(items: readonly Item[]): readonly (readonly Item[])[] {
  return [...Map.groupBy(items, ({ stratum }) => stratum)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => own)
}

/** One stratum in an order drawn by the seed, headlines in front. */
export function shuffled<Item extends Drawable>(stratum: readonly Item[], seed: number): readonly Item[] {
  return stratum
    .map((item) => ({ item, at: seededRandom(seed, item.item)() }))
    .toSorted((a, b) => Number(b.item.first) - Number(a.item.first) || a.at - b.at || (a.item.item < b.item.item ? -1 : 1))
    .map(({ item }) => item)
}

/** The first of each list, then the second of each, and so on. */
export function inTurn<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const order: Item[] = []
  let open = lists.filter(({ length }) => length > 0)
  for (let turn = 0; open.length > 0; turn += 1) {
    for (const own of open) order.push(own[turn]!)
    open = open.filter(({ length }) => length > turn + 1)
  }
  return order
}
