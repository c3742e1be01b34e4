import { z } from 'zod'
import type { ExtractedArticle, Extraction } from '../core/extract/extract.ts'
import { toId } from '../core/ids.ts'
import { findOutlet } from '../core/story/find-outlet.ts'
import type { Article, Outlet, OutletId, Sha256 } from '../model.ts'
import { exclusionSchema, idSchema } from './noun-schemas.ts'
import type { Stage } from './stage.ts'

export const extractInputSchema = z
  .strictObject({
    page: idSchema<'Sha256'>(),
    /** The final address, or the file's name. */
    url: z.string(),
    format: z.enum(['html', 'text']),
    /** As the server said; `undefined` for files. */
    contentType: z.string().optional(),
    /** When the page came in; `undefined` for files. */
    fetchedAt: z.string().optional(),
    role: z.enum(['anchor', 'related']),
    named: z.boolean(),
    outlet: idSchema<'Outlet'>().optional(),
    outletName: z.string().optional(),
  })
  .readonly()
export type ExtractInput = z.infer<typeof extractInputSchema>

export const extractOutputSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('article'),
      article: idSchema<'Article'>(),
      role: z.enum(['anchor', 'related']),
      named: z.boolean(),
      fetchedAt: z.string().optional(),
    })
    .readonly(),
  z.strictObject({ kind: z.literal('excluded'), exclusion: exclusionSchema }).readonly(),
])
export type ExtractOutput = z.infer<typeof extractOutputSchema>

/** What extraction says of a page, with what a text file declared of itself in its first lines. */
export type ReadPage = Extraction & { readonly declared?: { readonly outletName: string | undefined; readonly url: string | undefined } }

/** A stored page, and how to take its bytes. */
export interface PageToRead {
  readonly hash: Sha256
  readonly url: string
  readonly format: 'html' | 'text'
  readonly contentType: string | undefined
}

export interface ExtractPorts {
  /** Parses a stored page once per extractor version. */
  readonly readPage: (page: PageToRead, signal: AbortSignal) => Promise<ReadPage>
  readonly articles: { put(article: Article): Promise<void> }
  /** Keeps outlets that no configuration knows, so that reports can name them. */
  readonly foundOutlets: { put(outlet: Outlet): Promise<void> }
  readonly outlets: readonly Outlet[]
  readonly digestText: (text: string) => Sha256
  /** Least confidence (0 to 1) with which an article enters the statistics. */
  readonly confidenceFloor: number
}

/** Makes an article of a stored page, or says why there is none to compare. */
export const extractStage: Stage<ExtractInput, ExtractOutput, ExtractPorts> = {
  name: 'extract',
  lane: 'compute',
  input: extractInputSchema,
  key: ({ page, url }) => `${page} ${url}`,
  run: (input, ports, context) => extract(input, ports, context.signal),
  next: () => ({ each: [] }),
}

async function extract(input: ExtractInput, ports: ExtractPorts, signal: AbortSignal): Promise<ExtractOutput> {
  const read = await ports.readPage({ hash: input.page, url: input.url, format: input.format, contentType: input.contentType }, signal)
  const article = read.kind === 'article' ? read.article : read.best
  const url = article?.canonicalUrl ?? read.declared?.url ?? input.url
  const outlet = findOutlet({
    declaredName: read.declared?.outletName,
    url,
    hint: input.outlet,
    fallbackName: input.outletName,
    outlets: ports.outlets,
  })
  if (read.kind === 'not-an-article') return excluded(url, outlet.id, { code: read.code, reason: read.reason })
  const unfit = input.role === 'anchor' ? undefined : unfitness(read.article, ports.confidenceFloor)
  if (unfit) return excluded(url, outlet.id, unfit)
  const stored = toArticle(read.article, { url, outlet: outlet.id, page: input.page, digestText: ports.digestText })
  await ports.foundOutlets.put(outlet)
  await ports.articles.put(stored)
  return { kind: 'article', article: stored.id, role: input.role, named: input.named, fetchedAt: input.fetchedAt }
}

interface Unfitness {
  readonly code: string
  readonly reason: string
}

/** Why an article that was read is still not fit to be measured: half a text has half the framing. The anchor is measured all the same. */
function unfitness(article: ExtractedArticle, confidenceFloor: number): Unfitness | undefined {
  if (article.flags.includes('teaser')) {
    return article.flags.includes('paywalled')
      ? { code: 'paywalled', reason: 'Behind a paywall: only the beginning of the text is on the page' }
      : { code: 'teaser', reason: 'Only the beginning of the text is on the page' }
  }
  if (article.confidence < confidenceFloor) {
    const found = `${Math.round(100 * article.confidence)} %, at least ${Math.round(100 * confidenceFloor)} % is asked for`
    return { code: 'low-confidence', reason: `Not sure which part of the page is the article (${found})` }
  }
  return undefined
}

function toArticle(
  extracted: ExtractedArticle,
  origin: { readonly url: string; readonly outlet: OutletId; readonly page: Sha256; readonly digestText: (text: string) => Sha256 },
): Article {
  const { title, byline, publishedAt, language, siteName, confidence, flags } = extracted
  const head = title === '' ? '' : `${title}\n\n`
  const text = head + extracted.text
  const id = toId<'Article'>(`a-${origin.digestText(`${origin.url}\n${text}`).slice(0, 16)}`)
  const { url, outlet, page } = origin
  return { id, url, outlet, title, text, bodyStart: head.length, byline, publishedAt, language, siteName, confidence, flags, page }
}

function excluded(url: string, outlet: OutletId, why: Unfitness): ExtractOutput {
  return { kind: 'excluded', exclusion: { url, outlet, stage: 'extract', ...why } }
}
