import type { Block } from './blocks.ts'
import { classTopics, topicBit, topicsOf } from './class-words.ts'
import { isProse, sumContainers, type Containers } from './container.ts'
import type { PageTree } from './page-tree.ts'
import { mentionBits, mentionTopics, phraseBits, phraseTopics } from './phrases.ts'
import { traitsOf, type TextTraits } from './text-traits.ts'
import { wordsOf } from './words.ts'

/** What the page says of itself outside its body text, to compare blocks with. */
export interface PageClues {
  readonly title: string | undefined
  readonly description: string | undefined
  /** JSON-LD `articleBody`, markup removed. */
  readonly articleBody: string | undefined
  readonly authors: readonly string[]
  /** JSON-LD or Open Graph calls the page an article. */
  readonly declaresArticle: boolean
}

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
const placeNames = [
  'index', 'indexShare', 'wordsBefore', 'proseBefore', 'proseAfter', 'proseBeforeShare', 'sinceTitle', 'afterTitle', 'depth', 'inBest', 'fromBest', 'bestShare', 'bestLinkShare', 'placeInBest', 'proseLeftInBest', 'ownProse', 'ownLinkShare', 'ownBlocks', 'parentProse', 'parentLinkShare', 'parentBlocks', 'grandProse', 'grandLinkShare', 'groupProse', 'groupLinkShare', 'groupCount', 'groupMeanWords', 'groupInBest', 'sinceProse', 'untilProse', 'sinceHeading', 'sinceRelated', 'relatedInParent', 'commonWithBest', 'sharedWithTitle', 'sharedWithBest', 'sinceMarked', 'markedBefore',
] as const // prettier-ignore
const clueNames = [
  'titleOverlap',
  'titleCovered',
  'descriptionOverlap',
  'descriptionCovered',
  'inArticleBody',
  'hasArticleBody',
  'namesAuthor',
  'repeated',
  'repeatsLater',
] as const
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
  const page = readPage(tree, blocks, { traits, containers, memory })
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

