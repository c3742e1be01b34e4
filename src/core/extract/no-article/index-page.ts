import { metaOf } from '../metadata/head.ts'
import { isArticleNode, typesOf } from '../metadata/json-ld.ts'
import type { Block } from '../page/blocks.ts'
import type { PageReading } from '../read-page.ts'

const headingTags = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const listTypes = new Set(['CollectionPage', 'ItemList', 'SearchResultsPage', 'ProfilePage'])

/** A front page, a section or a search: many linked headings, little running text, and nothing that declares an article. */
export function isIndex(
  page: PageReading,
  text: { readonly words: number; readonly isSure: boolean; readonly url: string | undefined },
): boolean {
  const { words, isSure, url } = text
  if (page.linked.some(isArticleNode) && page.node) return false
  const type = metaOf(page.head, 'og:type')?.toLowerCase()
  const isFront = url !== undefined && URL.parse(url)?.pathname === '/'
  const calledList = page.linked.some((node) => typesOf(node).some((name) => listTypes.has(name)))
  // Many systems call every page an article, and say in JSON-LD what it is.
  if (type === 'article' && !isFront && !calledList) return false
  if ((type !== 'article' || calledList) && cardShare(page) > 0.6) return true
  if (type === 'article' && !isFront) return false
  const { blocks, features, tree } = page
  let linkedHeadings = 0
  for (const block of blocks) if (headingTags.has(tree.tags[block.element]!) && isLinked(block)) linkedHeadings += 1
  const proseRun = longestProse(features.prose, page.kinship.words)
  const declaresList = type === 'website' || calledList
  const linkShare = features.containers.linkWords[0]! / Math.max(1, features.containers.pageWords)
  if (isSure) return linkedHeadings >= 8 && declaresList && proseRun < 60
  const points = Number(linkedHeadings >= 8) + Number(declaresList) + Number(isFront) + Number(linkShare > 0.5) + Number(words < 120)
  return proseRun < 120 && linkedHeadings + blocks.length / 10 > 10 && points >= 3
}

function isLinked({ linkChars, text }: Block): boolean {
  return linkChars > 0.8 * text.length
}

const fewCards = 6
const cardBlocks = 8

/** Share of the page's running text that stands in cards: small elements with a linked heading of their own. 0 where there are fewer than six. */
function cardShare(page: PageReading): number {
  const { blocks, features, tree } = page
  const { blocks: blockCounts, pageProse } = features.containers
  const headed = new Set<number>()
  const climb = function* (element: number): Generator<number> {
    for (let at = element, steps = 0; at > 0 && steps < 5 && blockCounts[at]! <= cardBlocks; at = tree.parents[at]!, steps++) yield at
  }
  for (const block of blocks) {
    if (!isLinked(block)) continue
    const tag = tree.tags[block.element]!
    const isHeading = (tag !== 'h1' && headingTags.has(tag)) || (block.text.length > 20 && block.links === 1)
    if (isHeading) for (const at of climb(block.element)) headed.add(at)
  }
  if (headed.size < fewCards) return 0
  const cards = new Set<number>()
  let words = 0
  for (let index = 0; index < blocks.length; index++) {
    if (!features.prose[index]) continue
    const block = blocks[index]!
    const card = climb(block.element).find((at) => headed.has(at))
    if (card === undefined) continue
    cards.add(card)
    words += features.traits[index]!.words
  }
  return cards.size < fewCards ? 0 : words / Math.max(1, pageProse)
}

/** Words of the longest run of running text, two short blocks in between allowed. */
function longestProse(prose: readonly boolean[], words: readonly number[]): number {
  let longest = 0
  let run = 0
  let gap = 0
  for (let index = 0; index < prose.length; index++) {
    if (prose[index]) {
      run += words[index]!
      gap = 0
      longest = Math.max(longest, run)
    } else if (++gap > 2) run = 0
  }
  return longest
}
