import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearVectors } from '../../../../src/core/story/nearness/near-vectors.ts'
import { dot, toSparseVector } from '../../../../src/core/story/nearness/sparse-vector.ts'
import { hashOf, TermIds } from '../../../../src/core/story/nearness/term-ids.ts'

const vectorOf = (terms: readonly number[]) => toSparseVector(new Map(terms.map((term) => [term, 1])), Math.sqrt(terms.length))
const manyVectors = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 }).map(vectorOf), {
  minLength: 2,
  maxLength: 20,
})

test('the index finds what comparing all with all finds, with the same cosines', () => {
  fc.assert(
    fc.property(manyVectors, (vectors) => {
      const near = nearVectors(vectors, { floor: 0.2, mostVectorsPerTerm: 100 })
      for (const [item, vector] of vectors.entries()) {
        const { items, likeness } = near.of(item)
        const expected = vectors.flatMap((other, place) =>
          place !== item && dot(vector, other) >= 0.2 ? [[place, dot(vector, other)]] : [],
        )
        expect([...items].map((other, place) => [other, likeness[place]])).toEqual(expected)
      }
    }),
  )
})

test('a term that is everywhere names no candidates, but counts where another term does', () => {
  const vectors = [vectorOf([0, 1]), vectorOf([0, 1]), vectorOf([0, 2]), vectorOf([0, 3])]
  const near = nearVectors(vectors, { floor: 0.1, mostVectorsPerTerm: 2 })
  expect([...near.of(0).items]).toEqual([1])
  expect(near.of(0).likeness[0]).toBeCloseTo(1)
})

test('likeness is the same from either side, to the last bit', () => {
  fc.assert(
    fc.property(manyVectors, (vectors) => {
      const near = nearVectors(vectors, { floor: 0, mostVectorsPerTerm: 5 })
      for (const item of vectors.keys()) {
        const { items, likeness } = near.of(item)
        for (const [place, other] of items.entries()) {
          const back = near.of(other)
          expect(back.likeness[back.items.indexOf(item)]).toBe(likeness[place])
        }
      }
    }),
  )
})

test('twice the vectors take at most two and a half times the work', () => {
  const workFor = (size: number) => {
    // Terms as frequent as Zipf says: the commonest are in nearly all vectors, most in one or two.
    const vectors = Array.from({ length: size }, (_, item) =>
      vectorOf([
        ...new Set(
          Array.from({ length: 30 }, (__, place) => Math.floor((20 * size) ** (((item * 30 + place + 1) * 0.618_033_988_75) % 1))),
        ),
      ]),
    )
    const near = nearVectors(vectors, { floor: 0.1, mostVectorsPerTerm: 40 })
    for (const item of vectors.keys()) near.of(item)
    return near.looked
  }
  const [once, twice, fourTimes] = [workFor(500), workFor(1000), workFor(2000)]
  expect(twice / once).toBeLessThan(2.5)
  expect(fourTimes / twice).toBeLessThan(2.5)
})

test('terms keep their numbers while the table grows', () => {
  const ids = new TermIds()
  const hashes = Array.from({ length: 20_000 }, (_, index) => hashOf(`term ${index}`))
  const first = hashes.map((hash) => ids.idOf(hash))
  expect(hashes.map((hash) => ids.idOf(hash))).toEqual(first)
  expect(ids.size).toBe(new Set(hashes).size)
})
