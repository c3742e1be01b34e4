import { consensus } from '../core/tuning/judgement.ts'
import type { CheckedHits } from '../model.ts'
import type { JudgementStore } from './store/judgements.ts'

/** What people have said so far of hits of a lexicon, one answer a hit, by its item. The order of judging does not show. */
export async function checkedHits(
  lexicon: string,
  { judgements }: { readonly judgements: Pick<JudgementStore, 'list'> },
): Promise<CheckedHits> {
  const said = (await judgements.list(lexicon)).filter((one) => one.kind === 'hit')
  const answers = [...consensus(said)].map(([item, { right }]) => [item, right] as const)
  return Object.fromEntries(answers.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
