import type { Block } from '../page/blocks.ts'
import { classTopics, topicsOfElement } from './class-words.ts'
import { clueNames, compareWithClues, type PageClues } from './clues.ts'
import { sumContainers, type Containers } from './container.ts'
import type { PageTree } from '../page/page-tree.ts'
import { mentionBits, mentionTopics, phraseBits, phraseTopics } from './phrases.ts'
import { placeNames, writePlace } from './place.ts'
import { surveyPage, type Group, type Survey } from './survey.ts'
import { traitsOf, type TextTraits } from './text-traits.ts'

/** Rows of numbers, one per block, in the order of `featureNames`. */
export interface BlockFeatures {
  readonly rows: readonly Float32Array[]
  readonly traits: readonly TextTraits[]
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

const columnOf = new Map(featureNames.map((name, index) => [name, index]))

/** Describes every block of a page by its text, its place, the elements round it and the blocks beside it. Linear in the page. */
export function describeBlocks(tree: PageTree, blocks: readonly Block[], clues: PageClues): BlockFeatures {
  const traits = blocks.map((block) => traitsOf(block.text))
  const containers = sumContainers(tree, blocks, traits)
  const memory = new Map<string, number>()
  const page = surveyPage(tree, blocks, { traits, containers, memory })
  const comparer = compareWithClues(blocks, clues)
  const rows = blocks.map(() => new Float32Array(featureNames.length))
  for (const [index, row] of rows.entries()) {
    let column = writeText(row, blocks[index]!, traits[index]!, page.prose[index]!)
    column = writePlace(row, column, { tree, blocks, containers, page, index })
    column = comparer(row, column, index)
    column = writePage(row, column, { page, containers, blockCount: blocks.length, declaresArticle: clues.declaresArticle })
    column = writeAncestors(row, column, tree, blocks[index]!.element, memory)
    const bits = phraseBits(blocks[index]!.text)
    for (let bit = 0; bit < phraseTopics.length; bit++) row[column++] = (bits >> bit) & 1
    const mentioned = mentionBits(blocks[index]!.text)
    for (let bit = 0; bit < mentionTopics.length; bit++) row[column++] = (mentioned >> bit) & 1
  }
  writeNeighbours(rows, tree, blocks, page)
  const numbers = new Map<Group, number>()
  const group = page.group.map((members) => numbers.get(members) ?? setNumber(numbers, members))
  return { rows, traits, prose: page.prose, containers, group }
}

function setNumber(numbers: Map<Group, number>, members: Group): number {
  const number = numbers.size
  numbers.set(members, number)
  return number
}

function writeText(row: Float32Array, block: Block, traits: TextTraits, prose: boolean): number {
  const { text } = block
  const { words, letters } = traits
  const perWord = 1 / Math.max(1, words)
  const perChar = 1 / Math.max(1, text.length)
  let column = 0
  row[column++] = Math.min(words, 300)
  row[column++] = Math.log1p(words)
  row[column++] = block.linkChars * perChar
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
function writeAncestors(row: Float32Array, start: number, tree: PageTree, element: number, memory: Map<string, number>): number {
  const topicStart = start + ancestorTags.length
  const nearStart = topicStart + classTopics.length
  let seen = 0
  let distance = 1
  for (let at = element; at > 0 && !pageWide.has(tree.tags[at]!); at = tree.parents[at]!, distance++) {
    const tagColumn = ancestorColumn.get(tree.tags[at]!)
    if (tagColumn !== undefined && row[start + tagColumn] === 0) row[start + tagColumn] = 1 / distance
    const topics = topicsOfElement(tree, at, memory)
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

function writeNeighbours(rows: readonly Float32Array[], tree: PageTree, blocks: readonly Block[], page: Survey): void {
  const wordsColumn = columnOf.get('logWords')!
  const linkColumn = columnOf.get('linkShare')!
  const endsColumn = columnOf.get('endsSentence')!
  const start = columnOf.get(`${neighbours[0]}:${neighbourNames[0]}`)!
  for (const [index, row] of rows.entries()) {
    let column = start
    for (const offset of neighbours) {
      const other = rows[index + offset]
      const block = blocks[index + offset]
      if (other && block) {
        row[column] = other[wordsColumn]!
        row[column + 1] = other[linkColumn]!
        row[column + 2] = other[endsColumn]!
        row[column + 3] = Number(page.prose[index + offset])
        row[column + 4] = Number(block.element === blocks[index]!.element)
        row[column + 5] = Number(tree.parents[block.element] === tree.parents[blocks[index]!.element])
        row[column + 6] = Number(page.group[index + offset] === page.group[index])
      } else row[column] = -1
      column += neighbourNames.length
    }
    for (const [from, to] of [
      [-5, -1],
      [1, 5],
    ] as const) {
      // prettier-ignore
      let proseCount = 0
      let linkSum = 0
      for (let offset = from; offset <= to; offset++) {
        const other = rows[index + offset]
        if (!other) continue
        proseCount += Number(page.prose[index + offset])
        linkSum += other[linkColumn]!
      }
      row[column] = proseCount
      row[column + 2] = linkSum
      column += 1
    }
  }
}
