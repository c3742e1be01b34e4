import { explainStep } from './explain-step.ts'
import type { ExtractedArticle, Explanation, Extraction, ExtractionStep, NotArticleCode } from './extraction.ts'
import { cleanNames } from './metadata/byline.ts'
import { readLanguage } from './metadata/language.ts'
import { dayFirst, findWrittenDate, toIsoDate } from './metadata/dates/written-date.ts'
import { primarySubtag } from '../text/primary-subtag.ts'
import { isCaption, isClosing } from './plain-boilerplate.ts'
import { sniffForeign } from './sniff.ts'
import { countWords } from './words.ts'

/** What a text file says of itself in its first lines. */
export interface Declared {
  readonly outletName: string | undefined
  readonly url: string | undefined
}

export type TextExtraction = Extraction & { readonly declared: Declared }

/** A first paragraph this short is the headline, where no `Title` line says otherwise. */
const maxHeadlineChars = 200
const maxTextChars = 5_000_000
const maxTitleChars = 1_000

/**
 * The article of a `.txt` or `.md` file. It may open with `Key: value` lines (Title, Outlet, URL, Date, Language, Author) and a blank line. Photo captions and
 * what follows the article (copyright, comment form, spam notice) are left out; Markdown marks are taken off.
 */
export function extractText(raw: string): TextExtraction {
  const text = raw.slice(0, maxTextChars).replace(/^\ufeff/, '').replace(/\r\n?/g, '\n') // prettier-ignore
  const { keys, rest } = readKeys(text)
  const declared = { outletName: keys.get('outlet'), url: keys.get('url') }
  const refuse = (code: NotArticleCode, reason: string, found?: { readonly best: ExtractedArticle; readonly explanation: Explanation }) =>
    ({ kind: 'not-an-article', code, reason, best: found?.best, explanation: found?.explanation ?? nothingRead, declared }) as const
  const foreign = sniffForeign(text)
  if (foreign !== undefined) return refuse('not-html', `The file is ${foreign}, not text`)
  const paragraphs = toParagraphs(rest)
  if (paragraphs.length === 0) return refuse('empty-page', 'The file holds no text')
  const { article, steps } = readParagraphs(paragraphs, keys)
  const explanation: Explanation = { parser: 'none', winner: 'plain-text', steps }
  if (/^(?:\.\.\.|…|\s)+$/.test(article.text)) return refuse('ellipsis', 'The text in the file is one ellipsis')
  if (countWords(article.text) < 3)
    return refuse('no-article', 'The file holds no running text after its headline', { best: article, explanation })
  return { kind: 'article', article, explanation, declared }
}

const nothingRead: Explanation = { parser: 'none', winner: 'none', steps: [] }

const knownKeys = new Set(['title', 'outlet', 'url', 'date', 'language', 'author', 'byline'])

