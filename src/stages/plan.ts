import { z } from 'zod'
import { searchSpecSchema } from '../core/discover/search/search-spec.ts'
import { translationSchema } from '../core/report/translations.ts'
import { lexiconSchema } from '../core/lexicon/lexicon.ts'
import { exclusionSchema, idSchema, outletSchema, sourceSchema, textOrUndefined } from './noun-schemas.ts'

/** A plan file, by its hash, and what of this run is not as it says. */
const registrationSchema = z
  .strictObject({
    hash: z.string(),
    question: z.string(),
    /** ISO 8601, UTC: when the store first saw the file in this form. */
    registeredAt: z.string(),
    deviations: z.array(z.string()),
    /** Hold in place of the settings. */
    statistics: z.strictObject({
      level: z.number().optional(),
      falseDiscoveryRate: z.number().optional(),
      draws: z.int().optional(),
    }),
  })
  .readonly()

/**
 * What was asked of a run, complete: a worker on another machine needs nothing else. Kept with the run; two runs with the same plan
 * are the same work.
 */
export const planSchema = z
  .strictObject({
    anchor: sourceSchema,
    /** Related coverage named by the user. */
    named: z.array(sourceSchema),
    /** What was named and could not even be taken in: a missing file, a line that is no address. */
    refused: z.array(exclusionSchema),
    /** Outlets whose sources are asked for coverage; also the names of hosts. */
    outlets: z.array(outletSchema),
    /** Whether the outlets are asked at all: `false` when coverage was only named, or with `--alone`. */
    discover: z.boolean(),
    /** Search services that are asked too. Their keys stay in the environment of whoever asks. */
    searches: z.array(searchSpecSchema).default([]),
    offline: z.boolean(),
    windowDays: z.number(),
    perOutlet: z.int(),
    pairs: z.boolean(),
    /** Whether the comparison is repeated under other reasonable choices. */
    sweep: z.boolean().default(false),
    lexicon: z.strictObject({ hash: idSchema<'Sha256'>(), lexicon: lexiconSchema }),
    /** Articles or addresses that belong to the story, or do not, by the user's word. */
    pins: z.array(z.string()),
    excludes: z.array(z.string()),
    note: textOrUndefined,
    /** Sentences that a person translated, shown beside the original. */
    translations: z.array(translationSchema).default([]),
    /** Settings that were written down before anything was looked at. */
    registration: registrationSchema.optional().transform((registration) => registration),
    /** `HOST[:PORT]` or CIDR: private addresses this run may reach. */
    allowPrivate: z.array(z.string()),
    /** `HOST=ADDRESS[:PORT]`, a `*.` in front stands for any subdomain: answers given in place of DNS. */
    resolve: z.array(z.string()),
  })
  .readonly()

export type Plan = z.infer<typeof planSchema>
