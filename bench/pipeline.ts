import { startOwnRedis, whyNoRedis } from '../tests/servers.ts'
import { us, type Bench, type Figures, type Metric } from './running/bench.ts'
import { commandLine, meteredNode, spentBy, type Spent } from './running/child.ts'
import { openLoopbackPress } from './made-up/loopback-press.ts'

const articleCount = 400
const bare = 'fetch and parse only'

/**
 * The whole of `compare`, from addresses to a report, over a press on this machine that answers at once: fetching, robots.txt, extraction, grouping,
 * scoring, statistics, report and bundle. Beside it a bare loop that fetches the same pages and builds their trees: less cannot be done.
 */
export const wholePipeline: Bench = {
  name: 'pipeline',
  contenders: [us, bare],
  metrics: metricsOf('whole pipeline'),
  sameIn: undefined,
  rounds: 5,
  floor: { contender: bare, metric: 'articlesPerCpuSecond' },
  needsPeers: false,
  missing: async () => undefined,
  measure: async (contender) => {
    await using press = await openLoopbackPress(articleCount)
    const script = new URL('fetch-and-parse.ts', import.meta.url).pathname
    const args = contender === us ? press.compare : [script, String(press.port), press.addressFile]
    return figuresOf(await spentBy(args, press.folder))
  },
}

const oneProcess = 'in one process'

/** The same with the jobs on Redis: one process asks, another works; what both spend together. */
export const wholePipelineInTeam: Bench = {
  name: 'pipeline-team',
  contenders: [us, oneProcess],
  metrics: metricsOf('whole pipeline with a worker'),
  sameIn: undefined,
  rounds: 5,
  needsPeers: false,
  missing: async () => whyNoRedis(),
  measure: async (contender) => {
    await using press = await openLoopbackPress(articleCount)
    if (contender === oneProcess) return figuresOf(await spentBy(press.compare, press.folder))
    await using redis = await startOwnRedis()
    const env = { REDIS_URL: redis.url }
    const worker = meteredNode([...commandLine, 'work'], { cwd: press.folder, env })
    await worker.says('worker: ready')
    const asking = await spentBy(press.compare, press.folder, env)
    worker.stop()
    const working = await worker.spent
    return figuresOf({ cpuMs: asking.cpuMs + working.cpuMs, peakMb: asking.peakMb + working.peakMb })
  },
}

function metricsOf(what: string): readonly Metric[] {
  return [
    { key: 'articlesPerCpuSecond', name: `${what}: ${articleCount} articles`, unit: 'articles per CPU s', better: 'more' },
    { key: 'articlesPerGb', name: `${what}: articles per GB of peak memory`, unit: 'articles per GB', better: 'more' },
  ]
}

function figuresOf({ cpuMs, peakMb }: Spent): Figures {
  return { articlesPerCpuSecond: articleCount / (cpuMs / 1000), articlesPerGb: articleCount / (peakMb / 1000) }
}
