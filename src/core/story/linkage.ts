/**
 * Agglomerative clustering with average linkage: groups are joined as long as their members are alike on average by at least the floor.
 * Gives each item the lowest item of its group. `rows` holds, for each item, its likeness to others; it is symmetric, and what is not there
 * counts as 0.
 *
 * The groups are found along chains of nearest neighbours (F. Murtagh, The Computer Journal 26(4), 1983): two groups that are each other's
 * nearest may be joined at once, in any order, and the result is that of always joining the closest pair. A group whose nearest neighbour
 * is below the floor is finished, because averages of what it is alike to can only be lower. Work grows with items times neighbours.
 */
export function averageLinkage(rows: readonly ReadonlyMap<number, number>[], floor: number): readonly number[] {
  const groups = rows.map((row, item): Group => ({ items: [item], sums: new Map(row) }))
  const places = new Map(groups.entries())
  const isFinished = new Set<number>()
  for (const start of rows.keys()) {
    const chain = places.has(start) && !isFinished.has(start) ? [start] : []
    while (chain.length > 0) {
      const top = chain.at(-1) ?? start
      const nearest = nearestOf(top, chain.at(-2), { places, floor })
      if (nearest === undefined) {
        isFinished.add(top)
        chain.pop()
      } else if (nearest === chain.at(-2)) {
        chain.splice(-2)
        const joined = join(top, nearest, places)
        if (chain.length === 0) chain.push(joined)
      } else {
        chain.push(nearest)
      }
    }
  }
  const groupOf = rows.map(() => 0)
  for (const { items } of places.values()) {
    const first = items.reduce((lowest, item) => Math.min(lowest, item), Infinity)
    for (const item of items) groupOf[item] = first
  }
  return groupOf
}

interface Group {
  items: number[]
  /** Sum of likeness between the members of this group and of another. */
  sums: Map<number, number>
}

/** The group it came from wins a tie, then the lower number: a chain that ran in a circle would not end. */
function nearestOf(
  of: number,
  previous: number | undefined,
  { places, floor }: { readonly places: ReadonlyMap<number, Group>; readonly floor: number },
): number | undefined {
  const group = places.get(of)
  let best: number | undefined
  let highest = floor
  for (const [other, sum] of group?.sums ?? []) {
    const average = sum / ((group?.items.length ?? 1) * (places.get(other)?.items.length ?? 1))
    if (average < highest) continue
    const isTie = average === highest && best !== undefined
    if (isTie && (best === previous || (other !== previous && other > (best ?? 0)))) continue
    highest = average
    best = other
  }
  return best
}

/** The group with fewer neighbours goes into the other, whose number is returned. */
function join(a: number, b: number, places: Map<number, Group>): number {
  const [left, right] = [places.get(a), places.get(b)]
  if (!left || !right) throw new RangeError(`No group ${a} or ${b} to join`)
  const isLeftKept = left.sums.size > right.sums.size || (left.sums.size === right.sums.size && a < b)
  const [kept, gone, keptGroup, goneGroup] = isLeftKept ? [a, b, left, right] : [b, a, right, left]
  keptGroup.sums.delete(gone)
  for (const [other, sum] of goneGroup.sums) {
    if (other === kept) continue
    const sums = places.get(other)?.sums
    sums?.delete(gone)
    const total = sum + (keptGroup.sums.get(other) ?? 0)
    keptGroup.sums.set(other, total)
    sums?.set(kept, total)
  }
  for (const item of goneGroup.items) keptGroup.items.push(item)
  places.delete(gone)
  return kept
}
