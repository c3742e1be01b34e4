const window = 4

/**
 * For every block the share of its words (0 to 1) that stand in the reference text. Words count as found where four in a row are; a block shorter than
 * that is looked at with the found words round it. Of equal blocks only as many are found as the reference has.
 */
export function alignBlocks(blocks: readonly string[], reference: string): Float32Array {
  const wanted = countShingles(tokens(reference))
  const lists = blocks.map(tokens)
  const found = new Float32Array(blocks.length)
  // Where most of the reference stands comes first, so that a teaser that repeats the lead does not take the lead's place.
  const density = neighbourhood(lists, wanted)
  const order = [...lists.keys()].toSorted(
    (a, b) => density[b]! - density[a]! || Number(isLong(lists[b]!)) - Number(isLong(lists[a]!)) || a - b,
  )
  const left = new Map(wanted)
  for (const index of order) {
    const list = lists[index]!
    if (list.length < window) continue
    const marked = new Uint8Array(list.length)
    for (let at = 0; at + window <= list.length; at++) {
      const shingle = list.slice(at, at + window).join(' ')
      const remaining = left.get(shingle) ?? 0
      if (remaining === 0) continue
      left.set(shingle, remaining - 1)
      marked.fill(1, at, at + window)
    }
    found[index] = marked.reduce((sum, mark) => sum + mark, 0) / list.length
  }
  return withShortBlocks(lists, found, wanted)
}

function isLong(list: readonly string[]): boolean {
  return list.length >= 12
}

/** How much of the reference stands within 15 blocks of each block. */
function neighbourhood(lists: readonly (readonly string[])[], wanted: ReadonlyMap<string, number>): Float64Array {
  const hits = new Float64Array(lists.length + 1)
  for (const [index, list] of lists.entries()) {
    let count = 0
    for (let at = 0; at + window <= list.length; at++) if (wanted.has(list.slice(at, at + window).join(' '))) count += 1
    hits[index + 1] = hits[index]! + count
  }
  return Float64Array.from(lists, (_, index) => hits[Math.min(lists.length, index + 16)]! - hits[Math.max(0, index - 15)]!)
}

/** A short block is found where it continues found text before it or leads to found text after it, word by word as in the reference. */
function withShortBlocks(lists: readonly (readonly string[])[], found: Float32Array, wanted: ReadonlyMap<string, number>): Float32Array {
  const all = Float32Array.from(found)
  for (const [index, list] of lists.entries()) {
    if (list.length === 0 || list.length >= window) continue
    const before = nearestFound(lists, found, index, -1)
    const after = nearestFound(lists, found, index, 1)
    const needed = window - list.length
    const leading = [...before.slice(-needed), ...list]
    const trailing = [...list, ...after.slice(0, needed)]
    if (leading.length === window && wanted.has(leading.join(' '))) all[index] = 1
    if (trailing.length === window && wanted.has(trailing.join(' '))) all[index] = 1
  }
  return all
}

function nearestFound(lists: readonly (readonly string[])[], found: Float32Array, from: number, step: 1 | -1): readonly string[] {
  for (let index = from + step; index >= 0 && index < lists.length && Math.abs(index - from) < 25; index += step)
    if (found[index]! > 0.6) return lists[index]!
  return []
}

function countShingles(list: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + window <= list.length; at++) {
    const shingle = list.slice(at, at + window).join(' ')
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1)
  }
  return counts
}

function tokens(text: string): readonly string[] {
  return [
    ...text.matchAll(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}_])+/gu,
    ),
  ].map(([token]) => token)
}
