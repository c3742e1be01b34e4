import type { Kinship } from './kinship.ts'

/** Where each block stands to the core: the deepest element that holds nearly all of what the first forest takes for the body. Arrays are by block. */
export interface CorePlace {
  readonly inside: Uint8Array
  /** Mean chance of the other blocks under the same child of the core, by words; -1 outside and where there are none. */
  readonly childChance: Float32Array
  /** Share of the body's expected words that this child has. */
  readonly childShare: Float32Array
  /** Elements between the core and the block. */
  readonly depth: Uint8Array
  /** 0 between the first and the last sure block of the core, else the distance in blocks to it, before it below 0. */
  readonly fromBody: Float32Array
}

const coreShare = 0.8
const sure = 0.8
const far = 60

export function placeInCore(first: Float64Array, { element, words, parents }: Kinship): CorePlace {
  const count = first.length
  const expected = new Float64Array(parents.length)
  const all = new Float64Array(parents.length)
  for (let index = 0; index < count; index++) {
    const chance = first[index]!
    const weight = 1 + words[index]!
    for (let at = element[index]!; at >= 0; at = parents[at]!) {
      expected[at]! += chance * weight
      all[at]! += weight
    }
  }
  const core = findCore(first, { element, words, parents, expected })
  const place: CorePlace = {
    inside: new Uint8Array(count),
    childChance: new Float32Array(count).fill(-1),
    childShare: new Float32Array(count),
    depth: new Uint8Array(count),
    fromBody: new Float32Array(count),
  }
  let firstSure = -1
  let lastSure = -1
  for (let index = 0; index < count; index++) {
    const chance = first[index]!
    const child = childOfCore(element[index]!, core, parents)
    if (child === -1) continue
    place.inside[index] = 1
    place.depth[index] = Math.min(255, stepsBetween(core, element[index]!, parents))
    const weight = 1 + words[index]!
    const others = all[child]! - weight
    if (others > 0.5) place.childChance[index] = (expected[child]! - chance * weight) / others
    place.childShare[index] = expected[child]! / Math.max(1, expected[core]!)
    if (chance < sure) continue
    if (firstSure === -1) firstSure = index
    lastSure = index
  }
  for (let index = 0; index < count; index++) {
    if (firstSure === -1) place.fromBody[index] = far
    else if (index < firstSure) place.fromBody[index] = Math.max(-far, index - firstSure)
    else place.fromBody[index] = Math.min(far, Math.max(0, index - lastSure))
  }
  return place
}

function findCore(first: Float64Array, page: Pick<Kinship, 'element' | 'words' | 'parents'> & { readonly expected: Float64Array }): number {
  let most = 0
  let core = 0
  for (let index = 0; index < first.length; index++) {
    const weight = first[index]! * page.words[index]!
    if (weight <= most) continue
    most = weight
    core = page.element[index]!
  }
  while (core > 0 && page.expected[core]! < coreShare * page.expected[0]!) core = page.parents[core]!
  return core
}

/** The child of the core that holds an element, or the core itself; -1 outside of it. */
function childOfCore(element: number, core: number, parents: Int32Array): number {
  let child = element
  for (let at = element; at >= core; at = parents[at]!) {
    if (at === core) return child
    child = at
  }
  return -1
}

function stepsBetween(core: number, element: number, parents: Int32Array): number {
  let steps = 0
  for (let at = element; at !== core; at = parents[at]!) steps += 1
  return steps
}
