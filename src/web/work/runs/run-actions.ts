import { PipelineError } from '../../../errors.ts'
import type { RunId } from '../../../model.ts'
import { planSchema } from '../../../stages/plan.ts'
import type { SiteParts } from '../../site-parts.ts'
import { readRun, type RunView } from './run-view.ts'

/** Stops a run for good. A run that has ended stays as it is. */
export async function cancelRun(run: RunId, parts: Pick<SiteParts, 'app' | 'desk'>): Promise<RunView> {
  const { record } = await readRun(run, parts)
  if (record.state === 'open') await parts.desk.cancel(run)
  return readRun(run, parts)
}

/** Goes on with a run that nobody works on, or makes the comparison of one that has ended again. Its private addresses are those that this site was started with. */
export async function retryRun(run: RunId, { app, desk, access }: Pick<SiteParts, 'app' | 'desk' | 'access'>): Promise<RunId> {
  const record = await app.store.runs.get(run)
  if (!record) throw new PipelineError('run-missing', 'No run has this name', { retry: 'never' })
  const plan = planSchema.safeParse(record.settings)
  if (plan.success) return desk.start({ ...plan.data, allowPrivate: [...access.allowPrivate], resolve: [...access.resolve] })
  throw new PipelineError('plan-broken', 'The plan of this run was written by another version: start the comparison anew', {
    retry: 'never',
  })
}
