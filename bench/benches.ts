import type { Bench, Scale } from './running/bench.ts'
import { coldStart } from './cold-start.ts'
import { extractionMemory } from './extraction-memory.ts'
import { extraction } from './extraction.ts'
import { grouping } from './grouping.ts'
import { matching } from './matching.ts'
import { wholePipeline, wholePipelineInTeam } from './pipeline.ts'
import { growingPipeline } from './pipeline-growth.ts'
import { runnerMemory } from './runner-memory.ts'
import { runner, runnerScale } from './runner.ts'
import { sentiment } from './sentiment.ts'
import { storyFinding } from './story-store.ts'
import { voices } from './voices.ts'
import { webPages } from './web-pages.ts'
import { whatIf } from './what-if.ts'

/** All comparisons, in the order of the table. */
export function benchesAt(scale: Scale): readonly Bench[] {
  const isQuick = scale === 'quick'
  return [
    extraction,
    extractionMemory,
    matching,
    sentiment,
    voices,
    storyFinding(isQuick ? 10_000 : 100_000),
    grouping(isQuick ? 12_500 : 100_000),
    whatIf(isQuick ? [1000, 10_000] : [1000, 10_000, 100_000]),
    wholePipeline,
    wholePipelineInTeam,
    growingPipeline('pipeline-growth', isQuick ? [500, 1000] : [1000, 4000]),
    { ...growingPipeline('pipeline-100k', [100_000]), onlyNamed: true },
    coldStart,
    webPages,
    runner,
    runnerScale,
    ...runnerMemory,
  ]
}
