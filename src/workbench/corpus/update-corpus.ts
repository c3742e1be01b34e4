import type { App } from '../../app.ts'
import type { CorpusRun } from '../../io/store/corpus/corpus.ts'
import type { Article, RunId } from '../../model.ts'
import { planHeadSchema } from './plan-head.ts'

/** Taken in at a time: what is lost when the process is stopped, and what is held in memory. The more, the less often postings are rewritten. */
const runsAtATime = 250
const articlesAtATime = 2000

export interface UpdateOptions {
  readonly signal: AbortSignal
  /** Told after every batch how many reports have been taken in by now. */
  readonly onProgress: (reports: number) => void
}

/**
 * Takes the articles of new reports into the corpus, in which lexicon terms are looked up. Cheap when there is nothing new; stopped in the
 * middle, it goes on where it was.
 */
export async function updateCorpus(app: Pick<App, 'store'>, { signal, onProgress }: UpdateOptions): Promise<void> {
  const { corpus } = app.store
  let taken = 0
  for (;;) {
    signal.throwIfAborted()
    const runs = await corpus.newRuns(runsAtATime)
    if (runs.length === 0) return
    const read = []
    let articles = 0
    for (const id of runs) {
      const run = await readRun(id, app)
      read.push(run)
      articles += run.articles.length
      if (articles >= articlesAtATime) break
    }
    await corpus.add(read)
    taken += read.length
    onProgress(taken)
  }
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
