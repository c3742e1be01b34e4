import type { Stages } from './runners/runnable.ts'
import { toRunnable } from './runners/runnable.ts'
import { compareStage, type ComparePorts } from './stages/compare.ts'
import { discoverStage, type DiscoverPorts } from './stages/discover.ts'
import { extractStage, type ExtractPorts } from './stages/extract.ts'
import { fetchStage, type FetchPorts, type Reading } from './stages/fetch.ts'
import { groupStage, type GroupPorts } from './stages/group.ts'
import type { Plan } from './stages/plan.ts'
import { reportStage, type ReportPorts } from './stages/report.ts'
import { scoreStage, type ScorePorts } from './stages/score.ts'
import type { Next } from './stages/stage.ts'

/** All that stages need from outside. */
export type Ports = DiscoverPorts & FetchPorts & ExtractPorts & GroupPorts & ScorePorts & ComparePorts & ReportPorts

/** From an anchor to a report, in order. Both runners run this list. */
export const pipeline: Stages<Ports> = new Map(
  [
    toRunnable(discoverStage), // which addresses may tell the anchor's story
    toRunnable(fetchStage), // their bytes, politely
    toRunnable(extractStage), // the article in each page
    toRunnable(groupStage), // which articles tell the same event, and which carry another's text
    toRunnable(scoreStage), // framing terms, whose voice each is in, its sentiment
    toRunnable(compareStage), // outlets against each other
    toRunnable(reportStage), // what a reader gets
  ].map((stage) => [stage.name, stage]),
)

/** How a run begins: read the anchor, then look for the story it tells. */
export function firstWork(plan: Plan): Next {
  const anchor: Reading = { source: plan.anchor, role: 'anchor', named: true, outlet: undefined }
  return { all: [{ stage: 'fetch', input: anchor }], then: { stage: 'discover', input: { kind: 'story' } } }
}
