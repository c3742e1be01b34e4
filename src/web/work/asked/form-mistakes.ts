import { z } from 'zod'
import { PipelineError } from '../../../errors.ts'
import { refusalOf, type RefusalStatus } from '../../guard/refusal.ts'

/** What is wrong with what a person sent, each field by the words that stand beside it. Throws what is no mistake of theirs. */
export function mistakesOf(error: unknown): { readonly mistakes: readonly string[]; readonly status: RefusalStatus } {
  if (error instanceof z.ZodError) return { mistakes: fieldMistakes(error), status: 400 }
  if (!(error instanceof PipelineError)) throw error
  const { message, status } = refusalOf(error)
  return { mistakes: [message], status }
}

/** The same of data that was checked against a schema. */
export function fieldMistakes({ issues }: z.ZodError): readonly string[] {
  const told = issues.map(({ path, message }) => {
    const [field = ''] = path.map(String)
    return `${fieldWords.get(field) ?? field}: ${message}`
  })
  return [...new Set(told)]
}

const fieldWords = new Map([
  ['id', 'Name'],
  ['url', 'Address of the article'],
  ['text', 'Address or text of the article'],
  ['query', 'Address of the article, or words'],
  ['homepage', 'Homepage of an outlet'],
  ['outlets', 'Outlets'],
  ['zone', 'Time zone'],
  ['cron', 'Cron fields'],
  ['urls', 'Coverage you know of'],
  ['lexicon', 'Lexicon'],
  ['windowDays', 'Days either side of the article'],
  ['perOutlet', 'Most articles an outlet'],
  ['note', 'Note'],
  ['searches', 'Search services'],
  ['pins', 'Addresses that belong to the story'],
  ['catchUpDays', 'How far back'],
  ['graceMinutes', 'Overdue after'],
  ['webhook', 'Webhook'],
])
