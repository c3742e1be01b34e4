import { getDomain } from 'tldts'
import { z } from 'zod'

const forestSchema = z.object({
  roots: z.array(z.number()),
  feature: z.array(z.number()),
  threshold: z.array(z.number()),
  right: z.array(z.number()),
  bias: z.number(),
})
/** Of each fold, forests that saw none of its pages, to judge them. */
export const foldModelsSchema = z.array(z.object({ first: forestSchema, second: forestSchema }))

/** Who published a page: two pages of one outlet are never in different folds. */
export function outletOf(url: string): string {
  return getDomain(url) ?? url
}

export function foldOf(outlet: string, folds: number): number {
  let hash = 7
  for (const letter of outlet) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003
  return hash % folds
}
