import type { App } from '../../app.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { sentences } from '../../core/text/sentences.ts'
import { drawOrder } from '../../core/tuning/sample.ts'
import type { ArticleId, OutletId, Sha256, Voice } from '../../model.ts'
import { findVoices } from '../../core/voice/voices.ts'
import { textHash } from './text-hash.ts'
import { countHits, type FoundHit, type FoundHits, type Selection } from '../corpus/count-hits.ts'

/** A hit to be judged, with what a judge needs. The outlet is not to be shown before the decision. */
export interface QueuedHit {
  readonly item: string
  readonly term: string
  readonly frame: string
  readonly language: string
  readonly article: ArticleId
  readonly outlet: OutletId
  readonly url: string
  readonly zone: 'headline' | 'body'
  readonly voice: Voice['kind']
  readonly sentence: string
  /** Of the hit, in the sentence. */
  readonly hitStart: number
  readonly hitEnd: number
  /** Of the hit, in the article. */
  readonly start: number
  readonly end: number
  readonly textHash: Sha256
}

export interface QueueOptions {
  readonly selection: Selection
  /** Hits that this person has judged are not asked again. */
  readonly annotator: string
  readonly most: number
  readonly seed: number
  readonly signal: AbortSignal
}

export interface JudgingQueue {
  readonly items: readonly QueuedHit[]
  readonly found: FoundHits
  /** Hits that nobody of this name has judged, drawn or not. */
  readonly left: number
}

/**
 * The next hits to judge: drawn by term and outlet in turn, headlines first, the same for everyone under one seed, so that two people who
 * work apart judge the same hits.
 */
export async function judgingQueue(
  lexicon: Lexicon,
  app: App,
  { selection, annotator, most, seed, signal }: QueueOptions,
): Promise<JudgingQueue> {
  const found = await countHits(lexicon, selection, app, signal)
  const judged = new Set((await app.store.judgements.list(lexicon.id)).filter((one) => one.annotator === annotator).map(({ item }) => item))
  const open = drawOrder(found.hits, seed).filter(({ item }) => !judged.has(item))
  return { items: await describeHits(open.slice(0, most), lexicon, app), found, left: open.length }
}

/** The hits of these names, judged before or not; what the lexicon does not find is not among them. */
export async function hitsNamed(
  items: ReadonlySet<string>,
  lexicon: Lexicon,
  app: App,
  signal: AbortSignal,
): Promise<readonly QueuedHit[]> {
  const found = await countHits(lexicon, { term: undefined, frame: undefined, language: undefined }, app, signal)
  return describeHits(
    found.hits.filter(({ item }) => items.has(item)),
    lexicon,
    app,
  )
}

/** Hits with their sentences and voices, in the given order. */
export async function describeHits(
  hits: readonly FoundHit[],
  lexicon: Lexicon,
  app: Pick<App, 'store' | 'languages'>,
): Promise<readonly QueuedHit[]> {
  const numbers = [...new Set(hits.map(({ number }) => number))].toSorted((a, b) => a - b)
  const articles = new Map((await app.store.corpus.articles(numbers)).map(({ number, article }) => [number, article]))
  const terms = new Map(lexicon.terms.map((term) => [term.id, term]))
  return hits.flatMap((hit): readonly QueuedHit[] => {
    const [article, term] = [articles.get(hit.number), terms.get(hit.term)]
    if (!article || !term) return []
    const { text, bodyStart, language } = article
    const knowledge = language === undefined ? undefined : app.languages.get(language)
    const all = sentences(text, { language, abbreviations: knowledge?.abbreviations ?? [] })
    const round = all.findLast(({ start }) => start <= hit.start) ?? { start: hit.start, end: hit.end }
    const sentence = text.slice(round.start, Math.max(round.end, hit.end))
    return [
      {
        item: hit.item,
        term: hit.term,
        frame: term.frame,
        language: term.language,
        article: hit.article,
        outlet: hit.outlet,
        url: article.url,
        zone: hit.start < bodyStart ? 'headline' : 'body',
        voice: findVoices(text, { language: knowledge, bodyStart }).at(hit).voice.kind,
        sentence,
        hitStart: hit.start - round.start,
        hitEnd: hit.end - round.start,
        start: hit.start,
        end: hit.end,
        textHash: textHash(sentence),
      },
    ]
  })
}
