import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { html } from 'hono/html'
import { printed } from '../examples/press/printed.ts'
import type { Article } from '../src/model.ts'
import { startPress, type Site } from '../tests/press/press.ts'
import { us, type Bench, type Figures } from './bench.ts'
import { commandLine, spentBy } from './child.ts'
import { writeNews } from './synthetic-news.ts'

const articleCount = 400
const bare = 'fetch and parse only'

/**
 * The whole of `compare`, from addresses to a report, over a press on this machine that answers at once: fetching, robots.txt, extraction, grouping,
 * scoring, statistics, report and bundle. Beside it a bare loop that fetches the same pages and builds their trees: less cannot be done.
 */
export const wholePipeline: Bench = {
  name: 'pipeline',
  contenders: [us, bare],
  metrics: [
    { key: 'articlesPerCpuSecond', name: `whole pipeline: ${articleCount} articles`, unit: 'articles per CPU s', better: 'more' },
    { key: 'articlesPerGb', name: 'whole pipeline: articles per GB of peak memory', unit: 'articles per GB', better: 'more' },
  ],
  sameIn: undefined,
  rounds: 5,
  floor: { contender: bare, metric: 'articlesPerCpuSecond' },
  needsPeers: false,
  missing: async () => undefined,
  measure: async (contender) => {
    const articles = writeNews(articleCount)
    await using press = await startPress(sitesOf(articles))
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-pipeline-'))
    try {
      const addresses = articles.map(({ url }) => url.replace('https:', 'http:'))
      await writeFile(join(folder, 'urls.txt'), addresses.join('\n'))
      const rules = [
        ...press.resolve.flatMap((rule) => ['--resolve', rule]),
        ...press.allowPrivate.flatMap((rule) => ['--allow-private', rule]),
      ]
      const ours = [...commandLine, 'compare', addresses[0] ?? '', '--urls', 'urls.txt', '--out', 'report', ...rules]
      const script = new URL('fetch-and-parse.ts', import.meta.url).pathname
      return figuresOf(await spentBy(contender === us ? ours : [script, String(press.port), 'urls.txt'], folder))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

function figuresOf({ cpuMs, peakMb }: Awaited<ReturnType<typeof spentBy>>): Figures {
  return { articlesPerCpuSecond: articleCount / (cpuMs / 1000), articlesPerGb: articleCount / (peakMb / 1000) }
}

function sitesOf(articles: readonly Article[]): ReadonlyMap<string, Site> {
  const byHost = Map.groupBy(articles, ({ url }) => new URL(url).hostname)
  return new Map(
    [...byHost].map(([host, own]) => [host, { pages: new Map(own.map((article) => [new URL(article.url).pathname, page(article)])) }]),
  )
}

function page({ title, text, bodyStart, publishedAt, language }: Article): string {
  return printed(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <title>${title}</title>
          <meta property="og:type" content="article" />
          <meta property="article:published_time" content="${publishedAt}" />
        </head>
        <body>
          <nav><a href="/">Front page</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
          <article>
            <h1>${title}</h1>
            ${text
              .slice(bodyStart)
              .split(/\n\n|(?<=\. )/)
              .map((paragraph) => html`<p>${paragraph}</p>`)}
          </article>
          <footer>All rights reserved.</footer>
        </body>
      </html>`,
  )
}