/** Keys count only as a whole: every line up to the first blank one is `Key: value`, and the first is a key we know; others are passed over. */
function readKeys(text: string): { readonly keys: ReadonlyMap<string, string>; readonly rest: string } {
  const keys = new Map<string, string>()
  const lines = text.trimStart().split('\n', 40)
  const isFramed = lines[0]?.trim() === '---'
  let used = isFramed ? 1 : 0
  for (const line of lines.slice(used)) {
    if (line.trim() === '' || (isFramed && line.trim() === '---')) break
    const match = /^([A-Za-z]{2,20})\s*:\s*(.*)$/.exec(line)
    const key = match?.[1]?.toLowerCase()
    if (!match || key === undefined || (used === 0 && !knownKeys.has(key))) return { keys: new Map(), rest: text }
    const value = match[2]?.trim().replace(/^(["'])(.*)\1$/, '$2') ?? ''
    if (value !== '' && !keys.has(key)) keys.set(key, value)
    used += 1
  }
  if (used === 0) return { keys, rest: text }
  const rest = text.trimStart().split('\n').slice(isFramed ? used + 1 : used).join('\n') // prettier-ignore
  return { keys, rest }
}

/** Paragraphs are divided by blank lines; a file without any has one on each line. */
function toParagraphs(text: string): readonly string[] {
  const parts = /\n[ \t]*\n/.test(text.trim()) ? text.split(/\n(?:[ \t]*\n)+/) : text.split('\n')
  const filled = parts.filter((part) => part.trim() !== '')
  return filled.map((part) => withoutMarkdown(part)).filter((part) => part !== '')
}

function withoutMarkdown(part: string): string {
  return part
    .normalize('NFC')
    .replace(/!\[[^[\]\n]{0,300}\]\([^()[\]\n]{0,2000}\)/g, '')
    .replace(/\[([^[\]\n]{1,300})\]\([^()[\]\s]{1,2000}\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_\n]{1,500})\1/g, '$2')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/[\u0000-\u0008\u000e-\u001f\u00ad\u200b\ufeff]/g, '')
    .replace(/[ \t\u00a0\u3000]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/([^.!?。！？"”»:])\n(?=\S)/g, '$1 ')
    .trim()
}

function readParagraphs(
  paragraphs: readonly string[],
  keys: ReadonlyMap<string, string>,
): { readonly article: ExtractedArticle; readonly steps: readonly ExtractionStep[] } {
  const first = paragraphs[0] ?? ''
  const declaredTitle = keys.get('title')
  const opensWithTitle = declaredTitle === undefined ? first.length < maxHeadlineChars && paragraphs.length > 1 : first === declaredTitle
  const title = (declaredTitle ?? (opensWithTitle ? first : '')).slice(0, maxTitleChars)
  let body = opensWithTitle ? paragraphs.slice(1) : [...paragraphs]
  const steps: ExtractionStep[] = []
  const apply = (step: string, left: readonly string[]): void => {
    const kept = new Set(left)
    const gone = body.filter((paragraph) => !kept.has(paragraph))
    if (gone.length > 0)
      steps.push(
        explainStep(
          step,
          gone.map((text) => ({ text, words: countWords(text) })),
        ),
      )
    body = [...left]
  }
  let end = body.length
  while (end > 1 && isClosing(body[end - 1]!)) end -= 1
  apply('what follows the article', body.slice(0, end))
  const captionless = body.filter((paragraph) => !isCaption(paragraph))
  if (captionless.length > 0) apply('photo captions', captionless)
  const lines = body.slice(0, 3).filter((line) => line.length < 120)
  const bylineLine = lines.find((line) => /^(?:by|von|par|por|автор|автор:|作者)[\s:：]/iu.test(line) && !/[.!?]$/.test(line))
  const dateLine = lines.find((line) => line.length < 60 && findWrittenDate(line, dayFirst) !== undefined && countWords(line) < 9)
  apply('byline and date', body.filter((paragraph) => paragraph !== bylineLine && paragraph !== dateLine)) // prettier-ignore
  const text = body.join('\n\n')
  const author = keys.get('author') ?? keys.get('byline') ?? bylineLine
  const date = keys.get('date') ?? dateLine
  const language = primarySubtag(keys.get('language'))
  const article: ExtractedArticle = {
    title,
    text,
    byline: author === undefined ? [] : cleanNames([author]),
    publishedAt: date === undefined ? undefined : (toIsoDate(date, dayFirst) ?? findWrittenDate(date, dayFirst)),
    // A headline is half of a short text.
    language: language ?? readLanguage(`${title}\n\n${text}`, undefined),
    siteName: keys.get('outlet'),
    canonicalUrl: webAddress(keys.get('url')),
    confidence: countWords(text) >= 40 ? 0.95 : 0.7,
    flags: /(?:\.\.\.|…)$/.test(text) && countWords(text) < 150 ? ['teaser'] : [],
  }
  return { article, steps }
}

function webAddress(url: string | undefined): string | undefined {
  const address = url === undefined ? undefined : URL.parse(url)
  return address && /^https?:$/.test(address.protocol) ? address.href : undefined
}
