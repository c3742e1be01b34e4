import { metaOf } from './metadata/head.ts'
import { attributeOf, elementsWith, placesOf, type PageTree } from './page/page-tree.ts'
import type { PageReading } from './read-page.ts'

/** The judge's text is believed where it is at least this share of the words. */
const enoughJudged = 0.5
const fewWords = 100
/** A block with a greater share of linked letters leads elsewhere. */
const mostLinked = 0.8
const beside = new Set(['nav', 'aside', 'footer', 'form', 'dialog'])

/**
 * The blocks of what a page marks as its main content (`<main>`, `role="main"`), where the page is no article and the judge, who learnt from articles, found
 * less than half of it: catalogues, price lists and overviews are short lines and cards. `undefined` for a page that declares an article, an
 * author or a time of publication, or marks nothing.
 */
export function mainContent(page: PageReading, judgedWords: number): ReadonlySet<number> | undefined {
  const { tree, blocks, features, head, clues, byline } = page
  if (clues.declaresArticle || byline.length > 0 || metaOf(head, ...publicationMetas) !== undefined) return undefined
  const main = markedMain(tree)
  if (main === undefined) return undefined
  const found = new Set<number>()
  let words = 0
  for (const [index, block] of blocks.entries()) {
    const isInside = block.element >= main && block.element < tree.ends[main]!
    if (!isInside || block.hidden || block.linkChars > mostLinked * block.text.length || isBeside(tree, block.element, main)) continue
    found.add(index)
    words += features.traits[index]!.words
  }
  return words >= fewWords && judgedWords < enoughJudged * words ? found : undefined
}

export const publicationMetas = ['article:published_time', 'og:published_time', 'datepublished', 'pubdate', 'publish-date', 'date', 'dc.date', 'dcterms.created'] as const // prettier-ignore

function markedMain(tree: PageTree): number | undefined {
  return placesOf(tree, 'main')[0] ?? elementsWith(tree, 'role').find((element) => attributeOf(tree, element, 'role') === 'main')
}

function isBeside(tree: PageTree, element: number, main: number): boolean {
  for (let at = element; at > main; at = tree.parents[at]!) if (beside.has(tree.tags[at]!)) return true
  return false
}
