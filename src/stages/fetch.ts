import { z } from 'zod'
import { canonicalUrl } from '../core/discover/canonical-url.ts'
import type { Page } from '../model.ts'
import { exclusionSchema, idSchema, sourceSchema } from './noun-schemas.ts'
import { readAddress, type AddressPorts } from './read-address.ts'
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
      /** Of addresses: when the page came in. */
      fetchedAt: z.string().optional(),
    })
    .readonly(),
  z.strictObject({ kind: z.literal('excluded'), exclusion: exclusionSchema }).readonly(),
])
export type FetchOutput = z.infer<typeof fetchOutputSchema>

export type FetchPorts = AddressPorts

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
  const { page, finalUrl, format, contentType, fetchedAt } = output
  return {
    each: [
      {
        stage: 'extract',
        input: {
          page,
          url: finalUrl,
          format,
          contentType,
          fetchedAt,
          role: reading.role,
          named: reading.named,
          outlet: reading.outlet,
          outletName: reading.source.kind === 'stored' ? reading.source.outletName : undefined,
        },
      },
    ],
  }
}

async function fetchReading({ source, outlet }: Reading, ports: FetchPorts, signal: AbortSignal): Promise<FetchOutput> {
  if (source.kind === 'stored') {
    const { hash, name, format, contentType } = source
    return { kind: 'page', page: hash, url: name, finalUrl: name, format, contentType }
  }
  const reading = await readAddress(source.url, { accept: 'page', signal }, ports)
  if (reading.kind === 'page') return pageOutput(reading.page)
  const { code, reason } = reading
  return { kind: 'excluded', exclusion: { url: source.url, outlet, stage: 'fetch', code, reason } }
}

function pageOutput(page: Page): FetchOutput {
  const format = /^text\/plain\b/i.test(page.contentType ?? '') ? 'text' : 'html'
  return {
    kind: 'page',
    page: page.hash,
    url: page.url,
    finalUrl: page.finalUrl,
    format,
    contentType: page.contentType,
    fetchedAt: page.fetchedAt,
  }
}
