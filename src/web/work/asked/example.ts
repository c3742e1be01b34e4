import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { WebAccess } from '../../../app.ts'
import { PipelineError } from '../../../errors.ts'
import { readArchive } from '../../../io/intake/warc.ts'
import type { Plan } from '../../../stages/plan.ts'
import type { SiteParts } from '../../site-parts.ts'
import { comparisonInputSchema, planOf, toComparisonRequest } from './comparison-input.ts'

const examples = new URL('../../../../examples/', import.meta.url)
/** Pages of the invented outlets as `npm run example` read them, which of them is the anchor, and whose they are. */
const files = {
  pages: fileURLToPath(new URL('report/bundle/pages.warc.gz', examples)),
  plan: fileURLToPath(new URL('report/bundle/plan.json', examples)),
  outlets: fileURLToPath(new URL('press/outlets.yaml', examples)),
} as const

/** Whether the example came with this installation. */
export async function hasExample(): Promise<boolean> {
  const found = await Promise.all(Object.values(files).map((path) => stat(path).catch(() => undefined)))
  return found.every((file) => file !== undefined)
}

/** A comparison of how invented outlets tell one invented event, from pages that come with Frameshift: nobody is asked for anything. Throws `not-found` where they are missing. */
export async function examplePlan(parts: Pick<SiteParts, 'app' | 'shelf'>): Promise<Plan> {
  if (!(await hasExample())) throw new PipelineError('not-found', 'The example did not come with this installation', { retry: 'never' })
  const nobody: WebAccess = { allowPrivate: [], resolve: [] }
  const note = 'The example of Frameshift: outlets, people and events are invented.'
  const request = toComparisonRequest(comparisonInputSchema.parse({ pairs: true, note }), nobody)
  const plan = await planOf(
    { ...request, named: [files.pages], outletsFile: files.outlets, offline: true },
    parts,
    await anchorPage(parts.app.settings.network.maxDecodedBytes),
  )
  // Its outlets are named, and have no feeds that anybody could read.
  return { ...plan, discover: false }
}

const anchoredSchema = z.object({ anchor: z.object({ url: z.string() }) })

async function anchorPage(maxBytes: number): Promise<string> {
  const { anchor } = anchoredSchema.parse(JSON.parse(await readFile(files.plan, 'utf8')))
  for await (const page of readArchive(files.pages, { name: files.pages, maxBytes }))
    if (page.kind === 'page' && page.url === anchor.url) return new TextDecoder().decode(page.bytes)
  throw new PipelineError('not-found', 'The example is damaged: its first article is missing', { retry: 'never' })
}
