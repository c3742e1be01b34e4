import type { SiteContext } from '../site-parts.ts'

/** Whether a script of ours asks, which puts the answer into the page that it stands on: it is given that part alone, also where it is refused. */
export function asksForPart(context: SiteContext): boolean {
  return context.req.header('x-part') !== undefined
}
