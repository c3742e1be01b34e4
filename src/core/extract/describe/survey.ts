import type { Block } from '../page/blocks.ts'
import { isProse, type Containers } from './container.ts'
import { topicBit } from './class-words.ts'
import type { ElementNotes } from './element-notes.ts'
import type { PageTree } from '../page/page-tree.ts'
import { phraseTopics } from './phrases.ts'
import type { TextTraits } from './text-traits.ts'

/** What a page says as a whole, and what of each block only the others tell. All arrays are by block. */
export interface Survey {
  readonly prose: readonly boolean[]
  readonly wordsBefore: Float64Array
  readonly proseBefore: Float64Array
  /** The block that repeats the title, or -1. */
  readonly titleAt: number
  readonly group: readonly Group[]
  readonly firstInBest: number
  readonly lastInBest: number
  readonly sinceProse: Int32Array
  readonly untilProse: Int32Array
  readonly paragraphShare: number
  readonly depth: Int32Array
  /** Blocks since a heading that announces other articles; a large number where there is none. */
  readonly sinceRelated: Int32Array
  readonly sinceHeading: Int32Array
  readonly relatedParent: ReadonlySet<number>
  /** Blocks since, and number of, those whose class says comment, related, tag, author or newsletter, from the headline on. */
  readonly sinceMarked: Int32Array
  readonly markedBefore: Int32Array
}

/** Blocks that the page's template makes the same way: same tags and classes, two levels up. */
export interface Group {
  words: number
  linkWords: number
  prose: number
  count: number
  inBest: number
}

/** Distances in blocks end here. */
export const far = 200
const headingTags = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const announcing =
  (1 << phraseTopics.indexOf('related')) | (1 << phraseTopics.indexOf('comment')) | (1 << phraseTopics.indexOf('newsletter'))

/** Reads a page once for all of its blocks: where the headline, the running text and the announcements of other things stand, and which blocks one template made. */
export function surveyPage(
  tree: PageTree,
  blocks: readonly Block[],
  known: {
    readonly traits: readonly TextTraits[]
    readonly phrases: readonly number[]
    readonly containers: Containers
    readonly notes: ElementNotes
  },
): Survey {
  const { traits, phrases, containers, notes } = known
  const count = blocks.length
  const prose = blocks.map((block, index) => isProse(block, traits[index]!))
  const wordsBefore = new Float64Array(count + 1)
  const proseBefore = new Float64Array(count + 1)
  const groups = new Map<number, Group>()
  const group: Group[] = []
  const depth = new Int32Array(tree.size)
  for (let index = 1; index < tree.size; index++) depth[index] = depth[tree.parents[index]!]! + 1
  let titleAt = -1
  let firstInBest = -1
  let lastInBest = -1
  let paragraphs = 0
  const relatedParent = new Set<number>()
  const sinceRelated = new Int32Array(count).fill(far)
  const sinceHeading = new Int32Array(count).fill(far)
  const sinceMarked = new Int32Array(count).fill(far)
  const markedBefore = new Int32Array(count)
  const sinceProse = new Int32Array(count).fill(far)
  const untilProse = new Int32Array(count).fill(far)
  for (let index = 0; index < count; index++) {
    const block = blocks[index]!
    const { words } = traits[index]!
    const isHeading = headingTags.has(tree.tags[block.element]!)
    const inBest = block.element >= containers.best && block.element < tree.ends[containers.best]!
    wordsBefore[index + 1] = wordsBefore[index]! + words
    proseBefore[index + 1] = proseBefore[index]! + (prose[index] ? words : 0)
    if (titleAt === -1 && tree.tags[block.element] === 'h1') titleAt = index
    if (tree.tags[block.element] === 'p') paragraphs += words
    if (inBest) {
      if (firstInBest === -1) firstInBest = index
      lastInBest = index
    }
    if (index > 0) {
      sinceProse[index] = prose[index - 1] ? 1 : Math.min(far, sinceProse[index - 1]! + 1)
      sinceRelated[index] = Math.min(far, sinceRelated[index - 1]! + 1)
      sinceHeading[index] = Math.min(far, sinceHeading[index - 1]! + 1)
      sinceMarked[index] = Math.min(far, sinceMarked[index - 1]! + 1)
      markedBefore[index] = markedBefore[index - 1]!
    }
    if (isHeading) sinceHeading[index] = 0
    if (words < 8 && (phrases[index]! & announcing) !== 0) {
      sinceRelated[index] = 0
      relatedParent.add(tree.parents[block.element]!)
    }
    if (titleAt !== -1 && isMarked(tree, block.element, notes)) {
      sinceMarked[index] = 0
      markedBefore[index]! += 1
    }
    const template = notes.templateOf(block.element)
    const members = groups.get(template) ?? { words: 0, linkWords: 0, prose: 0, count: 0, inBest: 0 }
    members.words += words
    members.linkWords += (words * block.linkChars) / Math.max(1, block.text.length)
    members.count += 1
    if (prose[index]) members.prose += words
    if (inBest) members.inBest += 1
    groups.set(template, members)
    group.push(members)
  }
  for (let index = count - 2; index >= 0; index--) untilProse[index] = prose[index + 1] ? 1 : Math.min(far, untilProse[index + 1]! + 1)
  const paragraphShare = paragraphs / Math.max(1, containers.pageWords)
  return {
    prose,
    wordsBefore,
    proseBefore,
    titleAt,
    group,
    firstInBest,
    lastInBest,
    sinceProse,
    untilProse,
    paragraphShare,
    depth,
    sinceRelated,
    sinceHeading,
    relatedParent,
    sinceMarked,
    markedBefore,
  }
}

const markingTopics = (['comment', 'related', 'tag', 'author', 'newsletter', 'share'] as const).reduce(
  (bits, topic) => bits | topicBit(topic),
  0,
)

function isMarked(tree: PageTree, element: number, notes: ElementNotes): boolean {
  let at = element
  for (let steps = 0; steps < 3 && at > 0; steps++, at = tree.parents[at]!) {
    if ((notes.topicsOf(at) & markingTopics) !== 0) return true
  }
  return false
}
