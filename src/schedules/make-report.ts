import { join } from 'node:path'
import { z } from 'zod'
import type { App } from '../app.ts'
import { reportFolder, type ReportFolder } from '../bundle/make.ts'
import { comparisonRequestSchema, type ComparisonRequest, type RunResult } from '../comparison-run.ts'
import { PipelineError } from '../errors.ts'
import { publishReport } from '../io/publish.ts'
import type { Schedule } from '../io/store/schedules.ts'
import type { Plan } from '../stages/plan.ts'

/** What a run of a schedule has made. */
export interface Made {
  readonly run: string
  /** Of the report, from the working folder. */
  readonly folder: string
  readonly details: Readonly<Record<string, number | string>>
}

export interface ReportSurroundings {
  readonly app: App
  readonly planOf: (request: ComparisonRequest) => Promise<Plan>
  readonly runPlan: (plan: Plan) => Promise<RunResult>
}

/** Makes the comparison that a schedule asks for, and publishes its report below `reports/`. Throws `PipelineError` for whatever kept it from that. */
export async function makeReport(schedule: Schedule, dueAt: number, { app, planOf, runPlan }: ReportSurroundings): Promise<Made> {
  const plan = await planOf(comparisonRequestSchema.parse(schedule.request))
  const { run, end } = await runPlan(plan)
  if (end.kind === 'stopped') throw new PipelineError('stopped', 'Stopped by the user', { retry: 'never' })
  if (end.kind === 'failed') throw new PipelineError(end.code, end.message, { retry: 'never' })
  const files = await reportFolder(run, app)
  const folder = join('reports', schedule.id, new Date(dueAt).toISOString().slice(0, 16).replace(':', ''))
  await publishReport(files, app.resolvePath(folder))
  return { run, folder, details: countsOf(files) }
}

const countsSchema = z.object({
  articles: z.array(z.unknown()),
  hits: z.array(z.unknown()),
  excluded: z.array(z.unknown()),
  outlets: z.array(z.object({ status: z.string() })),
})

function countsOf(files: ReportFolder): Made['details'] {
  const { articles, hits, excluded, outlets } = countsSchema.parse(JSON.parse(String(files.get('report.json'))))
  const covered = outlets.filter(({ status }) => status === 'covered').length
  return { articles: articles.length, hits: hits.length, outlets: covered, excluded: excluded.length }
}
