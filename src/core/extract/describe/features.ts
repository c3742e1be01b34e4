import type { Block } from '../page/blocks.ts'
import { classTopics } from './class-words.ts'
import { contextNames } from '../judge/context-names.ts'
import { clueNames, compareWithClues, type PageClues } from './clues.ts'
import { sumContainers, type Containers } from './container.ts'
import { noteElements, type ElementNotes } from './element-notes.ts'
import { numberer } from '../numberer.ts'
import type { PageTree } from '../page/page-tree.ts'
import { mentionBits, mentionTopics, phraseBits, phraseTopics } from './phrases.ts'
import { placeNames, writePlace } from './place.ts'
import { surveyPage, type Survey } from './survey.ts'
import { traitsOf, type TextTraits } from './text-traits.ts'

export interface BlockFeatures {
  /** A row of numbers for each block, in the order of `featureNames`, with room for those of `contextNames`; none for blocks in the middle of a list of links. */
  readonly rows: readonly (Float32Array | undefined)[]
  readonly traits: readonly TextTraits[]
  /** The bits of `phraseTopics` that open each block, and those of `mentionTopics` that it speaks of. */
  readonly phrases: readonly number[]
  readonly mentions: readonly number[]
  readonly prose: readonly boolean[]
  readonly containers: Containers
  /** Numbers that are equal for blocks made by the same template. */
  readonly group: readonly number[]
}

const ancestorTags = ['article', 'main', 'aside', 'nav', 'footer', 'header', 'form', 'figure', 'table', 'li', 'section', 'blockquote', 'a', 'figcaption', 'td', 'p', 'div', 'dl', 'pre', 'h1', 'h2', 'h3', 'h4'] as const // prettier-ignore

const textNames = [
  'words', 'logWords', 'linkShare', 'links', 'boldShare', 'stops', 'stopsPerWord', 'commasPerWord', 'upperShare', 'digitShare', 'letterShare', 'symbols', 'quotes', 'shortShare', 'capitalShare', 'endsSentence', 'startsLower', 'endsColon', 'endsEllipsis', 'isProse', 'wordLength', 'hasUrl', 'afterLine', 'hidden', 'wide',
] as const // prettier-ignore
const pageNames = ['pageWords', 'pageProseShare', 'pageBlocks', 'pageParagraphShare', 'pageLinkShare', 'declaresArticle'] as const
const neighbourNames = ['words', 'linkShare', 'endsSentence', 'isProse', 'sameElement', 'sameParent', 'sameGroup'] as const
const neighbours = [-2, -1, 1, 2] as const
const windowNames = ['proseBefore5', 'proseAfter5', 'linkBefore5', 'linkAfter5'] as const

/** Names of the columns, in order. A model names those it was trained with, and is refused when they differ. */
export const featureNames: readonly string[] = [
  ...textNames,
  ...placeNames,
  ...clueNames,
  ...pageNames,
  ...ancestorTags.map((tag) => `in:${tag}`),
  ...classTopics.map((topic) => `class:${topic}`),
  ...classTopics.map((topic) => `near:${topic}`),
  ...phraseTopics.map((topic) => `phrase:${topic}`),
  ...mentionTopics.map((topic) => `mention:${topic}`),
  ...neighbours.flatMap((offset) => neighbourNames.map((name) => `${offset}:${name}`)),
  ...windowNames,
]

/** A row has room behind its columns for what is made of other blocks' verdicts. */
const rowLength = featureNames.length + contextNames.length

const neighbourStart = featureNames.length - windowNames.length - neighbours.length * neighbourNames.length

/** Describes every block of a page by its text, its place, the elements round it and the blocks beside it. Linear in the page. */
export function describeBlocks(tree: PageTree, blocks: readonly Block[], clues: PageClues): BlockFeatures {
  const traits = blocks.map(traitsOf)
  const containers = sumContainers(tree, blocks, traits)
  const notes = noteElements(tree)
  const phrases = blocks.map((block) => phraseBits(block.text))
  const mentions = blocks.map((block) => mentionBits(block.text))
  const page = surveyPage(tree, blocks, { traits, phrases, containers, notes })
  const comparer = compareWithClues(blocks, clues)
  const listed = insideLinkLists(blocks, traits)
  // One buffer for all rows: thousands of small ones would keep the garbage collector busy.
  const matrix = new Float32Array(rowLength * listed.reduce((count, isListed) => count + 1 - isListed, 0))
  let place = 0
  const rows = blocks.map((_, index) => (listed[index] ? undefined : matrix.subarray(place, (place += rowLength))))
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]
    if (row === undefined) continue
    let column = writeText(row, blocks[index]!, traits[index]!, page.prose[index]!)
    column = writePlace(row, column, { tree, blocks, containers, page, index })
    column = comparer(row, column, index)
    column = writePage(row, column, { page, containers, blockCount: blocks.length, declaresArticle: clues.declaresArticle })
    column = writeAncestors(row, column, tree, blocks[index]!.element, notes)
    column = writeBits(row, column, phrases[index]!, phraseTopics.length)
    writeBits(row, column, mentions[index]!, mentionTopics.length)
    writeNeighbours(row, neighbourStart, index, { tree, blocks, traits, page })
  }
  return { rows, traits, phrases, mentions, prose: page.prose, containers, group: page.group.map(numberer()) }
}

/** One column a bit. Columns are 0 to begin with, and most bits are. */
function writeBits(row: Float32Array, start: number, bits: number, count: number): number {
  if (bits !== 0) for (let bit = 0; bit < count; bit++) row[start + bit] = (bits >> bit) & 1
  return start + count
}

