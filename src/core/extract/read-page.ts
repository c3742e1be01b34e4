import { toBlocks, type Block } from './page/blocks.ts'
import type { PageClues } from './describe/clues.ts'
import { describeBlocks, type BlockFeatures } from './describe/features.ts'
import { kinshipOf, type Kinship } from './judge/kinship.ts'
import { chooseArticleNode } from './metadata/article-node.ts'
import { readByline } from './metadata/byline.ts'
import { metaOf, readHead, type Head } from './metadata/head.ts'
import { readLinkedData, stringOf, type LinkedNode } from './metadata/json-ld.ts'
import { siteNames } from './metadata/site.ts'
import { declaredTitles, readTitle } from './metadata/title.ts'
import type { PageTree } from './page/page-tree.ts'

/** A page taken apart: what it declares of itself, and its text in blocks with what is known of each. */
export interface PageReading {
  /** Its address or file name, as given. */
  readonly url: string | undefined
  readonly tree: PageTree
  readonly head: Head
  readonly linked: readonly LinkedNode[]
  /** The JSON-LD article the page is about. */
  readonly node: LinkedNode | undefined
  readonly siteNames: readonly string[]
  readonly title: string | undefined
  readonly byline: readonly string[]
  readonly clues: PageClues
  readonly blocks: readonly Block[]
  readonly features: BlockFeatures
  readonly kinship: Kinship
}

const maxArticleBodyChars = 200_000

/** Reads everything that judging the blocks needs. */
export function readPage(tree: PageTree, url: string | undefined): PageReading {
  const head = readHead(tree)
  const linked = readLinkedData(tree)
  const addresses = [url, head.canonical, metaOf(head, 'og:url')].filter((address) => address !== undefined)
  const node = chooseArticleNode(linked, { addresses, titles: declaredTitles(head) })
  const names = siteNames(head, node, url)
  const title = readTitle({ tree, head, node, siteNames: names })
  const blocks = toBlocks(tree)
  const byline = readByline({ tree, head, node, siteNames: names, blocks, title })
  const declaresArticle = node !== undefined || metaOf(head, 'og:type')?.toLowerCase() === 'article'
  const clues = {
    title,
    description: metaOf(head, 'og:description', 'description', 'twitter:description'),
    articleBody: articleBodyOf(node),
    authors: byline,
    declaresArticle,
  }
  const features = describeBlocks(tree, blocks, clues)
  const kinship = kinshipOf(tree, blocks, features)
  return { url, tree, head, linked, node, siteNames: names, title, byline, clues, blocks, features, kinship }
}

/** JSON-LD `articleBody` without the markup that some sites leave in it; lines stay lines. */
function articleBodyOf(node: LinkedNode | undefined): string | undefined {
  const body = node ? stringOf(node, 'articleBody') : undefined
  return body
    ?.slice(0, maxArticleBodyChars)
    .replace(/<(?:br|\/p|\/div|\/li|\/h[1-6])\b[^<>]{0,200}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, ' ')
}
