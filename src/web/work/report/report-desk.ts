import type { App } from '../../../app.ts'
import { comparableReportSchema, diffReports, type ReportDiff } from '../../../core/report/diff-reports.ts'
import { PipelineError } from '../../../errors.ts'
import { unlessCorrupt } from '../../../io/store/json.ts'
import type { RunId } from '../../../model.ts'
import { concordance, type Concordance, type LineChoice } from './concordance.ts'
import { frameCounts, type FramesOfRun } from './frame-history.ts'
import { frameUse, type OutletUse } from './frame-use.ts'
import { articleEvidence, evidenceList, readEvidence, type ArticleEvidence, type EvidenceList } from './report-evidence.ts'
import { readReport } from './reports.ts'

/**
 * What pages show of a report beside the report itself. A report of a hundred thousand hits takes a second to parse, so that this is done apart, and
 * what a page shows of it is little. Throws `not-found` where there is no report, and `store-corrupt` for one that is damaged.
 */
export interface ReportDesk {
  evidence(run: RunId): Promise<EvidenceList>
  article(run: RunId, id: string): Promise<ArticleEvidence>
  concordance(run: RunId, choice: LineChoice): Promise<Concordance>
  frameUse(run: RunId, frame: string): Promise<readonly OutletUse[]>
  diff(before: RunId, after: RunId): Promise<ReportDiff>
  /** What each of these reports counts of its frames. */
  frames(runs: readonly RunId[]): Promise<readonly FramesOfRun[]>
}

export function createReportDesk(app: Pick<App, 'store'>): ReportDesk {
  const evidenceOf = kept(1, app, (run) => readEvidence(run, app))
  const framesOf = kept(mostCounted, app, (run) => frameCounts(run, app))
  const comparable = (run: RunId) => readReport(run, comparableReportSchema, app)
  return {
    evidence: async (run) => evidenceList(await evidenceOf(run)),
    article: async (run, id) => articleEvidence(id, await evidenceOf(run), app),
    concordance: async (run, choice) => concordance(await evidenceOf(run), choice, app),
    frameUse: (run, frame) => frameUse(run, frame, app),
    diff: async (before, after) => diffReports(await comparable(before), await comparable(after)),
    frames: async (runs) => {
      const counted: FramesOfRun[] = []
      // One after the other: each may be large.
      for (const run of runs) counted.push({ run, frames: await framesOf(run).catch(unlessLost) })
      return counted
    },
  }
}

/** Not kept: a report that is lost may be put back. */
function unlessLost(error: unknown): undefined {
  if (error instanceof PipelineError && error.code === 'not-found') return undefined
  return unlessCorrupt(error)
}

/** Reports whose counts are kept: those that the pages of some schedules show. */
const mostCounted = 200

/** Keeps what was made of the last reports that were asked for, each for as long as its run stays what it is: who reads in a report turns its pages. */
function kept<Value>(most: number, { store }: Pick<App, 'store'>, make: (run: RunId) => Promise<Value>): (run: RunId) => Promise<Value> {
  const values = new Map<string, Promise<Value>>()
  return async (run) => {
    const head = await store.runs.head(run).catch(unlessCorrupt)
    if (head?.endedAt === undefined) return make(run)
    const of = `${run} ${head.endedAt}`
    const value = values.get(of) ?? make(run)
    // Put at the end, so that the first is always the one that was not asked for longest.
    values.delete(of)
    values.set(of, value)
    const [oldest] = values.keys()
    if (values.size > most && oldest !== undefined) values.delete(oldest)
    // A store that is busy now may not be so for who asks next.
    value.catch(() => values.get(of) === value && values.delete(of))
    return value
  }
}
