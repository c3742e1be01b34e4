import type { ExtractedArticle, NotArticleCode } from '../extraction.ts'
import { publicationMetas } from '../main-content.ts'
import { metaOf } from '../metadata/head.ts'
import type { PageReading } from '../read-page.ts'
import { countWords } from '../words.ts'
import { isIndex } from './index-page.ts'
import { wallOf } from './walls.ts'

export interface ReasonAgainst {
  readonly code: NotArticleCode
  readonly reason: string
}

/** Pages that hold something else where an article should be are short: past this many words of body none of the walls is believed. */
const wallWords = 260
const fewWords = 8
/** A judge this sure of its text is overruled only by a page that calls itself a list and looks like one. */
const sureOfArticle = 0.6

/** Why a page is no article, if it is none: a wall in front of it, an answer in place of it, or a list of others. */
export function reasonAgainst(page: PageReading, article: ExtractedArticle, url: string | undefined): ReasonAgainst | undefined {
  const words = countWords(article.text)
  if (/^(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\s)+$/.test(article.text)) return { code: 'ellipsis', reason: 'The text on the page is one ellipsis' }
  const visible = page.blocks.filter((block) => !block.hidden)
  // Pages that arrive in pieces hide all of them until a script puts them in place.
  const shown = (visible.length > 0 ? visible : page.blocks).map((block) => block.text)
  if (shown.length === 0 && words === 0) return { code: 'empty-page', reason: 'The page has no text' }
  if (shown.length > 0 && shown.every((text) => /^(?:\.\.\.|…|\s)*$/.test(text)))
    return { code: 'ellipsis', reason: 'The text on the page is one ellipsis' }
  if (words < wallWords) {
    const wall = wallOf(page, shown, { text: article.text, words })
    if (wall) return wall
  }
  if (isIndex(page, { words, isSure: article.confidence >= sureOfArticle, url }))
    return { code: 'index-page', reason: 'The page lists articles and is none itself' }
  if (article.flags.includes('paywalled') && article.flags.includes('teaser') && words < 40) {
    return { code: 'paywalled', reason: 'Behind a paywall: hardly any of the text is on the page' }
  }
  if (words >= fewWords && !(isUndeclared(page) && !holdsSentence.test(article.text))) return undefined
  const links = page.blocks.filter((block) => block.linkChars > 0.6 * block.text.length && countWords(block.text) >= 5).length
  if (links >= 12) return { code: 'index-page', reason: 'The page lists articles and is none itself' }
  return { code: 'no-article', reason: `No running text was found (${words} words)` }
}

/** Marks that end a sentence, and those of scripts that do without. */
const holdsSentence = /[.!?…](?:["'»”’)\]]{0,3})(?:\s|$)|[。！？؟\u06d4।։።၊။។\u0e00-\u0eff]/u

/** No article, author or time of publication is declared or printed. */
function isUndeclared({ clues, head, byline }: PageReading): boolean {
  return !clues.declaresArticle && byline.length === 0 && metaOf(head, ...publicationMetas) === undefined
}
