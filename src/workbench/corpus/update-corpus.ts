import type { App } from '../../app.ts'
import type { CorpusRun } from '../../io/store/corpus/corpus.ts'
import { isCorrupt } from '../../io/store/json.ts'
import type { Article, RunId } from '../../model.ts'
import { planHeadSchema } from './plan-head.ts'

/** Taken in at a time: what is lost when the process is stopped, and what is held in memory. The more, the less often postings are rewritten. */
const runsAtATime = 250
const articlesAtATime = 2000

export interface UpdateOptions {
  readonly signal: AbortSignal
  /** Told after every batch how many reports have been taken in by now. */
  readonly onProgress: (reports: number) => void
  /** Told at the end of reports that cannot be read. */
  readonly onUnreadable?: (runs: readonly RunId[]) => void
}

/**
 * Takes the articles of new reports into the corpus, in which lexicon terms are looked up. Cheap when there is nothing new; stopped in the
 * middle, it goes on where it was. A report that cannot be read, for example one of another version, is left out and keeps no other out.
 */
export async function updateCorpus(app: Pick<App, 'store'>, { signal, onProgress, onUnreadable }: UpdateOptions): Promise<void> {
  const { corpus } = app.store
  signal.throwIfAborted()
  while ((await corpus.renew(articlesAtATime)) > 0) signal.throwIfAborted()
  const unreadable = new Set<RunId>()
  let taken = 0
  for (;;) {
    signal.throwIfAborted()
    const runs = (await corpus.newRuns(runsAtATime + unreadable.size)).filter((run) => !unreadable.has(run))
    if (runs.length === 0) break
    const read = []
    let articles = 0
    for (const id of runs) {
      const run = await readRun(id, app).catch((error: unknown) => {
        if (!isCorrupt(error)) throw error
        unreadable.add(id)
      })
      if (!run) continue
      read.push(run)
      articles += run.articles.length
      if (articles >= articlesAtATime) break
    }
    await corpus.add(read)
    taken += read.length
    if (read.length > 0) onProgress(taken)
  }
  if (unreadable.size > 0) onUnreadable?.([...unreadable])
}

async function readRun(
  id: RunId,
  { store }: Pick<App, 'store'>,
): Promise<{ readonly run: CorpusRun; readonly articles: readonly Article[] }> {
  const [record, story] = [await store.runs.get(id), await store.stories.get(id)]
  const plan = planHeadSchema.safeParse(record?.settings)
  const articles = await store.articles.these(story?.members.map(({ articleId }) => articleId) ?? [])
  const anchor = articles.find((article) => article.id === story?.anchor)
  const run: CorpusRun = {
    run: id,
    lexicon: plan.success ? { id: plan.data.lexicon.lexicon.id, hash: plan.data.lexicon.hash } : undefined,
    title: anchor?.title ?? id,
    createdAt: record?.createdAt ?? '',
  }
  return { run, articles }
}
