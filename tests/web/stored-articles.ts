import type { App } from '../../src/app.ts'
import { toId } from '../../src/core/ids.ts'
import type { Article } from '../../src/model.ts'

/** An article as a report would have stored it: headline, blank line, body. */
export function storedArticle(id: string, { language, title, body }: { language: string; title: string; body: string }): Article {
  return {
    id: toId<'Article'>(id),
    url: `https://gazette.example/${id}`,
    outlet: toId<'Outlet'>('gazette'),
    title,
    text: `${title}\n\n${body}`,
    bodyStart: title.length + 2,
    byline: [],
    publishedAt: undefined,
    language,
    siteName: undefined,
    confidence: 1,
    flags: [],
    page: toId<'Sha256'>('0'),
  }
}

/** Puts articles where the workbench looks for them. */
export async function storeArticles({ store }: Pick<App, 'store'>, articles: readonly Article[]): Promise<void> {
  for (const article of articles) await store.articles.put(article)
  const lexicon = { id: 'international-relations', hash: toId<'Sha256'>('1') }
  const run = { run: toId<'Run'>('run-1'), lexicon, title: 'The pact', createdAt: '2026-03-01T00:00:00.000Z' }
  await store.corpus.add([{ run, articles }])
}
