import { isArticleNode, stringOf, toNode, type LinkedNode } from './json-ld.ts'
import { wordsOf } from '../words.ts'

/** The JSON-LD article that this page is about: of several, the one whose address or headline agrees with the page and that says most. */
export function chooseArticleNode(
  nodes: readonly LinkedNode[],
  page: { readonly addresses: readonly string[]; readonly titles: readonly string[] },
): LinkedNode | undefined {
  let best: LinkedNode | undefined
  let bestPoints = 0
  const addresses = new Set(page.addresses.map(toComparable))
  const titleWords = new Set(page.titles.flatMap((title) => wordsOf(title)))
  for (const node of nodes) {
    if (!isArticleNode(node)) continue
    let points = 1
    if (addressesOf(node).some((address) => addresses.has(toComparable(address)))) points += 4
    const headline = wordsOf(stringOf(node, 'headline') ?? stringOf(node, 'name') ?? '')
    if (headline.length > 0) points += (4 * headline.filter((word) => titleWords.has(word)).length) / headline.length
    for (const key of ['datePublished', 'author', 'articleBody', 'publisher']) if (node.has(key)) points += 0.5
    if (points <= bestPoints) continue
    best = node
    bestPoints = points
  }
  return best
}

function addressesOf(node: LinkedNode): readonly string[] {
  const main = node.get('mainEntityOfPage')
  const mainId = typeof main === 'string' ? main : toNode(main)?.get('@id')
  return [stringOf(node, 'url'), typeof mainId === 'string' ? mainId : undefined, stringOf(node, '@id')].filter(
    (address) => address !== undefined,
  )
}

function toComparable(address: string): string {
  return address
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '')
}
