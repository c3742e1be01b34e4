import { averageLinkage } from './linkage.ts'
import type { Near } from './nearness/near-vectors.ts'
import type { Pool } from './nearness/similarity.ts'

/** Average kinship from which two groups tell the same event. */
export const sameEventFloor = 0.095

/** Sorts a pool into events: for each article, the first article of its event. */
export function eventsIn(pool: Pool): readonly number[] {
  const kin = kinshipIn(pool)
  const eventOf = new Map<number, number>()
  for (let item = 0; item < pool.size; item++) {
    if (eventOf.has(item)) continue
    const members = connectedTo(item, kin, sameEventFloor)
    for (const [place, first] of linked(members, kin, sameEventFloor).entries()) eventOf.set(members[place] ?? item, members[first] ?? item)
    kin.forget(members)
  }
  return Array.from({ length: pool.size }, (_, item) => eventOf.get(item) ?? item)
}

/** The articles that tell what this one tells, itself among them: those of its event in `eventsIn`, found without sorting the whole pool. */
export function eventAround(pool: Pool, item: number, floor = sameEventFloor): ReadonlySet<number> {
  const kin = kinshipIn(pool)
  const members = connectedTo(item, kin, floor)
  const groups = linked(members, kin, floor)
  const own = groups[members.indexOf(item)]
  return new Set(members.filter((_, place) => groups[place] === own))
}

interface Kinship {
  near(item: number): Near
  /** Kinship of two articles from their similarity. */
  of(a: number, b: number, similarity: number): number
  /** Most that `of` can give whatever the second article is. */
  most(a: number, similarity: number): number
  /** Lets go of what was found near these, as they will not be asked for again. */
  forget(items: readonly number[]): void
}

/**
 * Similarity by text, measured against how much else is similar to the two articles (as in self-tuning clustering, L. Zelnik-Manor
 * and P. Perona, NIPS 2004): reports that all share a background, two earthquakes in one country, must be closer to be of one event than
 * reports that stand alone.
 */
function kinshipIn(pool: Pool): Kinship {
  const nearOf = new Map<number, Near>()
  const crowds = new Map<number, number>()
  const near = (item: number): Near => {
    const known = nearOf.get(item)
    if (known) return known
    const found = pool.near(item)
    nearOf.set(item, found)
    return found
  }
  const crowdOf = (item: number): number => {
    const known = crowds.get(item)
    if (known !== undefined) return known
    const { items, likeness } = near(item)
    const closest = likeness.filter((_, place) => pool.isByText(item, items[place] ?? item)).toSorted((a, b) => b - a)
    const crowd = Math.max(leastCrowd, closest.slice(0, crowdSize).reduce((sum, value) => sum + value, 0) / crowdSize)
    crowds.set(item, crowd)
    return crowd
  }
  const tuned = (similarity: number, a: number, b: number) => similarity * (usualCrowd / Math.sqrt(a * b)) ** tuning
  return {
    near,
    of: (a, b, similarity) => (pool.isByText(a, b) ? tuned(similarity, crowdOf(Math.min(a, b)), crowdOf(Math.max(a, b))) : similarity),
    most: (a, similarity) => Math.max(similarity, tuned(similarity, crowdOf(a), leastCrowd)),
    forget: (items) => {
      for (const item of items) nearOf.delete(item)
    },
  }
}

/** How many neighbours make the crowd round an article, their mean similarity at the least and as usual, and how much it counts, 0 to 1. */
const crowdSize = 4
const leastCrowd = 0.1
const usualCrowd = 0.15
const tuning = 0.65

/** All articles that a chain of kin joins to this one, in order. Average linkage cannot join more: one pair of two groups must reach the average. */
function connectedTo(item: number, kin: Kinship, floor: number): readonly number[] {
  const members = new Set([item])
  for (const member of members) {
    const { items, likeness } = kin.near(member)
    for (const [place, other] of items.entries()) {
      const similarity = likeness[place] ?? 0
      if (members.has(other) || kin.most(member, similarity) < floor) continue
      if (kin.of(member, other, similarity) >= floor) members.add(other)
    }
  }
  return [...members].toSorted((a, b) => a - b)
}

function linked(members: readonly number[], kin: Kinship, floor: number): readonly number[] {
  const places = new Map(members.map((member, place) => [member, place]))
  const rows = members.map((member) => {
    const { items, likeness } = kin.near(member)
    const row = new Map<number, number>()
    for (const [index, other] of items.entries()) {
      const place = places.get(other)
      if (place !== undefined) row.set(place, kin.of(member, other, likeness[index] ?? 0))
    }
    return row
  })
  return averageLinkage(rows, floor)
}
