/** Which lists have a word somewhere in a text, as bits: bit `i` for `lists[i]`. */
export type WordFinder = (text: string) => number

interface Node {
  readonly next: Map<number, Node>
  bits: number
  /** Where to go on when no letter fits: the longest ending of what was read that begins a word. */
  fallback: Node | undefined
}

/**
 * Looks for all words of all lists in one pass, whole or inside other words (Aho & Corasick 1975). Letters that no word has are one column of the
 * table, so it stays small and a step is two look-ups.
 */
export function wordFinder(lists: readonly (readonly string[])[]): WordFinder {
  const { nodes, letters } = toTrie(lists)
  const columns = new Uint8Array(0x1_0000)
  for (const [index, letter] of letters.entries()) columns[letter] = index + 1
  const width = letters.length + 1
  const numbers = new Map(nodes.map((node, index) => [node, index]))
  const table = new Uint16Array(nodes.length * width)
  const bits = Int32Array.from(nodes, (node) => node.bits)
  // Breadth first: the row a node falls back to is filled before its own.
  for (const [number, node] of nodes.entries()) {
    const fallback = node.fallback === undefined ? 0 : numbers.get(node.fallback)! * width
    if (node.fallback !== undefined) table.copyWithin(number * width, fallback, fallback + width)
    for (const [letter, next] of node.next) table[number * width + columns[letter]!] = numbers.get(next)!
  }
  return (text) => {
    let state = 0
    let found = 0
    for (let index = 0; index < text.length; index++) {
      state = table[state * width + columns[text.charCodeAt(index)]!]!
      found |= bits[state]!
    }
    return found
  }
}

/** All nodes, breadth first, each with what it ends and where it falls back to. */
function toTrie(lists: readonly (readonly string[])[]): { readonly nodes: readonly Node[]; readonly letters: readonly number[] } {
  const root: Node = { next: new Map(), bits: 0, fallback: undefined }
  const letters = new Set<number>()
  for (const [index, words] of lists.entries()) {
    for (const word of words) {
      let node = root
      for (let at = 0; at < word.length; at++) {
        const letter = word.charCodeAt(at)
        letters.add(letter)
        const next: Node = node.next.get(letter) ?? { next: new Map(), bits: 0, fallback: root }
        node.next.set(letter, next)
        node = next
      }
      node.bits |= 1 << index
    }
  }
  if (letters.size > 254) throw new RangeError(`A word finder takes up to 254 different letters, found ${letters.size}`)
  const nodes = [root]
  for (const node of nodes) {
    for (const [letter, child] of node.next) {
      nodes.push(child)
      let fallback = node.fallback
      while (fallback !== undefined && !fallback.next.has(letter)) fallback = fallback.fallback
      child.fallback = fallback?.next.get(letter) ?? root
      child.bits |= child.fallback.bits
    }
  }
  return { nodes, letters: [...letters] }
}
