import type { HitJudgement } from '../../core/tuning/judgement.ts'
import type { QueuedHit } from './describe-hits.ts'

/** What a person said last of the same words where another article prints the same sentence. */
export function sameSentenceBefore(own: readonly HitJudgement[], { term, textHash, article }: QueuedHit): HitJudgement | undefined {
  return own.findLast((one) => one.term === term && one.textHash === textHash && one.article !== article)
}
