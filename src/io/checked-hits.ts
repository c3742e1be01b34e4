import type { Lexicon } from '../core/lexicon/lexicon.ts'
import { consensus, speakingFor } from '../core/tuning/judgement.ts'
import type { CheckedHits } from '../model.ts'
import type { JudgementStore } from './store/judgements.ts'

/** What people have said so far of hits of a lexicon as its terms are now, one answer a hit, by its item. The order of judging does not show. */
export async function checkedHits(
  lexicon: Pick<Lexicon, 'id' | 'terms'>,
  { judgements }: { readonly judgements: Pick<JudgementStore, 'list'> },
): Promise<CheckedHits> {
  const said = speakingFor(lexicon, await judgements.list(lexicon.id))
  const answers = [...consensus(said)].map(([item, { right }]) => [item, right] as const)
  return Object.fromEntries(answers.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
