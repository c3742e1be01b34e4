import { z } from 'zod'
import { toId } from '../core/ids.ts'
import { excludingStages, type Exclusion, type Id, type Outlet, type SearchRead, type Source } from '../model.ts'

/** The schemas of nouns that travel between stages as JSON. */

export function idSchema<Kind extends string>() {
  return z.string().transform((text): Id<Kind> => toId<Kind>(text))
}

/** Absent in JSON, present as `undefined` in the nouns. */
export const textOrUndefined = z
  .string()
  .optional()
  .transform((text) => text)

export const sourceSchema: z.ZodType<Source> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('url'), url: z.string() }),
  z.strictObject({
    kind: z.literal('stored'),
    name: z.string(),
    format: z.enum(['html', 'text']),
    hash: idSchema<'Sha256'>(),
    outletName: z.string(),
    contentType: textOrUndefined,
  }),
])

export const outletSchema: z.ZodType<Outlet> = z.strictObject({
  id: idSchema<'Outlet'>(),
  name: z.string(),
  homepage: textOrUndefined,
  country: textOrUndefined,
  language: textOrUndefined,
  feeds: z.array(z.string()),
  sitemaps: z.array(z.string()),
  groups: z.record(z.string(), z.string()),
})

export const exclusionSchema: z.ZodType<Exclusion> = z.strictObject({
  url: z.string(),
  outlet: idSchema<'Outlet'>()
    .optional()
    .transform((outlet) => outlet),
  stage: z.enum(excludingStages),
  code: z.string(),
  reason: z.string(),
  entries: z.int().optional(),
})

export const searchReadSchema: z.ZodType<SearchRead> = z.strictObject({
  service: z.string(),
  language: z.string(),
  url: textOrUndefined,
  items: z.int(),
  kept: z.int(),
  failure: textOrUndefined,
})
