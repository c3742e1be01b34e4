import { expect, test } from 'vitest'
import { seededRandom, randomIndex } from '../../../../src/core/stats/seeded-random.ts'
import { numberTerms, unshared } from '../../../../src/core/story/nearness/number-terms.ts'
import { PackedTerms } from '../../../../src/core/story/nearness/packed-terms.ts'

function packed(lists: readonly (readonly number[])[]): PackedTerms {
  const terms = new PackedTerms()
  for (const list of lists) terms.add(list.length, ({ hashes }) => hashes.set(list))
  return terms
}

/** What the lists hold now, list by list. */
const numbersIn = (terms: PackedTerms) => [...terms.drain()].map(({ hashes }) => [...hashes])

test('terms of several articles get numbers of their own, and all others none', () => {
  const terms = packed([[11, -22, 33], [-22, 44], [], [55, -22, 11]])
  const frequency = numberTerms(terms, 1000)
  const [[eleven, twentyTwo, thirtyThree] = [], [again, fortyFour] = [], , [fiftyFive] = []] = numbersIn(terms)
  expect([thirtyThree, fortyFour, fiftyFive]).toEqual([unshared, unshared, unshared])
  expect(again).toBe(twentyTwo)
  expect([eleven, twentyTwo].map((number) => frequency[number ?? 0])).toEqual([2, 3])
})

test('lists that are gone through in parts are numbered as in one', () => {
  const random = seededRandom(5, 'terms')
  const lists = Array.from({ length: 100 }, () => {
    const distinct = new Set(Array.from({ length: 100 }, () => Math.floor(random() ** 3 * 2 ** 32) | 0))
    // Beside rare hashes some that many lists have.
    for (let count = 0; count < 20; count++) distinct.add(Math.imul(randomIndex(500, random), 0x9e3779b1))
    return [...distinct]
  })
  const holders = new Map<number, number>()
  for (const list of lists) for (const hash of list) holders.set(hash, (holders.get(hash) ?? 0) + 1)
  const terms = packed(lists)
  const frequency = numberTerms(terms, 2000)
  const numberOf = new Map<number, number>()
  let wrong = 0
  for (const [index, numbers] of numbersIn(terms).entries()) {
    for (const [place, number] of numbers.entries()) {
      const hash = lists[index]?.[place] ?? 0
      const known = numberOf.get(hash) ?? number
      numberOf.set(hash, number)
      const counted = frequency[number] ?? -1
      if (known !== number || counted !== (holders.get(hash) ?? 0)) wrong++
    }
  }
  expect(wrong).toBe(0)
  const shared = [...numberOf.values()].filter((number) => number !== unshared)
  expect(new Set(shared).size).toBe(shared.length)
})
