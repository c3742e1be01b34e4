import { z } from 'zod'
import type { Progress } from '../../workbench/corpus/search-corpus.ts'
import type { SiteContext } from '../site-parts.ts'

/** One address of the API. The description that programs read and the checks of what they send are made of the same schemas. */
export interface ApiRoute<Query extends z.ZodType = z.ZodType, Body extends z.ZodType = z.ZodType> {
  readonly method: 'get' | 'post'
  /** Below `/api`; `{name}` stands for an id. */
  readonly path: string
  readonly summary: string
  readonly query?: Query
  readonly body?: Body
  readonly answer: { readonly status: 200 | 201 | 202; readonly schema: z.ZodType; readonly description: string }
  /** The answer may still be worked out: `later` tells how far that has come. */
  readonly isLong?: boolean
  handle(asked: Asked<z.infer<Query>, z.infer<Body>>): Promise<unknown>
}

export interface Asked<Query, Body> {
  /** A part of the path, as it was checked. Throws `not-found` for one that cannot be an id. */
  readonly id: (name: string) => string
  readonly query: Query
  readonly body: Body
  readonly context: SiteContext
}

/** Keeps the types of one route together. */
export function route<Query extends z.ZodType, Body extends z.ZodType>(made: ApiRoute<Query, Body>): ApiRoute<Query, Body> {
  return made
}

/** Of an answer that is still worked out: ask again, or wait for it. */
export const progressSchema = z.object({
  working: z.object({ done: z.int().describe('Articles read.'), of: z.int().describe('0 before it is known.') }),
})

/** How long the answer may take, for routes that are long. */
export const waitShape = {
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(60)
    .default(0)
    .describe('Seconds to wait for the answer; 202 and how far it has come where it is not there by then.'),
}

/** `undefined`: for the moment that every question waits. */
export function patienceOf({ wait }: { readonly wait: number }): number | undefined {
  return wait === 0 ? undefined : wait * 1000
}

/** The answer of a long route before it is there. */
export function later(context: SiteContext, { done, of }: Progress): Response {
  return context.json({ working: { done, of } } satisfies z.infer<typeof progressSchema>, 202)
}
