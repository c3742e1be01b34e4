import type { Hit } from '../../../model.ts'
import { hitItem } from '../../tuning/judgement.ts'
import type { ReportBody } from '../report-data.ts'

/** Whether people found that a hit means its frame; `undefined` where nobody looked. */
export function checkOf({ comparison }: Pick<ReportBody, 'comparison'>, hit: Hit): 'right' | 'wrong' | undefined {
  const isRight = comparison.checked?.[hitItem(hit.articleId, hit)]
  if (isRight === undefined) return undefined
  return isRight ? 'right' : 'wrong'
}

/** The same of the hits of one sentence, in words; one that is wrong speaks for all. */
export function checkWordsOf(data: Pick<ReportBody, 'comparison'>, hits: readonly Hit[]): string | undefined {
  const answers = new Set(hits.map((hit) => checkOf(data, hit)))
  if (answers.has('wrong')) return 'checked: another sense'
  return answers.has('right') ? 'checked: means it' : undefined
}
