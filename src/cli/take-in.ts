import { counted } from '../core/report/wording.ts'
import type { App } from '../app.ts'
import { updateCorpus } from '../workbench/corpus/update-corpus.ts'
import type { CliContext } from './context.ts'

/** Makes the articles of new reports findable by terms, and says how many reports there were and which could not be read. */
export async function takeIn(app: Pick<App, 'store'>, { output, signal }: Pick<CliContext, 'output' | 'signal'>): Promise<void> {
  await updateCorpus(app, {
    signal,
    onProgress: (reports) => output.note(`${counted(reports, 'new report')} taken in`),
    onUnreadable: (runs) => {
      const more = runs.length > 3 ? ` and ${runs.length - 3} more` : ''
      output.note(`left out, as they cannot be read: ${runs.slice(0, 3).join(', ')}${more}`)
    },
  })
}
