import type { App } from '../../app.ts'
import type { Decision, HitJudgement, Judgement, SentenceDecision } from '../../core/tuning/judgement.ts'
import { PipelineError } from '../../errors.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import type { QueuedHit } from './describe-hits.ts'
import type { DrawnSentence } from './draw-sentences.ts'
import { textHash } from './text-hash.ts'

export interface Judge {
  readonly annotator: string
  readonly lexicon: LexiconFile
}

/** Keeps what a person says of a hit; said again, the later word counts. Throws `annotator-invalid`. */
export async function judgeHit(
  hit: QueuedHit,
  decision: Decision,
  judge: Judge,
  { store, now }: Pick<App, 'store' | 'now'>,
): Promise<HitJudgement> {
  const { item, term, frame, language, article, outlet, sentence, start, end } = hit
  const common = { item, frame, language, article, outlet, textHash: hit.textHash, sentence, ...signed(judge, now) }
  const judgement: HitJudgement = { kind: 'hit', ...common, term, start, end, decision }
  await store.judgements.put(judgement)
  return judgement
}

/** Keeps what a person says of a sentence without a hit. Throws `annotator-invalid`. */
export async function judgeSentence(
  { item, frame, language, article, outlet, sentence }: DrawnSentence,
  decision: SentenceDecision,
  judge: Judge,
  { store, now }: Pick<App, 'store' | 'now'>,
): Promise<Judgement> {
  const common = { item, frame, language, article, outlet, textHash: textHash(sentence), sentence, ...signed(judge, now) }
  const judgement: Judgement = { kind: 'sentence', ...common, decision }
  await store.judgements.put(judgement)
  return judgement
}

function signed({ annotator, lexicon }: Judge, now: App['now']) {
  return { lexicon: lexicon.lexicon.id, lexiconHash: lexicon.hash, annotator: checked(annotator), madeAt: now().toISOString() }
}

/** A name that can stand in tables and lists. */
export const annotatorShape = /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,59}$/u

/** Throws `annotator-invalid`. */
function checked(annotator: string): string {
  const name = annotator.trim()
  if (annotatorShape.test(name)) return name
  throw new PipelineError(
    'annotator-invalid',
    `Cannot keep judgements of "${name.slice(0, 60)}": expected a name of letters and digits, at most 60`,
    {
      retry: 'never',
    },
  )
}
