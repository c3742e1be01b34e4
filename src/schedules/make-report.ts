import { z } from 'zod'
import type { App } from '../app.ts'
import { reportFolder, type ReportFolder } from '../bundle/make.ts'
import type { ComparisonRequest, RunResult } from '../comparison-run.ts'
import { toldEdit, type ToldEdit } from '../core/watch/told-edit.ts'
import { PipelineError } from '../errors.ts'
import { publishReport } from '../io/publish.ts'
import type { Schedule } from '../io/store/schedules.ts'
import type { Plan } from '../stages/plan.ts'
import { reportPlace } from '../report-place.ts'
import { makeWatch } from '../watch/make-watch.ts'
import { requestOf } from './request-of.ts'

/** What a run of a schedule has made. */
export interface Made {
  /** `undefined` for a watch, which has no run. */
  readonly run: string | undefined
  /** Of the report, from the working folder; `undefined` where a watch found nothing to report. */
  readonly folder: string | undefined
  readonly details: Readonly<Record<string, number | string>>
  /** Of a watch: what was edited. */
  readonly edits?: readonly ToldEdit[]
}

export interface ReportSurroundings {
  readonly app: App
  readonly planOf: (request: ComparisonRequest) => Promise<Plan>
  readonly runPlan: (plan: Plan) => Promise<RunResult>
  readonly signal: AbortSignal
}

/** Makes the comparison or the second reading that a schedule asks for, and publishes its report below `reports/`. Throws `PipelineError` for whatever kept it from that. */
export async function makeReport(schedule: Schedule, dueAt: number, { app, planOf, runPlan, signal }: ReportSurroundings): Promise<Made> {
  const request = requestOf(schedule)
  const wanted = await planOf(request)
  const plan =
    request.query === undefined ? wanted : await (await import('../comparison-query.ts')).withLead(wanted, request, { app, signal })
  const folder = reportPlace(schedule.id, dueAt)
  if (schedule.kind === 'watch') return watched(plan, { app, name: schedule.id, folder, signal })
  // To plan takes a while, and nobody is left to stop a run that begins after the stop.
  signal.throwIfAborted()
  const { run, end } = await runPlan(plan)
  // Whoever cancels a run does not want it made again; who stops the process may.
  if (end.kind === 'stopped' && (await app.store.runs.head(run))?.state === 'cancelled')
    throw new PipelineError('run-cancelled', 'The run was cancelled', { retry: 'never' })
  if (end.kind === 'stopped') throw new PipelineError('stopped', 'Stopped by the user', { retry: 'never' })
  if (end.kind === 'failed') throw new PipelineError(end.code, end.message, { retry: 'never' })
  const files = await reportFolder(run, app)
  await publishReport(files, app.resolvePath(folder))
  return { run, folder, details: countsOf(files) }
}

async function watched(
  plan: Plan,
  options: { readonly app: App; readonly name: string; readonly folder: string; readonly signal: AbortSignal },
): Promise<Made> {
  const { report, files, seen } = await makeWatch(plan, options)
  if (files) await publishReport(files, options.app.resolvePath(options.folder))
  await options.app.store.watched.put(options.name, seen)
  const moved = report.edits.reduce((sum, edit) => sum + edit.moved.length, 0)
  const details = {
    edited: report.edits.length,
    same: report.unchanged.length,
    first: report.first.length,
    unread: report.unread.length,
    moved,
  }
  return { run: undefined, folder: files && options.folder, details, edits: report.edits.map(toldEdit) }
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
