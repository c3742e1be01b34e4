import { Hono } from 'hono'
import { plainMistake } from '../../io/config/plain-mistake.ts'
import { checkedId } from '../guard/ids.ts'
import { Refusal } from '../guard/refusal.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { collectionRoutes } from './collections.ts'
import { openApi } from './openapi.ts'
import { reportRoutes } from './reports.ts'
import type { ApiRoute } from './route.ts'
import { runRoutes } from './runs.ts'
import { scheduleRoutes } from './schedules.ts'
import { tuningRoutes } from './tuning.ts'

/** The same that the pages show and do, as JSON. */
export function api(parts: SiteParts): Hono<SiteEnv> {
  const routes: readonly ApiRoute[] = [
    ...runRoutes(parts),
    ...reportRoutes(parts),
    ...scheduleRoutes(parts),
    ...collectionRoutes(parts),
    ...tuningRoutes(parts),
  ]
  const made = new Hono<SiteEnv>()
  made.get('/openapi.json', (context) => context.json(openApi(routes)))
  for (const route of routes) {
    made.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/gu, ':$1'), async (context) => {
      const query: unknown = route.query?.parse(context.req.query(), { error: plainMistake })
      const body: unknown = route.body?.parse(await readJson(context), { error: plainMistake })
      const answer = await route.handle({ id: (name) => checkedId(context.req.param(name)), query, body, context })
      return answer instanceof Response ? answer : context.json(answer, route.answer.status)
    })
  }
  return made
}

/** The body as JSON. Throws a refusal that does not repeat it. */
async function readJson(context: SiteContext): Promise<unknown> {
  try {
    return JSON.parse(await context.req.text())
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(400, 'not-json', 'Expected a JSON object')
  }
}