function writeText(row: Float32Array, block: Block, traits: TextTraits, prose: boolean): number {
  const { text } = block
  const { words, letters } = traits
  const perWord = 1 / Math.max(1, words)
  const perChar = 1 / Math.max(1, text.length)
  let column = 0
  row[column++] = Math.min(words, 300)
  row[column++] = Math.log1p(words)
  row[column++] = linkShareOf(block)
  row[column++] = Math.min(block.links, 20)
  row[column++] = block.boldChars * perChar
  row[column++] = Math.min(traits.stops, 20)
  row[column++] = traits.stops * perWord
  row[column++] = traits.commas * perWord
  row[column++] = traits.upper / Math.max(1, letters)
  row[column++] = traits.digits * perChar
  row[column++] = letters * perChar
  row[column++] = Math.min(traits.symbols, 10)
  row[column++] = Math.min(traits.quotes, 10)
  row[column++] = traits.shortWords * perWord
  row[column++] = traits.capitalWords * perWord
  row[column++] = Number(traits.endsSentence)
  row[column++] = Number(traits.startsLower)
  row[column++] = Number(/[:：]$/.test(text))
  row[column++] = Number(text.endsWith('...') || text.endsWith('…'))
  row[column++] = Number(prose)
  row[column++] = letters * perWord
  row[column++] = Number(text.includes('http') || text.includes('www.') || text.includes('.com') || text.includes('@'))
  row[column++] = Number(block.after === 'line')
  row[column++] = Number(block.hidden)
  row[column++] = Number(words > 2 && letters > 0 && Math.abs(words / letters - 0.6) < 0.12)
  return column
}

function writePage(
  row: Float32Array,
  start: number,
  whole: { readonly page: Survey; readonly containers: Containers; readonly blockCount: number; readonly declaresArticle: boolean },
): number {
  const { page, containers, blockCount, declaresArticle } = whole
  let column = start
  row[column++] = Math.min(containers.pageWords, 10_000)
  row[column++] = containers.pageProse / Math.max(1, containers.pageWords)
  row[column++] = Math.min(blockCount, 2_000)
  row[column++] = page.paragraphShare
  row[column++] = containers.linkWords[0]! / Math.max(1, containers.pageWords)
  row[column++] = Number(declaresArticle)
  return column
}

const ancestorColumn = new Map<string, number>(ancestorTags.map((tag, index) => [tag, index]))
/** Elements whose class names speak of the page and not of what is in them. */
const pageWide = new Set(['html', 'body', '#root'])

/** How near the nearest ancestor of each kind is: 1 for the block itself, then 1/2, 1/3 …; 0 for none. */
function writeAncestors(row: Float32Array, start: number, tree: PageTree, element: number, notes: ElementNotes): number {
  const topicStart = start + ancestorTags.length
  const nearStart = topicStart + classTopics.length
  let seen = 0
  let distance = 1
  for (let at = element; at > 0 && !pageWide.has(tree.tags[at]!); at = tree.parents[at]!, distance++) {
    const tagColumn = ancestorColumn.get(tree.tags[at]!)
    if (tagColumn !== undefined && row[start + tagColumn] === 0) row[start + tagColumn] = 1 / distance
    const topics = notes.topicsOf(at)
    const fresh = topics & ~seen
    if (fresh === 0) continue
    seen |= fresh
    for (let bit = 0; bit < classTopics.length; bit++) {
      if ((fresh & (1 << bit)) === 0) continue
      row[topicStart + bit] = 1 / distance
      if (distance <= 2) row[nearStart + bit] = 1
    }
  }
  return nearStart + classTopics.length
}

interface Surroundings {
  readonly tree: PageTree
  readonly blocks: readonly Block[]
  readonly traits: readonly TextTraits[]
  readonly page: Survey
}

/** The blocks right before and after, and how much running text and how many links the five on either side hold. */
function writeNeighbours(row: Float32Array, start: number, index: number, { tree, blocks, traits, page }: Surroundings): void {
  const own = blocks[index]!
  let column = start
  for (const offset of neighbours) {
    const block = blocks[index + offset]
    if (block) {
      const { words, endsSentence } = traits[index + offset]!
      row[column] = Math.log1p(words)
      row[column + 1] = linkShareOf(block)
      row[column + 2] = Number(endsSentence)
      row[column + 3] = Number(page.prose[index + offset])
      row[column + 4] = Number(block.element === own.element)
      row[column + 5] = Number(tree.parents[block.element] === tree.parents[own.element])
      row[column + 6] = Number(page.group[index + offset] === page.group[index])
    } else row[column] = -1
    column += neighbourNames.length
  }
  for (const side of [-1, 1]) {
    let proseCount = 0
    let linkSum = 0
    for (let steps = 1; steps <= windowBlocks; steps++) {
      const block = blocks[index + side * steps]
      if (!block) break
      proseCount += Number(page.prose[index + side * steps])
      linkSum += linkShareOf(block)
    }
    row[column] = proseCount
    row[column + 2] = linkSum
    column += 1
  }
}

const windowBlocks = 5

function linkShareOf(block: Block): number {
  return block.linkChars / Math.max(1, block.text.length)
}

const fewestListed = 5
const listedWords = 20

/** Which blocks stand between others of a list of links: menus and footers make up nearly half of the blocks of a page, and no article has its text there. */
function insideLinkLists(blocks: readonly Block[], traits: readonly TextTraits[]): Uint8Array {
  const inside = new Uint8Array(blocks.length)
  let start = 0
  for (let index = 0; index <= blocks.length; index++) {
    const block = blocks[index]
    if (block && block.linkChars >= 0.9 * block.text.length && traits[index]!.words < listedWords) continue
    if (index - start >= fewestListed) inside.fill(1, start + 1, index - 1)
    start = index + 1
  }
  return inside
}
