import type { App } from '../../app.ts'
import { compileLexicon, type CompiledLexicon } from '../../core/hits/automaton/compile.ts'
import { findTermHits } from '../../core/hits/find-term-hits.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { seededRandom } from '../../core/stats/seeded-random.ts'
import { sentences } from '../../core/text/sentences.ts'
import { sentenceItem, type Judgement, type SentenceDecision } from '../../core/tuning/judgement.ts'
import { estimateRecall } from '../../core/tuning/recall.ts'
import { proportion } from '../../core/stats/proportion.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import type { ArticleId, Estimate, OutletId, Sha256 } from '../../model.ts'
import { measureTerms } from './measure-terms.ts'
import { drawArticles, readArticles } from '../corpus/search-corpus.ts'
import { textHash } from './text-hash.ts'

/** A sentence without a hit of the frame, to be judged: does it tell the frame in other words? */
export interface QueuedSentence {
  readonly item: string
  readonly frame: string
  readonly language: string
  readonly article: ArticleId
  readonly outlet: OutletId
  readonly url: string
  readonly sentence: string
  readonly textHash: Sha256
}

export interface NonHits {
  /** Drawn by the seed, those that this person has judged left out. */
  readonly items: readonly QueuedSentence[]
  /** Sentences without a hit in the stored articles of the language, scaled up from the articles that were read. */
  readonly sentences: number
}

export interface NonHitRequest {
  readonly frame: string
  readonly language: string
  readonly annotator: string
  readonly most: number
  readonly seed: number
  readonly signal: AbortSignal
}

/** Articles that sentences are drawn from. */
const mostArticles = 400
/** Shorter pieces are no statements. */
const shortestSentence = 20

/** Sentences in which the lexicon finds nothing of a frame, drawn by chance: what they tell says how much it misses. */
export async function drawNonHits(lexicon: Lexicon, request: NonHitRequest, app: App): Promise<NonHits> {
  const { frame, language, annotator, most, seed, signal } = request
  const compiled = compiledFor(lexicon, request)
  const judged = new Set((await app.store.judgements.list(lexicon.id)).filter((one) => one.annotator === annotator).map(({ item }) => item))
  const { corpus } = app.store
  const drawn = await drawArticles(language, { corpus, most: mostArticles, seed })
  const abbreviations = app.languages.get(language)?.abbreviations ?? []
  const found: { readonly queued: QueuedSentence; readonly at: number }[] = []
  for await (const { article } of readArticles(drawn.numbers, { corpus, signal })) {
    const { id, text, bodyStart, outlet, url } = article
    const hits = findTermHits(text, { language, lexicon: compiled, bodyStart })
    for (const { start, end } of sentences(text, { language, abbreviations })) {
      if (end - start < shortestSentence || hits.some((hit) => hit.start >= start && hit.start < end)) continue
      const sentence = text.slice(start, end)
      const item = sentenceItem(id, { start, end, frame })
      found.push({
        queued: { item, frame, language, article: id, outlet, url, sentence, textHash: textHash(sentence) },
        at: seededRandom(seed, item)(),
      })
    }
  }
  const items = found
    .toSorted((a, b) => a.at - b.at)
    .map(({ queued }) => queued)
    .filter(({ item }) => !judged.has(item))
    .slice(0, most)
  return { items, sentences: Math.round((found.length * drawn.of) / Math.max(1, drawn.numbers.length)) }
}

/** The terms of one frame in one language. */
function compiledFor(lexicon: Lexicon, { frame, language }: Pick<NonHitRequest, 'frame' | 'language'>): CompiledLexicon {
  return compileLexicon({ ...lexicon, terms: lexicon.terms.filter((term) => term.frame === frame && term.language === language) })
}

/** Keeps what a person says of a sentence without a hit. */
export async function judgeSentence(
  queued: QueuedSentence,
  decision: SentenceDecision,
  { annotator, lexicon }: { readonly annotator: string; readonly lexicon: LexiconFile },
  { store, now }: Pick<App, 'store' | 'now'>,
): Promise<Judgement> {
  const { url: _, ...kept } = queued
  const common = { lexicon: lexicon.lexicon.id, lexiconHash: lexicon.hash, annotator, madeAt: now().toISOString() }
  const judgement: Judgement = { kind: 'sentence', ...common, ...kept, decision }
  await store.judgements.put(judgement)
  return judgement
}

/** Recall of a frame in a language, as far as people have judged its hits and some sentences without one. `undefined` before that. */
export async function recallOf(lexicon: Lexicon, request: NonHitRequest, app: App): Promise<Estimate | undefined> {
  const { frame, language, signal } = request
  const { terms, found } = await measureTerms(lexicon, { term: undefined, frame, language }, app, signal)
  const { level } = app.reporting().method
  const sum = (key: 'judged' | 'right') => terms.reduce((total, term) => total + term[key], 0)
  const precision = proportion({ successes: sum('right'), trials: sum('judged'), level })
  if (!precision) return undefined
  const { sentences: count } = await drawNonHits(lexicon, request, app)
  const compiled = compiledFor(lexicon, request)
  // What the lexicon was mended to find since it was judged is no miss any more.
  const isFound = (sentence: string) => findTermHits(sentence, { language, lexicon: compiled, bodyStart: 0 }).length > 0
  const judged = (await app.store.judgements.list(lexicon.id)).filter(
    (one) =>
      one.kind === 'sentence' && one.frame === frame && one.language === language && one.decision !== 'skip' && !isFound(one.sentence),
  )
  // A sentence that anybody takes for a miss is one: doubt never makes a lexicon look better than it is.
  const missed = new Set(judged.filter(({ decision }) => decision === 'frame').map(({ item }) => item)).size
  const distinct = new Set(judged.map(({ item }) => item)).size
  return estimateRecall({ hits: found.hits.length, precision, sentences: count, judged: distinct, missed, level })
}
