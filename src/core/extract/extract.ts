import judgeModel from '../../../config/models/judge.json' with { type: 'json' }
import { embeddedHtml } from './page/embedded-html.ts'
import { embeddedNodes } from './page/embedded-nodes.ts'
import { squash } from './words.ts'
import type { ExtractedArticle, Explanation, Extraction } from './extraction.ts'
import { fitModel, judgeBlocks } from './judge/judge.ts'
import { readPublishedAt } from './metadata/dates/date.ts'
import { decodeEntities } from './metadata/json-ld.ts'
import { readFlags } from './metadata/flags.ts'
import { readLanguage } from './metadata/language.ts'
import { savedFrom } from './metadata/saved-from.ts'
import { readCanonicalUrl, readSiteName } from './metadata/site.ts'
import { reasonAgainst } from './no-article/reason-against.ts'
import { refuseForeign, unread } from './no-article/unread.ts'
import { parsePage, type ParsedPage } from './page/parse-page.ts'
import { readPage, type PageReading } from './read-page.ts'
import { markupLimits, scanMarkup, withoutAttributes, type FitMarkup } from './scan-markup.ts'
import { selectText, type SelectedText } from './select-text.ts'
import { sniffForeign } from './sniff.ts'

export type { ExtractedArticle, Extraction } from './extraction.ts'

const shippedJudge = fitModel(judgeModel)

/**
 * The article of a page, or the reason why there is none. Every block of text is judged by a small forest over its words, its place and the
 * elements round it (`judge.ts`); title, byline, date and the rest come from what the page declares, checked against what it shows.
 * `url` is the page's final address or file name. Works in time linear in the page; never throws for what a page holds.
 */
export function extractArticle(html: string, { url }: { readonly url: string | undefined }): Extraction {
  return extractJudged(html, { url, judge: (page) => judgeBlocks(shippedJudge, page.features.rows, page.kinship) })
}

/** The chance of each block of a page that it is a part of the article. */
export type PageJudge = (page: PageReading) => Float64Array

/** As `extractArticle`, by another judge than the one that is shipped: how good one is has to be asked of pages it was not trained on. */
export function extractJudged(html: string, { url, judge }: { readonly url: string | undefined; readonly judge: PageJudge }): Extraction {
  const foreign = sniffForeign(html)
  if (foreign !== undefined) return refuseForeign(foreign)
  if (html.trim() === '') return unread('empty-page', 'The page is empty')
  const scan = scanMarkup(html)
  if (scan.kind === 'over') return unread('markup-limit', `The markup is past what is read: ${limitWords[scan.limit]}`)
  const saved = url === undefined ? savedFrom(html) : undefined
  const asked = { url: url ?? saved, judge }
  const markup = scan.oversized.length === 0 ? html : withoutAttributes(html, scan.oversized)
  const shown = readMarkup(markup, scan, asked)
  const embedded = embeddedBody(html, shown.selected)
  const { page, parser, selected } = embedded === undefined ? shown : richer(shown, readEmbedded(markup, embedded, asked))
  const read = toArticle(page, selected, asked.url)
  const article = { ...read, canonicalUrl: read.canonicalUrl ?? saved }
  const explanation: Explanation = { parser, winner: selected.winner, steps: selected.steps }
  const against = reasonAgainst(page, article, asked.url)
  if (against)
    return { kind: 'not-an-article', ...against, best: article.text === '' && article.title === '' ? undefined : article, explanation }
  return { kind: 'article', article, explanation }
}

/** A page with fewer words of body has its text elsewhere, if it has one. */
const emptyWords = 20
/** A page with fewer may show only the beginning of a text that a script carries whole. */
const shortWords = 300

/** The body that a script carries, where the page shows none; or where what it shows is the beginning of one. */
function embeddedBody(html: string, { text, words }: SelectedText): string | undefined {
  if (words >= shortWords) return undefined
  const nodes = embeddedNodes(html)
  const longest = text.split('\n').toSorted((a, b) => b.length - a.length)[0] ?? ''
  if (nodes !== undefined && (words < emptyWords || squash(decodeEntities(nodes)).includes(squash(longest)))) return nodes
  return words < emptyWords ? embeddedHtml(html) : undefined
}

interface Candidate {
  readonly page: PageReading
  readonly parser: ParsedPage['parser']
  readonly selected: SelectedText
}

interface Asked {
  readonly url: string | undefined
  readonly judge: PageJudge
}

function readMarkup(markup: string, scan: FitMarkup, { url, judge }: Asked): Candidate {
  const { tree, parser } = parsePage(markup, scan)
  const page = readPage(tree, url)
  return { page, parser, selected: selectText(page, judge(page)) }
}

/** The page with the body that a script would have put into it. */
function readEmbedded(markup: string, body: string, asked: Asked): Candidate | undefined {
  const whole = `${markup}</script><article>${body}</article>`
  const scan = scanMarkup(whole)
  return scan.kind === 'fit' ? readMarkup(whole, scan, asked) : undefined
}

function richer(shown: Candidate, embedded: Candidate | undefined): Candidate {
  return embedded && embedded.selected.words > 3 * shown.selected.words
    ? { ...embedded, selected: { ...embedded.selected, winner: 'script-data' } }
    : shown
}

const limitWords: Readonly<Record<Exclude<keyof typeof markupLimits, 'tagChars'>, string>> = {
  depth: `elements nested deeper than ${markupLimits.depth}`,
  openFormatting: `more than ${markupLimits.openFormatting} formatting elements open at once`,
  unclosed: `more than ${markupLimits.unclosed} elements open at once`,
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
