import type { App } from '../../app.ts'
import { compileLexicon, type CompiledLexicon } from '../../core/hits/automaton/compile.ts'
import { findTermHits } from '../../core/hits/find-term-hits.ts'
import type { Lexicon, Term } from '../../core/lexicon/lexicon.ts'
import { sentences } from '../../core/text/sentences.ts'
import { readHitItem } from '../../core/tuning/judgement.ts'
import { findVoices } from '../../core/voice/voices.ts'
import type { Article, ArticleId, OutletId, Sha256, Span, Voice } from '../../model.ts'
import type { FoundHit } from '../corpus/count-hits.ts'
import { textHash } from './text-hash.ts'

/** A hit to be judged, with what a judge needs. The outlet is not to be shown before the decision. */
export interface QueuedHit extends SentenceOfHit {
  readonly item: string
  readonly term: string
  readonly frame: string
  readonly language: string
  readonly article: ArticleId
  readonly outlet: OutletId
  readonly url: string
  readonly zone: 'headline' | 'body'
  readonly voice: Voice['kind']
  /** Of the hit, in the article. */
  readonly start: number
  readonly end: number
  readonly textHash: Sha256
}

export interface SentenceOfHit {
  readonly sentence: string
  /** Of the hit, in the sentence. */
  readonly hitStart: number
  readonly hitEnd: number
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
    return article && term ? [describe(hit, { article, term }, app)] : []
  })
}

/**
 * Finds a hit by its name, without looking through the store: whoever was shown it can say what it is even when the queue it came from is gone.
 * `undefined` where the lexicon finds no such hit.
 */
export function hitFinder(lexicon: Lexicon, app: Pick<App, 'store' | 'languages'>): (item: string) => Promise<QueuedHit | undefined> {
  const terms = new Map(lexicon.terms.map((term) => [term.id, term]))
  const compiled = new Map<string, CompiledLexicon>()
  return async (item) => {
    const named = readHitItem(item)
    const term = named && terms.get(named.term)
    const article = named && (await app.store.articles.get(named.article))
    if (!term || !article) return undefined
    const { text, language, bodyStart } = article
    const hits = findTermHits(text, { language, lexicon: rivalsOf(term), bodyStart })
    const isThere = hits.some((hit) => hit.term === named.term && hit.start === named.start && hit.end === named.end)
    return isThere ? describe({ item, ...named }, { article, term }, app) : undefined
  }

  /** Terms of one frame and language decide together which of them has a hit: the longest wins. */
  function rivalsOf({ frame, language }: Term): CompiledLexicon {
    const key = `${frame} ${language}`
    const known = compiled.get(key)
    if (known) return known
    const own = compileLexicon({ ...lexicon, terms: lexicon.terms.filter((term) => term.frame === frame && term.language === language) })
    compiled.set(key, own)
    return own
  }
}

/** The sentence round a stretch of an article. */
export function sentenceRound(
  { text, language }: Pick<Article, 'text' | 'language'>,
  hit: Span,
  app: Pick<App, 'languages'>,
): SentenceOfHit {
  const abbreviations = (language === undefined ? undefined : app.languages.get(language)?.abbreviations) ?? []
  const round = sentences(text, { language, abbreviations }).findLast(({ start }) => start <= hit.start) ?? hit
  const sentence = text.slice(round.start, Math.max(round.end, hit.end))
  return { sentence, hitStart: hit.start - round.start, hitEnd: hit.end - round.start }
}

function describe(
  { item, start, end }: Span & { readonly item: string },
  { article, term }: { readonly article: Article; readonly term: Term },
  app: Pick<App, 'languages'>,
): QueuedHit {
  const { text, bodyStart, language } = article
  const round = sentenceRound(article, { start, end }, app)
  const knowledge = language === undefined ? undefined : app.languages.get(language)
  return {
    item,
    term: term.id,
    frame: term.frame,
    language: term.language,
    article: article.id,
    outlet: article.outlet,
    url: article.url,
    zone: start < bodyStart ? 'headline' : 'body',
    voice: findVoices(text, { language: knowledge, bodyStart }).at({ start, end }).voice.kind,
    ...round,
    start,
    end,
    textHash: textHash(round.sentence),
  }
}
