import type { z } from 'zod'
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
