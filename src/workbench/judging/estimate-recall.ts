import type { App } from '../../app.ts'
import { findTermHits } from '../../core/hits/find-term-hits.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { proportion } from '../../core/stats/proportion.ts'
import { estimateRecall } from '../../core/tuning/recall.ts'
import type { Estimate } from '../../model.ts'
import type { FoundHits } from '../corpus/count-hits.ts'
import { compiledFor, type FrameAsked, type SentenceDraw } from './draw-sentences.ts'
import { measureTerms } from './measure-terms.ts'

/** What recall is worked out of: the hits of the frame in the language, and the sentences without one. */
export interface RecallBasis {
  readonly found: FoundHits
  readonly draw: Pick<SentenceDraw, 'sentences'>
}

/** Recall of a frame in a language, as far as people have judged its hits and some sentences without one. `undefined` before that. */
export async function recallOf(lexicon: Lexicon, asked: FrameAsked, { found, draw }: RecallBasis, app: App): Promise<Estimate | undefined> {
  const { frame, language } = asked
  const { terms } = await measureTerms(lexicon, found, app)
  const { level } = app.reporting().method
  const sum = (key: 'judged' | 'right') => terms.reduce((total, term) => total + term[key], 0)
  const precision = proportion({ successes: sum('right'), trials: sum('judged'), level })
  if (!precision) return undefined
  const compiled = compiledFor(lexicon, asked)
  // What the lexicon was mended to find since it was judged is no miss any more.
  const isFound = (sentence: string) => findTermHits(sentence, { language, lexicon: compiled, bodyStart: 0 }).length > 0
  const judged = (await app.store.judgements.list(lexicon.id)).filter(
    (one) =>
      one.kind === 'sentence' && one.frame === frame && one.language === language && one.decision !== 'skip' && !isFound(one.sentence),
  )
  // A sentence that anybody takes for a miss is one: doubt never makes a lexicon look better than it is.
  const missed = new Set(judged.filter(({ decision }) => decision === 'frame').map(({ item }) => item)).size
  const distinct = new Set(judged.map(({ item }) => item)).size
  return estimateRecall({ hits: found.hits.length, precision, sentences: draw.sentences, judged: distinct, missed, level })
}
