import { z } from 'zod'
import type { WebAccess } from '../../../app.ts'
import { planComparison, usualLexicon, type ComparisonRequest } from '../../../comparison-run.ts'
import type { Plan } from '../../../stages/plan.ts'
import type { SiteParts } from '../../site-parts.ts'

/** An address of the web; a name of a file never is one, so that nobody reads this machine's disk through the site. */
export const webAddress = z
  .string()
  .trim()
  .max(8192)
  .regex(/^https?:\/\//iu, 'expected an address that begins with https:// or http://')
  .refine((text) => URL.canParse(text), 'expected an address that begins with https:// or http://')
  .describe('An address that begins with https:// or http://.')

const shortId = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u, 'expected letters, digits, dots and hyphens')

/** What a comparison is made of, as the API takes it. Exactly one of `url` and `text` is given. */
export const comparisonInputSchema = z.strictObject({
  url: webAddress.optional().describe('Address of the anchor article.'),
  text: z.string().min(1).max(200_000).optional().describe('The anchor article as text or HTML, in place of an address.'),
  outlets: z.array(shortId).max(500).optional().describe('Ids of the outlets that are asked for coverage; all where it is missing.'),
  urls: z.array(webAddress).max(500).default([]).describe('Addresses of related coverage.'),
  alone: z.boolean().default(false).describe('Score only the anchor.'),
  lexicon: shortId.optional().describe(`Id of the lexicon; ${usualLexicon} where it is missing.`),
  windowDays: z.number().min(0.04).max(366).default(3).describe('How far from the date of the anchor coverage may lie, in days.'),
  perOutlet: z.int().min(1).max(100).default(5).describe('Most articles of one outlet that are fetched.'),
  pairs: z.boolean().default(false).describe('Compare every pair of outlets too.'),
  note: z.string().max(2000).optional().describe('Printed in the report.'),
})

export type ComparisonInput = z.infer<typeof comparisonInputSchema>

/** Where the anchor is: in the request, or in what a person pasted. */
export const oneAnchor = comparisonInputSchema.refine(({ url, text }) => (url === undefined) !== (text === undefined), {
  message: 'expected either url or text',
  path: ['url'],
})

/** The request that `compare` would make of the same wishes. */
export function toComparisonRequest(input: ComparisonInput, access: WebAccess): ComparisonRequest {
  const { url, outlets, urls, alone, lexicon, windowDays, perOutlet, pairs, note } = input
  return {
    anchor: url ?? '-',
    named: alone ? [] : urls,
    addressList: undefined,
    outletsFile: undefined,
    searches: [],
    outletIds: alone || (outlets === undefined && urls.length > 0) ? undefined : outlets,
    alone,
    lexicons: lexicon === undefined ? [] : [lexicon],
    windowDays,
    perOutlet,
    pairs,
    pins: [],
    excludes: [],
    note: note === '' ? undefined : note,
    ...access,
    sweep: false,
    offline: false,
  }
}

/** The plan of a comparison, with lexicons as they lie on the shelf. */
export function planFor(input: ComparisonInput, parts: PlanParts): Promise<Plan> {
  return planOf(toComparisonRequest(input, parts.access), parts, input.text)
}

/** The plan of a request that was made before. `pasted` is the anchor where the request names none. */
export function planOf(request: ComparisonRequest, { app, shelf }: Pick<SiteParts, 'app' | 'shelf'>, pasted = ''): Promise<Plan> {
  return planComparison(request, { app, stdin: async () => Buffer.from(pasted), lexiconFile: (name) => shelf.lexicon(name) })
}

type PlanParts = Pick<SiteParts, 'app' | 'shelf' | 'access'>
