import type { App } from '../../app.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { annotatorAgreement, type AnnotatorAgreement } from '../../core/tuning/agreement.ts'
import type { HitJudgement, Judgement } from '../../core/tuning/judgement.ts'
import { framePrecisions, termPrecisions, type FramePrecision, type TermPrecision } from '../../core/tuning/precision.ts'
import type { FoundHits } from '../corpus/count-hits.ts'

export interface LexiconMeasure {
  readonly terms: readonly TermPrecision[]
  readonly frames: readonly FramePrecision[]
  readonly agreement: AnnotatorAgreement
}

/** How often terms and frames mean what they claim, by what people judged so far, and how well those people agree. */
export async function measureTerms(lexicon: Lexicon, found: FoundHits, app: App): Promise<LexiconMeasure> {
  const judgements = await hitJudgements(lexicon.id, app, found)
  const { level } = app.reporting().method
  const frameOf = new Map(lexicon.terms.map(({ id, frame }) => [id, frame]))
  return {
    terms: termPrecisions(judgements, { counts: found.counts, level }),
    frames: framePrecisions(judgements, { counts: found.counts, frameOf, level }),
    agreement: annotatorAgreement(judgements, { level }),
  }
}

/** Judgements of hits that the lexicon still finds, and still for the frame that was judged: the others say nothing of it. */
export async function hitJudgements(lexicon: string, { store }: Pick<App, 'store'>, found: FoundHits): Promise<readonly HitJudgement[]> {
  return stillFound(await store.judgements.list(lexicon), found)
}

/** Those of the judgements that are of these hits, under the frames that these have. */
export function stillFound(judgements: readonly Judgement[], { hits }: Pick<FoundHits, 'hits'>): readonly HitJudgement[] {
  const frameOf = new Map(hits.map(({ item, frame }) => [item, frame]))
  return judgements.flatMap((one) => (one.kind === 'hit' && frameOf.get(one.item) === one.frame ? [one] : []))
}
