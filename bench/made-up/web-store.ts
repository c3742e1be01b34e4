import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reportCard } from '../../src/core/report/report-card.ts'
import { toId } from '../../src/core/ids.ts'
import { updateCorpus } from '../../src/workbench/corpus/update-corpus.ts'
import { commandLine, spentBy } from '../running/child.ts'
import { openReports } from './stored-reports.ts'
import { writeNews } from './synthetic-news.ts'

export interface WebStore {
  /** A report that was made by `compare`, whole. */
  readonly run: string
  /** Its anchor. */
  readonly article: string
}

/** A store as a year of use would leave it: reports of eight made-up articles each, listed and searchable, and one that `compare` made. */
export async function makeWebStore(folder: string, articles: number): Promise<WebStore> {
  // First: it keeps its store in order, and could not read the plans of the made-up runs.
  const made = await compareOnce(folder)
  await using reports = await openReports(join(folder, '.frameshift'), articles)
  await reports.grow(articles)
  const { store } = reports.app
  const card = reportCard(made)
  for (const { id, createdAt } of await store.runs.heads({ limit: articles })) {
    if (id === card.run) continue
    const anchor = (await store.stories.get(id))?.anchor
    const title = (anchor && (await store.articles.get(anchor))?.title) ?? id
    await store.reportCards.put({ ...card, run: toId<'Run'>(id), createdAt, title })
  }
  await updateCorpus(reports.app, { signal: new AbortController().signal, onProgress: () => {} })
  return { run: card.run, article: made.anchor }
}

async function compareOnce(folder: string): Promise<{ readonly anchor: string }> {
  const press = join(folder, 'press')
  await mkdir(press)
  for (const [index, { title, text, bodyStart, publishedAt, outlet }] of writeNews(16).entries()) {
    const head = `Title: ${title}\nOutlet: ${outlet}\nDate: ${publishedAt}\n\n`
    const told = 'The minister called the pact a betrayal. Others spoke of a stab in the back.'
    await writeFile(join(press, `${index}.txt`), `${head}${text.slice(bodyStart)}\n\n${told}`)
  }
  await spentBy([...commandLine, 'compare', 'press/0.txt', '--with', 'press', '--offline', '--out', 'report'], folder)
  return JSON.parse(await readFile(join(folder, 'report/report.json'), 'utf8'))
}
