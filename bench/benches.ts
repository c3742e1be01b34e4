import type { Bench, Scale } from './running/bench.ts'

type Load = (isQuick: boolean) => Promise<Bench>

/** All comparisons, in the order of the table. Each is loaded by itself, so that a contender starts with its own code and nothing else. */
const loads: Readonly<Record<string, Load>> = {
  extraction: async () => (await import('./extraction.ts')).extraction,
  'extraction-memory': async () => (await import('./extraction-memory.ts')).extractionMemory,
  matching: async () => (await import('./matching.ts')).matching,
  sentiment: async () => (await import('./sentiment.ts')).sentiment,
  voices: async () => (await import('./voices.ts')).voices,
  story: async (isQuick) => (await import('./story-store.ts')).storyFinding(isQuick ? 10_000 : 100_000),
  grouping: async (isQuick) => (await import('./grouping.ts')).grouping(isQuick ? 12_500 : 100_000),
  'what-if': async (isQuick) => (await import('./what-if.ts')).whatIf(isQuick ? [1000, 10_000] : [1000, 10_000, 100_000]),
  pipeline: async () => (await import('./pipeline.ts')).wholePipeline,
  'pipeline-team': async () => (await import('./pipeline.ts')).wholePipelineInTeam,
  'pipeline-growth': async (isQuick) =>
    (await import('./pipeline-growth.ts')).growingPipeline('pipeline-growth', isQuick ? [500, 1000] : [1000, 4000]),
  'pipeline-100k': async () => ({
    ...(await import('./pipeline-growth.ts')).growingPipeline('pipeline-100k', [100_000]),
    onlyNamed: true,
  }),
  'cold-start': async () => (await import('./cold-start.ts')).coldStart,
  web: async () => (await import('./web-pages.ts')).webPages,
  runner: async () => (await import('./runner.ts')).runner,
  'runner-long': async () => (await import('./runner.ts')).runnerLong,
  'runner-wide': async () => (await import('./runner.ts')).runnerWide,
  'runner-postgres': async () => (await import('./runner.ts')).runnerPostgres,
  'runner-stages': async () => (await import('./runner-stages.ts')).runnerStages,
  'runner-local': async () => (await import('./runner.ts')).runnerLocal,
  'runner-scale': async () => (await import('./runner.ts')).runnerScale,
  'runner-memory-local': async () => (await import('./runner-memory.ts')).runnerMemoryLocal,
  'runner-memory': async () => (await import('./runner-memory.ts')).runnerMemory,
}

export function benchesAt(scale: Scale): Promise<readonly Bench[]> {
  return Promise.all(Object.values(loads).map((load) => load(scale === 'quick')))
}

/** `undefined` where there is none of that name. */
export async function benchNamed(name: string | undefined, scale: Scale): Promise<Bench | undefined> {
  return name === undefined ? undefined : await loads[name]?.(scale === 'quick')
}
