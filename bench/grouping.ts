import type { Article } from '../src/model.ts'
import { us, type Bench, type Figures, type Metric } from './running/bench.ts'
import { cpuSeconds, peakMegabytes } from './running/cpu.ts'
import { writeNews } from './made-up/synthetic-news.ts'

const longestCpuSeconds = 120

/** Sorting a pool of articles into stories. */
export function grouping(target: number): Bench {
  return {
    name: 'grouping',
    ...growing('one pool into stories', target),
    measure: async () => {
      const { groupArticles } = await import('../src/core/story/group-articles.ts')
      return grow(target, (articles) => groupArticles(articles))
    },
  }
}

/** No package on npm does this work: the figure to watch is how the time grows. */
function growing(what: string, target: number): Omit<Bench, 'name' | 'measure'> {
  const metrics: readonly Metric[] = [
    { key: 'seconds', name: `${what}: ${target.toLocaleString('en')} articles`, unit: 'CPU s', better: 'less' },
    { key: 'articles', name: `${what}: most in ${longestCpuSeconds} CPU s`, unit: 'articles', better: 'more' },
    { key: 'articlesSeconds', name: `${what}: time for these`, unit: 'CPU s', better: 'less' },
    { key: 'growth', name: `${what}: twice the input`, unit: 'times the time', better: 'less' },
    { key: 'peakMb', name: `${what}: peak memory`, unit: 'MB', better: 'less' },
  ]
  return { contenders: [us], metrics, sameIn: undefined, rounds: 1, needsPeers: false, missing: async () => undefined }
}

/** Doubles the input up to the target, and stops before a size that would take too long. */
function grow(target: number, work: (articles: readonly Article[]) => unknown): Figures {
  const articles = writeNews(target)
  let last: { readonly size: number; readonly seconds: number; readonly growth: number } | undefined
  for (let halvings = 9; halvings >= 0; halvings--) {
    const size = Math.round(target / 2 ** halvings)
    if (last && last.seconds * last.growth > longestCpuSeconds) break
    const start = cpuSeconds()
    work(articles.slice(0, size))
    const seconds = cpuSeconds() - start
    last = { size, seconds, growth: last ? seconds / last.seconds : 4 }
  }
  return {
    seconds: last?.size === target ? last.seconds : undefined,
    articles: last?.size,
    articlesSeconds: last?.seconds,
    growth: last?.growth,
    peakMb: peakMegabytes(),
  }
}
