import { z } from 'zod'
import { languageCode } from '../language-code.ts'
import { placeholders } from './placeholders.ts'

const secretInAddress =
  /^[^?#]*\/\/[^/?#]*@|[?&](?:[\w.-]*(?:(?:access|api|app|auth|client|subscription)[-_.]?key|token|secret|passw(?:or)?d)[\w.-]*|key)=/i
const address = z
  .url({ protocol: /^https?$/, error: 'expected an address that begins with http:// or https://' })
  .refine((url) => !secretInAddress.test(url), {
    // Says itself what was found, so that the value is not printed after it.
    error: 'expected an address without a key, found one, which reports would print: put it into a variable (keyFrom) and a header',
    // Other mistakes would print it.
    abort: true,
  })
const known = placeholders.map((name) => `{${name}}`)
const template = address
  .refine((url) => url.includes('{query}'), { error: `expected {query} in the address; known are ${known.join(' ')}` })
  .refine((url) => (url.match(/\{\w*\}/g) ?? []).every((name) => known.includes(name)), {
    error: `expected no other braces in the address than ${known.join(' ')}`,
  })
const pointer = z.string().regex(/^(?:\/.*)?$/, { error: 'expected a JSON pointer such as /data/articles' })
const headerName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, { error: 'expected the name of an HTTP header' })
const variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, { error: 'expected the name of an environment variable' })
  .refine((name) => !/^(?:REDIS_URL|DATABASE_URL|FRAMESHIFT_)/.test(name), {
    error: 'expected a key of the service, not one of our own secrets',
  })

const common = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'expected small letters, digits and hyphens' }),
  ask: z.enum(['named', 'always']).default('named').describe('named: only where --search names it; always: whenever outlets are asked.'),
  languages: z
    .array(languageCode)
    .min(1)
    .max(12)
    .optional()
    .describe('Languages to ask in; those of the anchor and of the outlets where none is given.'),
  limit: z.int().min(1).max(250).default(60).describe('Most articles for one question.'),
}

/** A search service as `config/sources.yaml` describes it. Keys stand in the environment, never here. */
export const searchSpecSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('store') }).readonly(),
  z.strictObject({ ...common, kind: z.literal('gdelt'), url: address.optional() }).readonly(),
  z.strictObject({ ...common, kind: z.literal('news-rss'), url: template }).readonly(),
  z
    .strictObject({
      ...common,
      kind: z.literal('media-cloud'),
      url: address.optional(),
      keyFrom: variable.describe('Environment variable that holds the key.'),
      collections: z.array(z.int()).default([]).describe('Numbers of collections of sources; none: all.'),
    })
    .readonly(),
  z
    .strictObject({
      ...common,
      kind: z.literal('json'),
      url: template,
      list: pointer,
      fields: z.strictObject({
        url: pointer,
        title: pointer.optional(),
        summary: pointer.optional(),
        publishedAt: pointer.optional(),
        outlet: pointer.optional(),
        homepage: pointer.optional(),
        language: pointer.optional(),
      }),
      header: headerName.optional().describe('Header that carries the key.'),
      keyFrom: variable.optional().describe('Environment variable that holds what goes into the header.'),
      intervalMs: z.int().min(0).max(600_000).default(0).describe('Quiet time between two questions, in ms.'),
    })
    .readonly(),
])
export type SearchSpec = z.infer<typeof searchSpecSchema>
/** All kinds but our own store, which is not asked over the web. */
export type ServiceSpec = Exclude<SearchSpec, { kind: 'store' }>

export const gdeltEndpoint = 'https://api.gdeltproject.org/api/v2/doc/doc'
export const mediaCloudEndpoint = 'https://search.mediacloud.org/api/'

/** The scheme, host and port that a service is asked at. */
export function originOf(spec: ServiceSpec): string | undefined {
  const address = spec.url ?? (spec.kind === 'gdelt' ? gdeltEndpoint : mediaCloudEndpoint)
  return URL.parse(address)?.origin
}

/** The header that carries a key, and where the key is to be found. */
export function keyOf(spec: ServiceSpec): { readonly header: string; readonly variable: string; readonly prefix: string } | undefined {
  if (spec.kind === 'media-cloud') return { header: 'Authorization', variable: spec.keyFrom, prefix: 'Token ' }
  if (spec.kind !== 'json' || spec.keyFrom === undefined) return undefined
  return { header: spec.header ?? 'Authorization', variable: spec.keyFrom, prefix: '' }
}

/** The languages to ask in: those that are configured, else the anchor's and the outlets', as far as the service tells them apart. */
export function languagesOf(spec: SearchSpec, wanted: readonly string[]): readonly string[] {
  if (spec.kind === 'store') return wanted.slice(0, 1)
  if (spec.languages) return spec.languages
  // Its index is in English, whatever the articles are in.
  if (spec.kind === 'gdelt') return ['en']
  const asksByLanguage = spec.kind === 'media-cloud' || spec.url.includes('{language}')
  return asksByLanguage ? wanted.slice(0, mostLanguages) : wanted.slice(0, 1)
}

const mostLanguages = 6
