import { sumOf } from './article-count.ts'

export const scales = ['nominal', 'ordinal', 'interval'] as const
/** What a distance between two values means: any difference alike, by rank, or by amount. */
export type Scale = (typeof scales)[number]

/**
 * Krippendorff's alpha (2011): do annotators agree more than values shuffled over all units would? Any number of annotators, with gaps: each
 * unit lists the values it was given, and units with fewer than two are left out. 1 is full agreement, 0 none beyond chance; 0.80 is good,
 * 0.67 to 0.80 tentative. `undefined` where one value is used throughout: then nothing was told apart, which is not agreement.
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], scale: Scale): number | undefined {
  const paired = units.filter((values) => values.length > 1)
  const totals = new Map<number, number>()
  for (const value of paired.flat()) totals.set(value, (totals.get(value) ?? 0) + 1)
  const all = sumOf(paired, (values) => values.length)
  const distance = distanceOf(scale, totals)
  const observed = sumOf(paired, (values) => sumOfDistances(counted(values), distance) / (values.length - 1)) / all
  const byChance = sumOfDistances(totals, distance) / (all * (all - 1))
  return byChance > 0 ? 1 - observed / byChance : undefined
}

type Distance = (left: number, right: number) => number

/** Squared distances between values. Ordinal ones count the values that lie between, half of both ends included. */
function distanceOf(scale: Scale, totals: ReadonlyMap<number, number>): Distance {
  switch (scale) {
    case 'nominal':
      return (left, right) => (left === right ? 0 : 1)
    case 'interval':
      return (left, right) => (left - right) ** 2
    case 'ordinal': {
      const places = midPlaces(totals)
      return (left, right) => ((places.get(left) ?? 0) - (places.get(right) ?? 0)) ** 2
    }
  }
}

/** Where the middle of each value stands when all values given are lined up. */
function midPlaces(totals: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const places = new Map<number, number>()
  let before = 0
  for (const [value, count] of [...totals].toSorted(([left], [right]) => left - right)) {
    places.set(value, before + count / 2)
    before += count
  }
  return places
}

/** Over all ordered pairs of values, each as often as it occurs. */
function sumOfDistances(counts: ReadonlyMap<number, number>, distance: Distance): number {
  return sumOf([...counts], ([left, count]) => sumOf([...counts], ([right, other]) => count * other * distance(left, right)))
}

function counted(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
