import { z } from 'zod'
import { canonicalUrl } from '../core/discover/canonical-url.ts'
import { PipelineError } from '../errors.ts'
import type { Page, Sha256 } from '../model.ts'
import { exclusionSchema, idSchema, sourceSchema } from './noun-schemas.ts'
import type { Next, Stage } from './stage.ts'

/** One thing to read, and what is known of it before it is read. */
export const readingSchema = z
  .strictObject({
    source: sourceSchema,
    role: z.enum(['anchor', 'related']),
    /** Named by the user: kept whatever its similarity. */
    named: z.boolean(),
    /** The outlet whose feed or sitemap it was found in. */
    outlet: idSchema<'Outlet'>().optional(),
  })
  .readonly()
export type Reading = z.infer<typeof readingSchema>

export const fetchOutputSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('page'),
      page: idSchema<'Sha256'>(),
      url: z.string(),
      finalUrl: z.string(),
      format: z.enum(['html', 'text']),
      contentType: z.string().optional(),
    })
    .readonly(),
  z.strictObject({ kind: z.literal('excluded'), exclusion: exclusionSchema }).readonly(),
])
export type FetchOutput = z.infer<typeof fetchOutputSchema>

/** What a server answered, as far as this stage cares. Throws `PipelineError` for faults that may pass. */
export type PageAnswer =
  | {
      readonly kind: 'body'
      readonly bytes: Uint8Array
      readonly finalUrl: string
      readonly contentType: string | undefined
      readonly etag: string | undefined
      readonly lastModified: string | undefined
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }

export interface FetchPorts {
  readonly web: {
    get(
      url: string,
      request: {
        readonly accept: 'page'
        readonly validators: { readonly etag: string | undefined; readonly lastModified: string | undefined } | undefined
        readonly signal: AbortSignal
      },
    ): Promise<PageAnswer>
  }
  readonly pages: {
    latest(url: string): Promise<Page | undefined>
    put(page: Page, bytes: Uint8Array): Promise<void>
  }
  readonly digest: (bytes: Uint8Array) => Sha256
  readonly now: () => Date
  /** A stored page younger than this is taken as it is. */
  readonly freshForMs: number
  readonly offline: boolean
}

/** Reads one address into the store, or takes what the store has while that is fresh. A server's "no" is an exclusion, not a fault. */
export const fetchStage: Stage<Reading, FetchOutput, FetchPorts> = {
  name: 'fetch',
  lane: 'network',
  input: readingSchema,
  key: (reading) => (reading.source.kind === 'url' ? canonicalUrl(reading.source.url) : `${reading.source.hash} ${reading.source.name}`),
  run: (reading, ports, context) => fetchReading(reading, ports, context.signal),
  next: followUp,
}

function followUp(output: FetchOutput, reading: Reading): Next {
  if (output.kind === 'excluded') return { each: [] }
  const { page, finalUrl, format, contentType } = output
  return {
    each: [
      {
        stage: 'extract',
        input: {
          page,
          url: finalUrl,
          format,
          contentType,
          role: reading.role,
          named: reading.named,
          outlet: reading.outlet,
          outletName: reading.source.kind === 'stored' ? reading.source.outletName : undefined,
        },
      },
    ],
  }
}

async function fetchReading(reading: Reading, ports: FetchPorts, signal: AbortSignal): Promise<FetchOutput> {
  const { source } = reading
  if (source.kind === 'stored') {
    const { hash, name, format, contentType } = source
    return { kind: 'page', page: hash, url: name, finalUrl: name, format, contentType }
  }
  const stored = await ports.pages.latest(source.url)
  if (stored && (ports.offline || isFresh(stored, ports))) return pageOutput(stored)
  if (ports.offline) return refusal(reading, source.url, 'offline', 'Not in the store, and the run is offline')
  const answer = await ports.web.get(source.url, { accept: 'page', validators: stored && validatorsOf(stored), signal })
  switch (answer.kind) {
    case 'refused':
      return refusal(reading, source.url, answer.code, answer.reason)
    case 'unchanged':
      if (!stored)
        throw new PipelineError('http-unasked-304', `GET ${source.url} answered 304 although nothing is stored`, { retry: 'never' })
      return pageOutput(stored)
    case 'body': {
      const { bytes, finalUrl, contentType, etag, lastModified } = answer
      const page: Page = {
        hash: ports.digest(bytes),
        url: source.url,
        finalUrl,
        contentType,
        etag,
        lastModified,
        fetchedAt: ports.now().toISOString(),
      }
      await ports.pages.put(page, bytes)
      return pageOutput(page)
    }
  }
}

function pageOutput(page: Page): FetchOutput {
  const format = /^text\/plain\b/i.test(page.contentType ?? '') ? 'text' : 'html'
  return { kind: 'page', page: page.hash, url: page.url, finalUrl: page.finalUrl, format, contentType: page.contentType }
}

function isFresh(page: Page, ports: FetchPorts): boolean {
  return ports.now().getTime() - Date.parse(page.fetchedAt) < ports.freshForMs
}

function validatorsOf(page: Page): { etag: string | undefined; lastModified: string | undefined } | undefined {
  return page.etag === undefined && page.lastModified === undefined ? undefined : { etag: page.etag, lastModified: page.lastModified }
}

function refusal(reading: Reading, url: string, code: string, reason: string): FetchOutput {
  return { kind: 'excluded', exclusion: { url, outlet: reading.outlet, stage: 'fetch', code, reason } }
}
