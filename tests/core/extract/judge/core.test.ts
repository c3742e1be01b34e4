import { expect, test } from 'vitest'
import { placeInCore } from '../../../../src/core/extract/judge/core.ts'

// Elements: 0 root, 1 menu, 2 article, 3 and 4 paragraphs of it, 5 a box in it, 6 a paragraph of the box.
const parents = Int32Array.from([-1, 0, 0, 2, 2, 2, 5])
const page = { element: [1, 3, 6, 4], parent: [], group: [], grandparent: [], shape: [], words: [5, 60, 20, 60], parents }

test('the core is the deepest element that holds nearly all of the likely words, and blocks are placed by it', () => {
  const place = placeInCore(Float64Array.of(0.01, 0.95, 0.1, 0.9), page)
  expect([...place.inside]).toEqual([0, 1, 1, 1])
  expect([...place.depth]).toEqual([0, 1, 2, 1])
  expect([...place.fromBody]).toEqual([-1, 0, 0, 0])
})

test('what is said of the rest of its box tells of a block, and nothing where it is alone', () => {
  const place = placeInCore(Float64Array.of(0.01, 0.95, 0.1, 0.9), page)
  expect([...place.childChance]).toEqual([-1, -1, -1, -1])
  const together = placeInCore(Float64Array.of(0.01, 0.95, 0.1, 0.9), { ...page, element: [1, 3, 6, 5] })
  expect(together.childChance[2]).toBeCloseTo(0.9)
})

test('a page without a likely block has no place in a body', () => {
  const place = placeInCore(Float64Array.of(0.005, 0.005, 0.005, 0.005), page)
  expect([...place.fromBody]).toEqual([60, 60, 60, 60])
})
