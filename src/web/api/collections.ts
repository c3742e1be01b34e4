import { z } from 'zod'
import { lexiconSchema } from '../../core/lexicon/lexicon.ts'
import type { Outlet } from '../../model.ts'
import type { SiteParts } from '../site-parts.ts'
import { addOutletByHomepage } from '../work/asked/add-outlet.ts'
import { webAddress } from '../work/asked/comparison-input.ts'
import { later, patienceOf, route, waitShape, type ApiRoute } from './route.ts'

const outletSchema = z.object({
  id: z.string(),
  name: z.string(),
  homepage: z.string().nullable(),
  country: z.string().nullable(),
  language: z.string().nullable(),
  feeds: z.array(z.string()),
  sitemaps: z.array(z.string()),
  groups: z.record(z.string(), z.string()),
})

const lexiconSummarySchema = z.object({
  id: z.string(),
  version: z.int().nullable(),
  frames: z.int().nullable(),
  terms: z.int().nullable(),
  mistake: z
    .string()
    .nullable()
    .describe('Why it cannot be used; nothing else is known of it then, nor of a large one that is still being read.'),
})
const findingSchema = z.object({ severity: z.enum(['error', 'warning']), path: z.string(), rule: z.string(), message: z.string() })
const failureSchema = z.object({ term: z.string(), kind: z.string(), example: z.string(), problem: z.string() })

/** Outlets and lexicons: what people edit as files. */
export function collectionRoutes(parts: SiteParts): readonly ApiRoute[] {
  const { shelf, tuning } = parts
  return [
    route({
      method: 'get',
      path: '/outlets',
      summary: 'The configured outlets.',
      answer: { status: 200, schema: z.array(outletSchema), description: 'In the order of the file' },
      handle: async () => (await shelf.outlets()).map(outletJson),
    }),
    route({
      method: 'post',
      path: '/outlets',
      summary: "Find an outlet's name, language, feeds and news sitemaps, and add it to config/outlets.yaml.",
      body: z.strictObject({ homepage: webAddress }),
      answer: { status: 201, schema: outletSchema, description: 'As it was written' },
      handle: async ({ body, context }) => outletJson(await addOutletByHomepage(body.homepage, parts, context.req.raw.signal)),
    }),
    route({
      method: 'get',
      path: '/lexicons',
      summary: 'The lexicons that can be named, also those with a mistake.',
      answer: { status: 200, schema: z.array(lexiconSummarySchema), description: 'By name' },
      handle: async () => {
        const usable = (await shelf.lexicons()).map(({ id, version, frames, terms }) => ({ id, version, frames, terms, mistake: null }))
        const nothingKnown = { version: null, frames: null, terms: null }
        const broken = (await shelf.brokenLexicons()).map(({ name, error }) => ({
          id: name,
          ...nothingKnown,
          mistake: error.message,
        }))
        const unread = (await shelf.unreadLexicons()).map((id) => ({ id, ...nothingKnown, mistake: null }))
        return [...usable, ...broken, ...unread].toSorted((a, b) => (a.id < b.id ? -1 : 1))
      },
    }),
    route({
      method: 'get',
      path: '/lexicons/{lexicon}',
      summary: 'Frames and terms of a lexicon.',
      answer: { status: 200, schema: z.object({ hash: z.string(), lexicon: lexiconSchema }), description: 'The lexicon' },
      handle: async ({ id }) => {
        const { hash, lexicon } = await shelf.lexicon(id('lexicon'))
        return { hash, lexicon }
      },
    }),
    route({
      method: 'get',
      path: '/lexicons/{lexicon}/lint',
      summary: 'Mistakes and weak spots of a lexicon, and examples that fail.',
      query: z.object(waitShape),
      isLong: true,
      answer: {
        status: 200,
        schema: z.object({ findings: z.array(findingSchema), failures: z.array(failureSchema) }),
        description: 'In the order of its terms',
      },
      handle: async ({ id, query, context }) => {
        const looked = await tuning.checked(await shelf.lexicon(id('lexicon')), patienceOf(query))
        if (looked.kind === 'working') return later(context, looked)
        const { findings, failures } = looked.value
        return { findings, failures }
      },
    }),
  ]
}

function outletJson({ id, name, homepage, country, language, feeds, sitemaps, groups }: Outlet): z.infer<typeof outletSchema> {
  return {
    id,
    name,
    homepage: homepage ?? null,
    country: country ?? null,
    language: language ?? null,
    feeds: [...feeds],
    sitemaps: [...sitemaps],
    groups,
  }
}
