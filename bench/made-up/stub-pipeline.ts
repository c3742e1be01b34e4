import { z } from 'zod'
import { toRunnable, type Lane, type Stages } from '../../src/runners/runnable.ts'
import type { Next, Stage } from '../../src/stages/stage.ts'

/** The pipeline with stages that do nothing: outlets announce articles, each is fetched and then extracted, and when all have ended there is a report. */

const perOutlet = 100

/** What the lanes of a process have at the same time unless it is told otherwise. */
export const usualConcurrency: Readonly<Record<Lane, number>> = { polls: 4, network: 8, compute: 2, reports: 1 }

const outletSchema = z.strictObject({ outlet: z.int() })
const articleSchema = z.strictObject({ url: z.string(), outlet: z.int() })
const pageSchema = z.strictObject({ url: z.string(), page: z.string() })
const reportSchema = z.strictObject({})

const discover: Stage<z.infer<typeof outletSchema>, { readonly found: number }, object> = {
  name: 'discover',
  lane: 'polls',
  input: outletSchema,
  key: ({ outlet }) => String(outlet),
  run: () => Promise.resolve({ found: perOutlet }),
  next: (_output, { outlet }) => ({
    each: urlsOf(outlet).map((url) => ({ stage: 'fetch', input: { url, outlet } }) as const),
  }),
}

const read: Stage<z.infer<typeof articleSchema>, { readonly page: string }, object> = {
  name: 'fetch',
  lane: 'network',
  input: articleSchema,
  key: ({ url }) => url,
  run: () => Promise.resolve({ page: 'f'.repeat(64) }),
  next: ({ page }, { url }) => ({ each: [{ stage: 'extract', input: { url, page } }] }),
}

const extract: Stage<z.infer<typeof pageSchema>, { readonly article: string }, object> = {
  name: 'extract',
  lane: 'compute',
  input: pageSchema,
  key: ({ url }) => url,
  run: ({ page }) => Promise.resolve({ article: page }),
  next: () => ({ each: [] }),
}

const report: Stage<z.infer<typeof reportSchema>, object, object> = {
  name: 'report',
  lane: 'reports',
  input: reportSchema,
  key: () => 'run',
  run: () => Promise.resolve({}),
  next: () => ({ each: [] }),
}

export const stubStages: Stages<object> = new Map([
  [discover.name, toRunnable(discover)],
  [read.name, toRunnable(read)],
  [extract.name, toRunnable(extract)],
  [report.name, toRunnable(report)],
])

/** The first work of a run over so many articles. */
export function stubRunOver(articles: number): Next {
  const outlets = Array.from({ length: articles / perOutlet }, (_, outlet) => ({ stage: 'discover', input: { outlet } }) as const)
  return { all: outlets, then: { stage: 'report', input: {} } }
}

export function urlsOf(outlet: number): readonly string[] {
  return Array.from(
    { length: perOutlet },
    (_, index) => `https://outlet-${outlet}.example/world/2026/11/29/a-headline-of-some-length-${index}.html`,
  )
}
