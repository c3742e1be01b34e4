import type { Kinship } from './kinship.ts'

/** A block whose template makes body text for the most part is given the benefit of the doubt, up to this much. */
const templateBonus = 0.15
const templateWords = 20
/** On a page without a body even the likeliest block is none. */
const leastChance = 0.15
/** Next to a chosen block of its template, a paragraph of at least this chance is chosen too, over gaps of two. */
const continueFrom = 0.25
const reach = 3

/**
 * Which blocks are the body. The threshold is the one that makes the F1 to be expected greatest, which for independent chances is half of that F1
 * (Lipton, Elkan & Naryanaswamy 2014): a page that is doubtful all over keeps more. Paragraphs that one template made share one fate where chances are near.
 */
export function chooseBlocks(chances: Float64Array, kinship: Kinship, prose: readonly boolean[]): readonly boolean[] {
  const raised = withTemplates(chances, kinship)
  const threshold = Math.max(leastChance, bestF1(raised, kinship.words) / 2)
  const chosen = Array.from(raised, (chance) => chance >= threshold)
  const enough = continueFrom - 0.5 + threshold
  const goOn = (indexes: Iterable<number>): void => {
    let last: number | undefined
    for (const index of indexes) {
      if (!chosen[index] && last !== undefined && prose[index] && raised[index]! >= enough && Math.abs(index - last) <= reach) {
        chosen[index] = kinship.parent[index] === kinship.parent[last] && kinship.group[index] === kinship.group[last]
      }
      if (chosen[index]) last = index
    }
  }
  const indexes = [...chosen.keys()]
  goOn(indexes)
  goOn(indexes.toReversed())
  return chosen
}

/** What F1 the chosen blocks have if every block is a part of the body with its chance; 0 to 1. */
export function expectedF1(chances: Float64Array, words: readonly number[], isChosen: (index: number) => boolean): number {
  let all = 0
  let chosenWords = 0
  let right = 0
  for (let index = 0; index < chances.length; index++) {
    const expected = chances[index]! * words[index]!
    all += expected
    if (!isChosen(index)) continue
    chosenWords += words[index]!
    right += expected
  }
  return all + chosenWords === 0 ? 0 : (2 * right) / (all + chosenWords)
}

/**
 * The greatest F1 to be expected, by going from a threshold to its F1 and back until they agree; it takes a few rounds. After the first F1 only rises
 * (Dinkelbach 1967), so blocks below the threshold that follows from it are not looked at again.
 */
function bestF1(chances: Float64Array, words: readonly number[]): number {
  let all = 0
  for (let index = 0; index < chances.length; index++) all += chances[index]! * words[index]!
  let looked = [...chances.keys()]
  let best = 1
  for (let round = 0; round < 30; round++) {
    let chosen = 0
    let right = 0
    for (const index of looked) {
      if (chances[index]! < best / 2) continue
      chosen += words[index]!
      right += chances[index]! * words[index]!
    }
    const next = all + chosen === 0 ? 0 : (2 * right) / (all + chosen)
    if (Math.abs(next - best) < 1e-4) return next
    if (round === 0) looked = looked.filter((index) => chances[index]! >= next / 2)
    best = next
  }
  return best
}

/** Where most of the other blocks of a template are likely, the chance of one that is in doubt rises. */
function withTemplates(chances: Float64Array, { group, words }: Kinship): Float64Array {
  const weight = (index: number): number => words[index]! + 1
  // Groups are numbered from 0, and there are no more than blocks.
  const kept = new Float64Array(group.length)
  const all = new Float64Array(group.length)
  for (let index = 0; index < group.length; index++) {
    all[group[index]!]! += weight(index)
    if (chances[index]! >= 0.5) kept[group[index]!]! += weight(index)
  }
  return chances.map((chance, index) => {
    const others = all[group[index]!]! - weight(index)
    const share = others < templateWords ? 0 : (kept[group[index]!]! - (chance >= 0.5 ? weight(index) : 0)) / others
    return share > 0.6 ? Math.min(1, chance + (templateBonus * (share - 0.4)) / 0.6) : chance
  })
}
