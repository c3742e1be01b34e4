import type { App } from '../../../app.ts'
import { comparableReportSchema, diffReports, type ReportDiff } from '../../../core/report/diff-reports.ts'
import { unlessCorrupt } from '../../../io/store/json.ts'
import type { RunId } from '../../../model.ts'
import { concordance, type Concordance, type LineChoice } from './concordance.ts'
import { framesOfRun, type FramesOfRun } from './frame-history.ts'
import { frameUse, type OutletUse } from './frame-use.ts'
import { articleEvidence, evidenceList, readEvidence, type ArticleEvidence, type Evidence, type EvidenceList } from './report-evidence.ts'
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
  const evidenceOf = keptEvidence(app)
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
      for (const run of runs) counted.push(await framesOfRun(run, app))
      return counted
    },
  }
}

/** Who reads in a report turns its pages: the last one is kept as it was parsed, for as long as its run stays what it is. */
function keptEvidence(app: Pick<App, 'store'>): (run: RunId) => Promise<Evidence> {
  let kept: { readonly of: string; readonly evidence: Promise<Evidence> } | undefined
  return async (run) => {
    const head = await app.store.runs.head(run).catch(unlessCorrupt)
    if (head?.endedAt === undefined) return readEvidence(run, app)
    const of = `${run} ${head.endedAt}`
    if (kept?.of === of) return kept.evidence
    const evidence = readEvidence(run, app)
    kept = { of, evidence }
    // A store that is busy now may not be so for who asks next.
    evidence.catch(() => {
      if (kept?.evidence === evidence) kept = undefined
    })
    return evidence
  }
}
