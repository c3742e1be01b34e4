import type { App } from '../../../app.ts'
import { reportCard } from '../../../core/report/report-card.ts'
import { updateCorpus } from '../../../workbench/update-corpus.ts'

/** Makes new reports, whoever made them, findable in lists and their articles searchable by terms. Cheap when there is none. */
export async function takeInReports(app: App): Promise<void> {
  const { store } = app
  for (;;) {
    const missing = await store.reportCards.missing(20)
    if (missing.length === 0) break
    for (const run of missing) {
      const text = await store.files.text(run, 'report.json')
      if (text !== undefined) await store.reportCards.put(reportCard(JSON.parse(text)))
    }
  }
  await updateCorpus(app, { signal: AbortSignal.timeout(longestMs), onProgress: () => {} })
}

/** What is left over then is taken in the next time. */
const longestMs = 60_000