interface PageReading {
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
interface Group {
  words: number
  linkWords: number
  prose: number
  count: number
  inBest: number
}

const far = 200
const headingTags = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const announcing =
  (1 << phraseTopics.indexOf('related')) | (1 << phraseTopics.indexOf('comment')) | (1 << phraseTopics.indexOf('newsletter'))

function readPage(
  tree: PageTree,
  blocks: readonly Block[],
  known: { readonly traits: readonly TextTraits[]; readonly containers: Containers; readonly memory: Map<string, number> },
): PageReading {
  const { traits, containers, memory } = known
  const count = blocks.length
  const prose = blocks.map((block, index) => isProse(block, traits[index]!))
  const wordsBefore = new Float64Array(count + 1)
  const proseBefore = new Float64Array(count + 1)
  const groups = new Map<string, Group>()
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
  for (const [index, block] of blocks.entries()) {
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
    if (words < 8 && (phraseBits(block.text) & announcing) !== 0) {
      sinceRelated[index] = 0
      relatedParent.add(tree.parents[block.element]!)
    }
    if (titleAt !== -1 && isMarked(tree, block.element, memory)) {
      sinceMarked[index] = 0
      markedBefore[index]! += 1
    }
    const signature = signatureOf(tree, block.element)
    const members = groups.get(signature) ?? { words: 0, linkWords: 0, prose: 0, count: 0, inBest: 0 }
    members.words += words
    members.linkWords += (words * block.linkChars) / Math.max(1, block.text.length)
    members.count += 1
    if (prose[index]) members.prose += words
    if (inBest) members.inBest += 1
    groups.set(signature, members)
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

function isMarked(tree: PageTree, element: number, memory: Map<string, number>): boolean {
  let at = element
  for (let steps = 0; steps < 3 && at > 0; steps++, at = tree.parents[at]!) {
    if ((topicsOfElement(tree, at, memory) & markingTopics) !== 0) return true
  }
  return false
}

function signatureOf(tree: PageTree, element: number): string {
  const parent = Math.max(0, tree.parents[element]!)
  const nameOf = (at: number): string => `${tree.tags[at]}.${(tree.attributes[at]?.get('class') ?? '').slice(0, 120)}`
  return `${nameOf(element)}>${nameOf(parent)}`
}

interface Place {
  readonly tree: PageTree
  readonly blocks: readonly Block[]
  readonly containers: Containers
  readonly page: PageReading
  readonly index: number
}

function writePlace(row: Float32Array, start: number, place: Place): number {
  const { tree, blocks, containers, page, index } = place
  const { element } = blocks[index]!
  const { best, pageProse } = containers
  const perProse = 1 / Math.max(1, pageProse)
  const parent = Math.max(0, tree.parents[element]!)
  const grand = Math.max(0, tree.parents[parent]!)
  const inBest = element >= best && element < tree.ends[best]!
  const group = page.group[index]!
  const linkShare = (at: number): number => containers.linkWords[at]! / Math.max(1, containers.words[at]!)
  const proseBefore = page.proseBefore[index]!
  const proseAfter = pageProse - page.proseBefore[index + 1]!
  const afterTitle = page.titleAt === -1 ? 0 : index - page.titleAt
  const proseToEnd = page.lastInBest === -1 ? 0 : page.proseBefore[page.lastInBest + 1]! - page.proseBefore[index + 1]!
  let column = start
  row[column++] = Math.min(index, 1_000)
  row[column++] = index / blocks.length
  row[column++] = page.wordsBefore[index]! / Math.max(1, containers.pageWords)
  row[column++] = Math.min(proseBefore, 3_000)
  row[column++] = Math.min(proseAfter, 3_000)
  row[column++] = proseBefore * perProse
  row[column++] = clamp(afterTitle, -far, far)
  row[column++] = Math.sign(afterTitle)
  row[column++] = page.depth[element]!
  row[column++] = Number(inBest)
  row[column++] = distanceFrom(index, page.firstInBest, page.lastInBest)
  row[column++] = containers.proseWords[best]! * perProse
  row[column++] = linkShare(best)
  row[column++] = page.lastInBest > page.firstInBest ? clamp((index - page.firstInBest) / (page.lastInBest - page.firstInBest), -1, 2) : 0
  row[column++] = clamp(proseToEnd / Math.max(1, containers.proseWords[best]!), -1, 1)
  row[column++] = containers.proseWords[element]! * perProse
  row[column++] = linkShare(element)
  row[column++] = Math.min(containers.blocks[element]!, far)
  row[column++] = containers.proseWords[parent]! * perProse
  row[column++] = linkShare(parent)
  row[column++] = Math.min(containers.blocks[parent]!, far)
  row[column++] = containers.proseWords[grand]! * perProse
  row[column++] = linkShare(grand)
  row[column++] = group.prose * perProse
  row[column++] = group.linkWords / Math.max(1, group.words)
  row[column++] = Math.min(group.count, far)
  row[column++] = Math.min(group.words / group.count, far)
  row[column++] = group.inBest / group.count
  row[column++] = page.sinceProse[index]!
  row[column++] = page.untilProse[index]!
  row[column++] = page.sinceHeading[index]!
  row[column++] = page.sinceRelated[index]!
  row[column++] = Number(page.relatedParent.has(parent) || page.relatedParent.has(element))
  row[column++] = page.depth[element]! - page.depth[best]!
  row[column++] =
    page.titleAt === -1 ? -1 : sharedDepth(tree, page.depth, element, blocks[page.titleAt]!.element) / Math.max(1, page.depth[element]!)
  row[column++] = sharedDepth(tree, page.depth, element, best) / Math.max(1, page.depth[best]!)
  row[column++] = page.sinceMarked[index]!
  row[column++] = Math.min(20, page.markedBefore[index]!)
  return column
}

/** Depth of the deepest element that holds both. */
function sharedDepth(tree: PageTree, depth: Int32Array, a: number, b: number): number {
  let left = a
  let right = b
  while (left !== right) {
    if (depth[left]! >= depth[right]!) left = tree.parents[left]!
    else right = tree.parents[right]!
  }
  return depth[left]!
}

function distanceFrom(index: number, first: number, last: number): number {
  if (first === -1) return far
  if (index < first) return Math.max(-far, index - first)
  return index > last ? Math.min(far, index - last) : 0
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}

function writePage(
  row: Float32Array,
  start: number,
  whole: { readonly page: PageReading; readonly containers: Containers; readonly blockCount: number; readonly declaresArticle: boolean },
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
const namingAttributes = ['class', 'id', 'role', 'itemprop', 'data-testid', 'data-component', 'aria-label'] as const
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

function topicsOfElement(tree: PageTree, at: number, memory: Map<string, number>): number {
  const attributes = tree.attributes[at]
  if (!attributes) return 0
  let topics = 0
  for (const name of namingAttributes) {
    const value = attributes.get(name)
    if (value === undefined) continue
    topics |= topicsOf(value, memory)
    if (name === 'itemprop' && value.includes('articleBody')) topics |= topicBit('body')
  }
  return topics
}

function writeNeighbours(rows: readonly Float32Array[], tree: PageTree, blocks: readonly Block[], page: PageReading): void {
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

type ClueWriter = (row: Float32Array, column: number, index: number) => number

function compareWithClues(blocks: readonly Block[], clues: PageClues): ClueWriter {
  const title = new Set(wordsOf(clues.title ?? ''))
  const description = new Set(wordsOf(clues.description ?? ''))
  const bodyWords = wordsOf(clues.articleBody ?? '')
  const body = new Set<string>()
  for (let at = 0; at + 3 <= bodyWords.length; at++) body.add(`${bodyWords[at]} ${bodyWords[at + 1]} ${bodyWords[at + 2]}`)
  const authors = clues.authors.map((name) => name.toLowerCase()).filter((name) => name.length > 4).slice(0, 8) // prettier-ignore
  const left = new Map<string, number>()
  for (const { text } of blocks) left.set(text, (left.get(text) ?? 0) + 1)
  const total = new Map(left)
  return (row, start, index) => {
    const { text } = blocks[index]!
    const words = wordsOf(text.slice(0, 4_000))
    let column = start
    column = writeOverlap(row, column, words, title)
    column = writeOverlap(row, column, words, description)
    let inBody = 0
    for (let at = 0; at + 3 <= words.length; at++) if (body.has(`${words[at]} ${words[at + 1]} ${words[at + 2]}`)) inBody += 1
    row[column++] = body.size > 30 && words.length >= 3 ? inBody / (words.length - 2) : -1
    row[column++] = Math.min(body.size, 2_000)
    const lower = text.length < 400 ? text.toLowerCase() : ''
    row[column++] = Number(authors.some((name) => lower.includes(name)))
    const remaining = (left.get(text) ?? 1) - 1
    left.set(text, remaining)
    row[column++] = Math.min(5, total.get(text) ?? 1)
    row[column++] = Math.min(5, remaining)
    return column
  }
}

function writeOverlap(row: Float32Array, column: number, words: readonly string[], clue: ReadonlySet<string>): number {
  const shared = new Set<string>()
  let common = 0
  for (const word of words) {
    if (!clue.has(word)) continue
    common += 1
    shared.add(word)
  }
  row[column] = clue.size === 0 ? -1 : common / Math.max(1, words.length)
  row[column + 1] = clue.size === 0 ? -1 : shared.size / clue.size
  return column + 2
}
