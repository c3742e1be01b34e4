import { expect, test } from 'vitest'
import { rankingPool, rankRelated } from '../../../src/core/story/rank-related.ts'
import type { Comparable } from '../../../src/core/story/traits/features.ts'

const report = (title: string, body: string, language = 'en'): Comparable => ({
  title,
  text: `${title}\n\n${body}`,
  language,
  publishedAt: undefined,
})
const noLook = { neighbours: 0, trust: 0 }
const look = { neighbours: 1, trust: 0.6 }

// The anchor and the second report share names; the third tells the same in words that only the second has.
const anchor = report(
  'Orlin dam above Velmora breaks',
  'The Orlin dam above Velmora broke on Sunday. Mayor Ines Tavaro asked the army for help with boats.',
)
const between = report(
  'Hundreds missing after Orlin dam fails',
  'Mayor Ines Tavaro of Velmora said soldiers searched cellars in the drowned quarter of Kesmi after the Orlin dam failed. Engineers blamed a cracked spillway.',
)
const inOtherWords = report(
  'Engineers blame cracked spillway',
  'Soldiers searched cellars in the drowned quarter of Kesmi. A cracked spillway had failed, engineers said.',
)
const other = report(
  'Army buys boats',
  'The army asked for boats on Sunday and for help with repairs. The order goes to the yard of Halden.',
)

test('what tells the same in other words comes up once the nearest is asked what is near to it', () => {
  const pool = rankingPool([anchor, between, other, inOtherWords])
  const placesOf = (ranked: readonly { readonly item: number }[]) => ranked.map(({ item }) => item)
  expect(placesOf(rankRelated(0, pool, noLook))).toEqual([1, 2, 3])
  expect(placesOf(rankRelated(0, pool, look))).toEqual([1, 3, 2])
})

test('every other article has a place, and the article itself has none', () => {
  const pool = rankingPool([anchor, between, other, inOtherWords])
  for (const item of [0, 1, 2, 3]) {
    expect(
      rankRelated(item, pool, look)
        .map((related) => related.item)
        .toSorted((a, b) => a - b),
    ).toEqual([0, 1, 2, 3].filter((place) => place !== item))
  }
  expect(rankRelated(0, rankingPool([anchor]), look)).toEqual([])
})

test('a report that opens with another year keeps its place', () => {
  const lead = 'Rescue workers in Velmora handed out tents after the quake, the mayor, Ines Tavaro, said.'
  const [early, late] = [report('Quake in Velmora', `2011: ${lead}`), report('Quake in Velmora', `2012: ${lead}`)]
  const [nearest] = rankRelated(0, rankingPool([early, other, late]), noLook)
  expect(nearest?.item).toBe(2)
  expect(nearest?.score).toBeGreaterThan(0.8)
})
