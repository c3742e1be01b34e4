import { z } from 'zod'
import type { App } from '../../../app.ts'
import { reportCard } from '../../../core/report/report-card.ts'
import { PipelineError } from '../../../errors.ts'
import type { RunId } from '../../../model.ts'
import { updateCorpus } from '../../../workbench/corpus/update-corpus.ts'

/** Reports taken in at a time. */
const atATime = 20
/** The newest come first; of those behind so many that cannot be read none is looked for. */
const mostUnreadable = 200
/** What is left over then is taken in the next time. */
const longestMs = 60_000

/**
 * Makes new reports, whoever made them, findable in lists and their articles searchable by terms. Cheap when there is none. A report that
 * cannot be read, for example one of another version, stays out of the lists and keeps no other out.
 */
export async function takeInReports(app: Pick<App, 'store'>, stopped: AbortSignal): Promise<void> {
  const unreadable = new Set<RunId>()
  while (unreadable.size < mostUnreadable && !stopped.aborted) {
    const missing = (await app.store.reportCards.missing(atATime + unreadable.size)).filter((run) => !unreadable.has(run))
    if (missing.length === 0) break
    for (const run of missing) if (!(await takeIn(run, app))) unreadable.add(run)
  }
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(longestMs)])
  try {
    await updateCorpus(app, { signal, onProgress: () => {} })
  } catch (error) {
    if (error !== signal.reason) throw error
  }
}

/** `false` for what is no report that this version can read. */
async function takeIn(run: RunId, { store }: Pick<App, 'store'>): Promise<boolean> {
  try {
    const text = await store.files.text(run, 'report.json')
    if (text === undefined) return false
    await store.reportCards.put(reportCard(JSON.parse(text)))
    return true
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return false
    if (error instanceof PipelineError && error.code === 'store-corrupt') return false
    throw error
  }
}
