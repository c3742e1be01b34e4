import { z } from 'zod'
import { toId } from '../../core/ids.ts'
import { runStates } from '../../io/store/runs.ts'
import { jobStates } from '../../runners/ledger.ts'
import { stageNames } from '../../stages/stage.ts'
import type { SiteParts } from '../site-parts.ts'
import { oneAnchor, planFor } from '../work/asked/comparison-input.ts'
import { recognise } from '../work/asked/recognise.ts'
import { cancelRun, retryRun } from '../work/runs/run-actions.ts'
import { readRun, type RunView } from '../work/runs/run-view.ts'
import { route, type ApiRoute } from './route.ts'

const started = z.object({ run: z.string(), page: z.string().describe('Where a person can watch it.') })

const runSchema = z.object({
  id: z.string(),
  title: z.string().nullable(),
  state: z.enum(runStates),
  work: z
    .enum(['queued', 'running', 'elsewhere', 'interrupted', 'over'])
    .describe('Who works on it; interrupted: nobody, and a retry goes on with it.'),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  stages: z.array(z.object({ stage: z.enum(stageNames), ...Object.fromEntries(jobStates.map((state) => [state, z.int()])) })),
  waiting: z.array(z.object({ what: z.string(), seconds: z.number(), isRetry: z.boolean() })),
  failures: z.array(z.object({ what: z.string(), code: z.string(), message: z.string() })),
  notice: z.string().nullable(),
  report: z.boolean(),
})

const recognisedSchema = z.object({
  title: z.string(),
  outlet: z.string(),
  url: z.string(),
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
  words: z.int(),
  confidence: z.number(),
  flags: z.array(z.string()),
  beginning: z.string(),
})

const nothing = z.strictObject({})

export function runRoutes(parts: SiteParts): readonly ApiRoute[] {
  const { app, desk } = parts
  return [
    route({
      method: 'post',
      path: '/runs',
      summary: 'Start a comparison. The same request goes on with a run that is open.',
      body: oneAnchor,
      answer: { status: 202, schema: started, description: 'The run has been accepted' },
      handle: async ({ body }) => {
        const run = await desk.start(await planFor(body, parts))
        return { run, page: `/runs/${run}` }
      },
    }),
    route({
      method: 'post',
      path: '/articles/recognise',
      summary: 'Read one article, without comparing it.',
      body: oneAnchor,
      answer: { status: 200, schema: recognisedSchema, description: 'The article in the page or text' },
      handle: ({ body, context }) => recognise(body, parts, context.req.raw.signal),
    }),
    route({
      method: 'get',
      path: '/runs',
      summary: 'The newest runs.',
      query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
      answer: { status: 200, schema: z.array(runSchema), description: 'The newest first' },
      handle: async ({ query }) => {
        const views = []
        for (const { id } of await app.store.runs.heads({ limit: query.limit })) views.push(await readRun(id, parts))
        return views.map(runJson)
      },
    }),
    route({
      method: 'get',
      path: '/runs/{run}',
      summary: 'How far a run is, what it waits for, and what failed.',
      answer: { status: 200, schema: runSchema, description: 'The run' },
      handle: async ({ id }) => runJson(await readRun(toId<'Run'>(id('run')), parts)),
    }),
    route({
      method: 'post',
      path: '/runs/{run}/cancel',
      summary: 'Stop a run for good.',
      body: nothing,
      answer: { status: 200, schema: runSchema, description: 'The run' },
      handle: async ({ id }) => runJson(await cancelRun(toId<'Run'>(id('run')), parts)),
    }),
    route({
      method: 'post',
      path: '/runs/{run}/retry',
      summary: 'Go on with an interrupted run, or make a comparison again that has ended.',
      body: nothing,
      answer: { status: 202, schema: started, description: 'The run has been accepted' },
      handle: async ({ id }) => {
        const run = await retryRun(toId<'Run'>(id('run')), parts)
        return { run, page: `/runs/${run}` }
      },
    }),
  ]
}

function runJson({ record, title, work, stages, waiting, failures, notice, hasReport }: RunView): z.infer<typeof runSchema> {
  const { id, state, createdAt, endedAt, failure } = record
  return {
    id,
    title: title ?? null,
    state,
    work,
    createdAt,
    endedAt: endedAt ?? null,
    failure: failure ?? null,
    stages: [...stages],
    waiting: [...waiting],
    failures: [...failures],
    notice: notice ?? null,
    report: hasReport,
  }
}
