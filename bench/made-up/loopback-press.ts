import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { html } from 'hono/html'
import { printed } from '../../examples/press/printed.ts'
import { seededRandom } from '../../src/core/stats/seeded-random.ts'
import type { Article } from '../../src/model.ts'
import { startPress, type Site } from '../../tests/press/press.ts'
import { commandLine } from '../running/child.ts'
import { temporaryFolder } from '../running/temporary-folder.ts'
import { writeNews } from './synthetic-news.ts'
import { oneOf } from './synthetic-text.ts'
import { writeReport } from './voice-text.ts'

/** A press on this machine that answers at once, and a folder in which a comparison of all its articles can be made. */
export interface LoopbackPress extends AsyncDisposable {
  readonly port: number
  readonly folder: string
  /** In the folder: one address a line. */
  readonly addressFile: string
  /** What Node is started with to compare all articles, from addresses to a report. */
  readonly compare: readonly string[]
}

export async function openLoopbackPress(articleCount: number): Promise<LoopbackPress> {
  const random = seededRandom(3, 'press')
  // English sentences with voices and framing terms in them are what is read; made-up words below them make the stories.
  const articles = writeNews(articleCount).map((article): Article => {
    const report = writeReport(18, { language: 'en', random })
    const framing = `The minister called it ${oneOf(framed, random)}.`
    return { ...article, text: [article.title, report, framing, article.text.slice(article.bodyStart)].join('\n\n') }
  })
  const press = await startPress(sitesOf(articles))
  const temporary = await temporaryFolder('pipeline')
  const folder = temporary.path
  const addresses = articles.map(({ url }) => url.replace('https:', 'http:'))
  const addressFile = 'urls.txt'
  await writeFile(join(folder, addressFile), addresses.join('\n'))
  const rules = [
    ...press.resolve.flatMap((rule) => ['--resolve', rule]),
    ...press.allowPrivate.flatMap((rule) => ['--allow-private', rule]),
  ]
  return {
    port: press.port,
    folder,
    addressFile,
    compare: [...commandLine, 'compare', addresses[0] ?? '', '--urls', addressFile, '--out', 'report', ...rules],
    [Symbol.asyncDispose]: async () => {
      await press[Symbol.asyncDispose]()
      await temporary[Symbol.asyncDispose]()
    },
  }
}

/** Terms of the shipped lexicon. */
const framed = ['a stab in the back', 'a betrayal', 'blackmail', 'a victory for the region', 'a breach of trust'] as const

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
