import { us, type Bench, type Metric } from './running/bench.ts'
import { cpuSeconds, peakMegabytes } from './running/cpu.ts'
import { median } from './running/median.ts'
import type { Article } from '../src/model.ts'
import { storyOf, writeNews } from './made-up/synthetic-news.ts'
import { temporaryFolder } from './running/temporary-folder.ts'

/** Anchors asked for at each size; the median of their times counts. */
const anchors = 15
/** As `config/sources.yaml` asks our own store. */
const question = { windowDays: 3, limit: 60 }

/** Finding one anchor's story among stored articles: the index is asked, what it names is read and ranked, and the nearest are grouped with the anchor. */
export function storyFinding(stored: number): Bench {
  return {
    name: 'story',
    contenders: [us],
    metrics: metricsOf(stored),
    sameIn: undefined,
    rounds: 1,
    needsPeers: false,
    missing: async () => undefined,
    measure: async () => {
      const { openStore } = await import('../src/io/store/store.ts')
      const { storedCoverage } = await import('../src/io/stored-coverage.ts')
      const { tellStory } = await import('../src/core/story/tell-story.ts')
      await using temporary = await temporaryFolder('bench')
      const folder = temporary.path
      await using store = await openStore(folder, { now: Date.now })
      const articles = writeNews(stored)
      const byUrl = new Map(articles.map((article) => [article.url, article]))
      let filling = 0
      // Once before any counts: code that has not run yet is slow, and would make the smaller store look it.
      await fill(articles.slice(0, stored / 100))
      const half = await fill(articles.slice(0, stored / 2))
      const whole = await fill(articles.slice(stored / 2))
      return {
        ms: median(whole.times),
        slowestMs: Math.max(...whole.times),
        growth: (median(whole.times) ?? 0) / (median(half.times) ?? 1),
        found: 100 * whole.found,
        indexMs: (1000 * filling) / (stored + stored / 100),
        peakMb: peakMegabytes(),
      }

      async function fill(more: typeof articles) {
        const begun = cpuSeconds()
        for (const article of more) await store.articles.put(article)
        // What came is put into the index at the next question.
        const [first] = more
        if (first) await store.storyIndex.near(first, question)
        filling += cpuSeconds() - begun
        return ask(more)
      }

      /** Anchors spread over the stories that came in last. */
      async function ask(among: typeof articles) {
        const times: number[] = []
        let share = 0
        for (let place = 0; place < anchors; place++) {
          const anchor = among[Math.floor((place / anchors) * among.length)]
          if (!anchor) continue
          const start = cpuSeconds()
          const found = await storedCoverage(anchor, question, store)
          const candidates = found.flatMap(({ url }) => {
            const article = byUrl.get(url)
            return article ? [{ article, named: false }] : []
          })
          const told = tellStory(anchor, candidates, { windowDays: 3, pins: [], excludes: [], note: undefined })
          times.push(1000 * (cpuSeconds() - start))
          const isOwn = (id: string) => storyOf(id) === storyOf(anchor.id)
          const there = articles.filter((article) => isOwn(article.id) && daysBetween(article, anchor) <= question.windowDays)
          share += told.members.filter(({ articleId }) => isOwn(articleId)).length / there.length
        }
        return { times, found: share / anchors }
      }
    },
  }
}

function metricsOf(stored: number): readonly Metric[] {
  const store = `a store of ${stored.toLocaleString('en')}`
  return [
    { key: 'ms', name: `one anchor against ${store}: answer`, unit: 'CPU ms', better: 'less' },
    { key: 'slowestMs', name: `one anchor against ${store}: slowest of ${anchors}`, unit: 'CPU ms', better: 'less' },
    { key: 'growth', name: 'one anchor against a store: twice the store', unit: 'times the time', better: 'less' },
    { key: 'found', name: 'one anchor against a store: articles of its story found', unit: '%', better: 'more' },
    { key: 'indexMs', name: 'one anchor against a store: putting an article in', unit: 'CPU ms', better: 'less' },
    { key: 'peakMb', name: 'one anchor against a store: peak memory', unit: 'MB', better: 'less' },
  ]
}

function daysBetween(a: Article, b: Article): number {
  return Math.abs(Date.parse(a.publishedAt ?? '') - Date.parse(b.publishedAt ?? '')) / 86_400_000
}
