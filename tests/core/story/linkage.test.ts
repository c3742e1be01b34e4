import fc from 'fast-check'
import { expect, test } from 'vitest'
import { averageLinkage } from '../../../src/core/story/linkage.ts'

test('groups are joined by the average over all pairs, not by the closest one', () => {
  const rows = toRows(4, [
    [0, 1, 0.9],
    [2, 3, 0.9],
    [1, 2, 0.8],
  ])
  expect(averageLinkage(rows, 0.5)).toEqual([0, 0, 2, 2])
  expect(averageLinkage(rows, 0.2)).toEqual([0, 0, 0, 0])
})

test('an item that is like no other stays alone', () => {
  expect(averageLinkage(toRows(3, [[0, 2, 0.4]]), 0.3)).toEqual([0, 1, 0])
})

test('equal likeness everywhere ends, in one group', () => {
  const pairs = range(12).flatMap((a) => range(a).map((b): Pair => [b, a, 0.5]))
  expect(new Set(averageLinkage(toRows(12, pairs), 0.5))).toEqual(new Set([0]))
})

test('following chains of neighbours gives what always joining the closest pair gives', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 66, maxLength: 66 }), (values) => {
      // Roots keep sums of different pairs apart, as ties leave the closest pair open.
      const places = range(12).flatMap((a) => range(a).map((b) => [b, a] as const))
      const pairs = places.map(([b, a], index): Pair => [b, a, (values[index] ?? 0) + 1e-3 * Math.sqrt(12 * a + b)])
      expect(averageLinkage(toRows(12, pairs), 0.5)).toEqual(byClosestPair(12, pairs, 0.5))
    }),
  )
})

type Pair = readonly [number, number, number]

function range(size: number): readonly number[] {
  return Array.from({ length: size }, (_, index) => index)
}

function toRows(size: number, pairs: readonly Pair[]): readonly ReadonlyMap<number, number>[] {
  const rows = range(size).map(() => new Map<number, number>())
  for (const [a, b, likeness] of pairs) {
    rows[a]?.set(b, likeness)
    rows[b]?.set(a, likeness)
  }
  return rows
}

/** The definition, without any care for speed. */
function byClosestPair(size: number, pairs: readonly Pair[], floor: number): readonly number[] {
  const rows = toRows(size, pairs)
  let groups = range(size).map((item) => [item])
  for (;;) {
    let best: { readonly left: readonly number[]; readonly right: readonly number[]; readonly average: number } | undefined
    for (const left of groups) {
      for (const right of groups) {
        if (left === right) break
        const likeness = left.flatMap((a) => right.map((b) => rows[a]?.get(b) ?? 0))
        const average = likeness.reduce((sum, value) => sum + value, 0) / likeness.length
        if (average >= floor && average > (best?.average ?? 0)) best = { left, right, average }
      }
    }
    if (!best) return range(size).map((item) => Math.min(...(groups.find((group) => group.includes(item)) ?? [item])))
    const { left, right } = best
    groups = [...groups.filter((group) => group !== left && group !== right), [...left, ...right]]
  }
}
