import type { ArticleFlag } from '../../model.ts'

export interface ExtractedArticle {
  /** The headline as printed, without the site's name; `''` where the page has none. */
  readonly title: string
  /** The body only: paragraphs joined by blank lines, NFC, quotes and dashes as printed. */
  readonly text: string
  readonly byline: readonly string[]
  /** ISO 8601 with the offset as written, or a bare day. */
  readonly publishedAt: string | undefined
  /** BCP 47 primary subtag, told from the text. */
  readonly language: string | undefined
  readonly siteName: string | undefined
  readonly canonicalUrl: string | undefined
  /** The F1 that the judge itself expects of `text`, 0 to 1. */
  readonly confidence: number
  readonly flags: readonly ArticleFlag[]
}

/** Why a page is no article to compare. Stable: reports and scripts name them. */
export const notArticleCodes = [
  'not-html',
  'empty-page',
  'markup-limit',
  'consent-wall',
  'bot-wall',
  'login-wall',
  'soft-404',
  'paywalled',
  'ellipsis',
  'index-page',
  'no-article',
] as const
export type NotArticleCode = (typeof notArticleCodes)[number]

/** How a text was found: what was tried, what won, and what each step took away. */
export interface Explanation {
  /** `none`: nothing was parsed. */
  readonly parser: 'htmlparser2' | 'parse5' | 'none'
  /**
   * `judge`: the trained judge's blocks; `main-content`: what a page that is no article marks as its main content; `container`: the densest container;
   * `linked-data`: the page's JSON-LD; `script-data`: HTML that a script carries; `plain-text`: a text file; `none`: the page was refused before any
   * text was looked for.
   */
  readonly winner: 'judge' | 'main-content' | 'container' | 'linked-data' | 'script-data' | 'plain-text' | 'none'
  readonly steps: readonly ExtractionStep[]
}

/** What one step took away. */
export interface ExtractionStep {
  readonly step: string
  readonly removedBlocks: number
  readonly removedWords: number
  /** The beginnings of the longest of them. */
  readonly longest: readonly string[]
}

/** A page that was read: an article, or the reason why it is none with the best text there is; and how either was found. */
export type Extraction =
  | { readonly kind: 'article'; readonly article: ExtractedArticle; readonly explanation: Explanation }
  | {
      readonly kind: 'not-an-article'
      readonly code: NotArticleCode
      readonly reason: string
      readonly best: ExtractedArticle | undefined
      readonly explanation: Explanation
    }
