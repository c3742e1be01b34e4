import judgeModel from '../../../config/models/judge.json' with { type: 'json' }
import { embeddedHtml } from './page/embedded-html.ts'
import type { ExtractedArticle, Extraction, NotArticleCode } from './extraction.ts'
import { fitModel, judgeBlocks } from './judge/judge.ts'
import { readPublishedAt } from './metadata/date.ts'
import { readFlags } from './metadata/flags.ts'
import { readLanguage } from './metadata/language.ts'
import { readCanonicalUrl, readSiteName } from './metadata/site.ts'
import { reasonAgainst } from './no-article.ts'
import { parsePage, type ParsedPage } from './page/parse-page.ts'
import { readPage, type PageReading } from './read-page.ts'
import { markupLimits, scanMarkup, withoutAttributes } from './scan-markup.ts'
import { kinshipOf, selectText, type SelectedText } from './select-text.ts'
import { sniffForeign } from './sniff.ts'

export type { ExtractedArticle, Extraction } from './extraction.ts'

const model = fitModel(judgeModel)

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
  const options = { mayReparse: !scan.formattingLeftOpen }
  const markup = scan.oversized.length === 0 ? html : withoutAttributes(html, scan.oversized)
  const shown = readMarkup(markup, options, url)
  const embedded = shown.selected.words < emptyWords ? embeddedHtml(html) : undefined
  const { page, parser, selected } = embedded === undefined ? shown : richer(shown, readEmbedded(markup, embedded, url))
  const article = toArticle(page, selected, url)
  const against = reasonAgainst(page, article, url)
  if (against) return noArticle(against.code, against.reason, article.text === '' ? undefined : article)
  return { kind: 'article', article, explanation: { parser, winner: selected.winner, steps: selected.steps } }
}

/** A page with fewer words of body has its text elsewhere, if it has one. */
const emptyWords = 20

interface Candidate {
  readonly page: PageReading
  readonly parser: ParsedPage['parser']
  readonly selected: SelectedText
}

function readMarkup(markup: string, options: { readonly mayReparse: boolean }, url: string | undefined): Candidate {
  const { tree, parser } = parsePage(markup, options)
  const page = readPage(tree, url)
  return { page, parser, selected: selectText(page, judgeBlocks(model, page.features.rows, kinshipOf(page))) }
}

/** The page with the body that a script would have put into it. */
function readEmbedded(markup: string, body: string, url: string | undefined): Candidate | undefined {
  const whole = `${markup}</script><article>${body}</article>`
  const scan = scanMarkup(whole)
  return scan.kind === 'fit' ? readMarkup(whole, { mayReparse: false }, url) : undefined
}

function richer(shown: Candidate, embedded: Candidate | undefined): Candidate {
  return embedded && embedded.selected.words > 3 * shown.selected.words
    ? { ...embedded, selected: { ...embedded.selected, winner: 'script-data' } }
    : shown
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
    publishedAt: readPublishedAt({ tree, head, node, url, title: page.title }),
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
