/**
 * Agglomerative clustering with average linkage: the two groups whose members are most alike on average are joined until no pair of groups
 * reaches the floor. Returns a group number per item. Quadratic in memory, so callers hand over one connected part at a time.
 */
export function averageLinkage(size: number, likeness: (a: number, b: number) => number, floor: number): readonly number[] {
  const groupOf = Array.from({ length: size }, (_, index) => index)
  const counts = new Map(groupOf.map((group) => [group, 1]))
  const sums = new Map<number, Map<number, number>>(groupOf.map((group) => [group, new Map()]))
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const value = likeness(a, b)
      if (value > 0) link(sums, a, b, value)
    }
  }
  for (;;) {
    const best = closest(sums, counts)
    if (!best || best.average < floor) return groupOf
    join(best.a, best.b, sums, counts)
    for (let index = 0; index < size; index++) if (groupOf[index] === best.b) groupOf[index] = best.a
  }
}

type Sums = Map<number, Map<number, number>>

function closest(sums: Sums, counts: ReadonlyMap<number, number>) {
  let best: { readonly a: number; readonly b: number; readonly average: number } | undefined
  for (const [a, row] of sums) {
    for (const [b, sum] of row) {
      if (b <= a) continue
      const average = sum / ((counts.get(a) ?? 1) * (counts.get(b) ?? 1))
      if (!best || average > best.average) best = { a, b, average }
    }
  }
  return best
}

function join(a: number, b: number, sums: Sums, counts: Map<number, number>): void {
  for (const [other, sum] of sums.get(b) ?? []) {
    sums.get(other)?.delete(b)
    if (other !== a) link(sums, a, other, sum)
  }
  sums.delete(b)
  counts.set(a, (counts.get(a) ?? 1) + (counts.get(b) ?? 1))
  counts.delete(b)
}

function link(sums: Sums, a: number, b: number, sum: number): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const row = sums.get(from)
    row?.set(to, (row.get(to) ?? 0) + sum)
  }
}
