import type { App } from '../../app.ts'
import type { Decision, Judgement } from '../../core/tuning/judgement.ts'
import { PipelineError } from '../../errors.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import type { QueuedHit } from './judging-queue.ts'

export interface Judge {
  readonly annotator: string
  readonly lexicon: LexiconFile
}

/** Keeps what a person says of a hit; said again, the later word counts. */
export async function judgeHit(
  hit: QueuedHit,
  decision: Decision,
  { annotator, lexicon }: Judge,
  { store, now }: Pick<App, 'store' | 'now'>,
): Promise<Judgement> {
  const { item, term, frame, language, article, outlet, textHash, sentence, start, end } = hit
  const madeAt = now().toISOString()
  const common = { lexicon: lexicon.lexicon.id, lexiconHash: lexicon.hash, item, annotator: checked(annotator), frame, language, madeAt }
  const judgement: Judgement = { kind: 'hit', ...common, term, article, outlet, textHash, sentence, start, end, decision }
  await store.judgements.put(judgement)
  return judgement
}

/** A name that can stand in tables and lists. Throws `annotator-invalid`. */
function checked(annotator: string): string {
  const name = annotator.trim()
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,59}$/u.test(name)) return name
  throw new PipelineError(
    'annotator-invalid',
    `Cannot keep judgements of "${name.slice(0, 60)}": expected a name of letters and digits, at most 60`,
    {
      retry: 'never',
    },
  )
}
