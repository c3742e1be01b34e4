import type { Bench } from './bench.ts'
import { coldStart } from './cold-start.ts'
import { extractionMemory } from './extraction-memory.ts'
import { extraction } from './extraction.ts'
import { grouping } from './grouping.ts'
import { matching } from './matching.ts'
import { wholePipeline } from './pipeline.ts'
import { runner, runnerScale } from './runner.ts'
import { sentiment } from './sentiment.ts'
import { storyFinding } from './story-store.ts'
import { voices } from './voices.ts'
import { webPages } from './web-pages.ts'
import { whatIfBench } from './what-if.ts'

/** All comparisons, in the order of the table. */
export const benches: readonly Bench[] = [
  extraction,
  extractionMemory,
  matching,
  sentiment,
  voices,
  storyFinding,
  grouping,
  whatIfBench,
  wholePipeline,
  coldStart,
  webPages,
  runner,
  runnerScale,
]
