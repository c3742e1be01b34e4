import type { Block } from '../page/blocks.ts'
import type { PageTree } from '../page/page-tree.ts'
import type { TextTraits } from './text-traits.ts'

/** Sums over all blocks under each element of a page, indexed by node. */
export interface Containers {
  readonly words: Float64Array
  readonly linkWords: Float64Array
  readonly proseWords: Float64Array
  readonly blocks: Int32Array
  /** The element that paragraph density speaks for, grown while its parent adds prose and few links. */
  readonly best: number
  readonly pageWords: number
  readonly pageProse: number
}

/** Is this block a stretch of running text, by its marks and links alone? */
export function isProse(block: Block, traits: TextTraits): boolean {
  if (block.linkChars > 0.4 * block.text.length) return false
  return traits.words >= 20 || (traits.words >= 7 && (traits.endsSentence || traits.stops > 0) && traits.commas + traits.stops > 0)
}

/** Adds every block to all elements round it, and finds the container of most running text as Readability does: paragraphs score for their parent and grandparent. */
export function sumContainers(tree: PageTree, blocks: readonly Block[], traits: readonly TextTraits[]): Containers {
  const words = new Float64Array(tree.size)
  const linkWords = new Float64Array(tree.size)
  const proseWords = new Float64Array(tree.size)
  const counts = new Int32Array(tree.size)
  const score = new Float64Array(tree.size)
  // By index: `entries()` makes an array for each block, here and wherever all blocks are gone through.
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]!
    const { words: blockWords, commas } = traits[index]!
    const prose = isProse(block, traits[index]!)
    const linkShare = block.linkChars / Math.max(1, block.text.length)
    const points = prose ? (1 + Math.min(commas, 8) + Math.min(blockWords / 15, 5)) * (1 - linkShare) : 0
    let distance = 0
    for (let at = block.element; at >= 0; at = tree.parents[at]!) {
      words[at]! += blockWords
      linkWords[at]! += blockWords * linkShare
      if (prose) proseWords[at]! += blockWords
      counts[at]! += 1
      if (points > 0 && distance < 4 && tree.tags[at] !== 'p') {
        score[at]! += points / (distance + 1)
        distance += 1
      }
    }
  }
  return {
    words,
    linkWords,
    proseWords,
    blocks: counts,
    best: grow(tree, densest(tree, { score, words, linkWords, proseWords }), { words, linkWords, proseWords }),
    pageWords: words[0]!,
    pageProse: proseWords[0]!,
  }
}

interface Sums {
  readonly words: Float64Array
  readonly linkWords: Float64Array
  readonly proseWords: Float64Array
}

function densest(tree: PageTree, sums: Sums & { readonly score: Float64Array }): number {
  let best = 0
  let bestScore = 0
  for (let index = 1; index < tree.size; index++) {
    const tag = tree.tags[index]!
    if (sums.score[index]! <= bestScore || tag === 'body' || tag === 'html' || tag === '#text') continue
    const score = sums.score[index]! * (1 - sums.linkWords[index]! / Math.max(1, sums.words[index]!))
    if (score <= bestScore) continue
    best = index
    bestScore = score
  }
  return best
}

/** The element or one round it, as long as that one adds prose and few links. */
function grow(tree: PageTree, element: number, sums: Sums): number {
  let best = element
  for (let parent = tree.parents[best]!; parent > 0 && tree.tags[parent] !== 'body'; parent = tree.parents[parent]!) {
    const addedProse = sums.proseWords[parent]! - sums.proseWords[best]!
    const addedWords = sums.words[parent]! - sums.words[best]!
    const addedLinks = sums.linkWords[parent]! - sums.linkWords[best]!
    if (addedProse < 0.15 * sums.proseWords[best]! && addedWords > 0) continue
    if (addedLinks > 0.25 * addedWords || addedProse < 0.7 * addedWords) continue
    best = parent
  }
  return best
}
