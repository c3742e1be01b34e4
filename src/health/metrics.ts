import type { App } from '../app.ts'
import type { Check } from './check-up.ts'

export interface MetricsParts {
  readonly app: Pick<App, 'store' | 'now'>
  readonly checks: readonly Check[]
  /** Longest time for which the event loop of this process stood still since it was last asked, in seconds; `undefined` where nobody measures it. */
  readonly longestStallSeconds: number | undefined
}

const mostLetters = 10_000

/** Figures in the text format of Prometheus: jobs of open runs, jobs given up, schedules, and this process. */
export async function metricsText({ app, checks, longestStallSeconds }: MetricsParts): Promise<string> {
  const lines = [
    ...family(
      'frameshift_up',
      'gauge',
      'Whether what the process needs is well.',
      checks.map(({ name, isWell }) => [{ what: name }, Number(isWell)]),
    ),
    ...family('frameshift_process_memory_bytes', 'gauge', 'Resident memory of this process.', [[{}, process.memoryUsage.rss()]]),
    ...(longestStallSeconds === undefined
      ? []
      : family('frameshift_event_loop_stall_seconds', 'gauge', 'Longest stall of the event loop since the last scrape.', [
          [{}, longestStallSeconds],
        ])),
    ...family('frameshift_process_start_time_seconds', 'gauge', 'When this process began.', [
      [{}, Math.round(performance.timeOrigin) / 1000],
    ]),
  ]
  // Without a store there is nothing more to be said, and the scrape must not fail: it says that there is no store.
  if (checks.some(({ name, isWell }) => name === 'store' && !isWell)) return `${lines.join('\n')}\n`
  return `${[...lines, ...(await storeFamilies(app))].join('\n')}\n`
}

async function storeFamilies({ store }: MetricsParts['app']): Promise<readonly string[]> {
  const jobs = new Map<string, Sample>()
  const runs = await store.ledger.openRuns()
  for (const run of runs) {
    for (const { stage, ...states } of await store.ledger.progress(run)) {
      for (const [state, count] of Object.entries(states)) {
        const key = `${stage} ${state}`
        jobs.set(key, [{ stage, state }, (jobs.get(key)?.[1] ?? 0) + count])
      }
    }
  }
  const letters = new Map<string, Sample>()
  for (const { stage, code } of await store.ledger.deadLetters({ run: undefined, limit: mostLetters })) {
    const key = `${stage} ${code}`
    letters.set(key, [{ stage, code }, (letters.get(key)?.[1] ?? 0) + 1])
  }
  const schedules = await store.schedules.list()
  const count = (state: string) => schedules.filter((schedule) => schedule.state === state).length
  return [
    ...family('frameshift_open_runs', 'gauge', 'Runs with open jobs.', [[{}, runs.length]]),
    ...family('frameshift_jobs', 'gauge', 'Jobs of open runs.', [...jobs.values()]),
    ...family('frameshift_dead_letters', 'gauge', 'Jobs that were given up.', [...letters.values()]),
    ...family('frameshift_schedules', 'gauge', 'Schedules.', [
      [{ state: 'active' }, count('active')],
      [{ state: 'paused' }, count('paused')],
    ]),
  ]
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number]

function family(name: string, type: 'gauge', help: string, samples: readonly Sample[]): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map(([labels, value]) => `${name}${labelsOf(labels)} ${value}`)]
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll(/[\\"\n]/g, '_')}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
