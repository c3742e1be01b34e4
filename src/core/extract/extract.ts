import judgeModel from '../../../config/models/judge.json' with { type: 'json' }
import type { ExtractedArticle, Extraction, NotArticleCode } from './extraction.ts'
import { checkModel, judgeBlocks } from './judge.ts'
import { readPublishedAt } from './metadata/date.ts'
import { readFlags } from './metadata/flags.ts'
import { readLanguage } from './metadata/language.ts'
import { readCanonicalUrl, readSiteName } from './metadata/site.ts'
import { reasonAgainst } from './no-article.ts'
import { parsePage } from './parse-page.ts'
import { readPage, type PageReading } from './read-page.ts'
import { markupLimits, scanMarkup, withoutAttributes } from './scan-markup.ts'
import { kinshipOf, selectText, type SelectedText } from './select-text.ts'
import { sniffForeign } from './sniff.ts'

export type { ExtractedArticle, Extraction, Explanation } from './extraction.ts'

const model = checkModel(judgeModel)

/**
 * The article of a page, or the reason why there is none. Every block of text is judged by a small forest over its words, its place and the
 * elements round it (`judge.ts`); title, byline, date and the rest come from what the page declares, checked against what it shows.
 * `url` is the page's final address or file name. Works in time linear in the page; never throws for what a page holds.
 */
export function extractArticle(html: string, { url }: { readonly url: string | undefined }): Extraction {
  const foreign = sniffForeign(html)
  if (foreign !== undefined) return noArticle('not-html', `The page is ${foreign}, not HTML`, undefined)
  if (html.trim() === '') return noArticle('empty-page', 'The page is empty', undefined)
  const scan = scanMarkup(html)
  if (scan.kind === 'over') return noArticle('markup-limit', `The markup is past what is read: ${limitWords[scan.limit]}`, undefined)
  const { tree, parser } = parsePage(scan.oversized.length === 0 ? html : withoutAttributes(html, scan.oversized), {
    mayReparse: !scan.formattingLeftOpen,
  })
  const page = readPage(tree, url)
  const selected = selectText(page, judgeBlocks(model, page.features.rows, kinshipOf(page)))
  const article = toArticle(page, selected, url)
  const against = reasonAgainst(page, article, url)
  if (against) return noArticle(against.code, against.reason, article.text === '' ? undefined : article)
  return { kind: 'article', article, explanation: { parser, winner: selected.winner, steps: selected.steps } }
}

const limitWords: Readonly<Record<Exclude<keyof typeof markupLimits, 'tagChars'>, string>> = {
  depth: `elements nested deeper than ${markupLimits.depth}`,
  openFormatting: `more than ${markupLimits.openFormatting} formatting elements open at once`,
  tags: `more than ${markupLimits.tags} tags`,
  textChars: `more than ${markupLimits.textChars} characters of text`,
}

function toArticle(page: PageReading, selected: SelectedText, url: string | undefined): ExtractedArticle {
  const { tree, head, node } = page
  return {
    title: page.title ?? '',
    text: selected.text,
    byline: page.byline,
    publishedAt: readPublishedAt({ tree, head, node, url }),
    language: readLanguage(selected.text, head),
    siteName: readSiteName(head, node),
    canonicalUrl: readCanonicalUrl(head, node, url),
    confidence: selected.confidence,
    flags: readFlags(page, selected.text),
  }
}

function noArticle(code: NotArticleCode, reason: string, best: ExtractedArticle | undefined): Extraction {
  return { kind: 'not-an-article', code, reason, best }
}
