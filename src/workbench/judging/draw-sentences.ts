import type { App } from '../../app.ts'
import { compileLexicon, type CompiledLexicon } from '../../core/hits/automaton/compile.ts'
import { findTermHits } from '../../core/hits/find-term-hits.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { seededRandom } from '../../core/stats/seeded-random.ts'
import { sentences } from '../../core/text/sentences.ts'
import { readSentenceItem, sentenceItem } from '../../core/tuning/judgement.ts'
import type { Article, ArticleId, OutletId } from '../../model.ts'
import { drawArticles, readArticles, type Work } from '../corpus/search-corpus.ts'

/** Whose sentences are judged. */
export interface FrameAsked {
  readonly frame: string
  readonly language: string
}

/** A sentence without a hit of the frame, to be judged: does it tell the frame in other words? */
export interface DrawnSentence extends FrameAsked {
  readonly item: string
  readonly article: ArticleId
  readonly outlet: OutletId
  readonly url: string
  readonly sentence: string
}

export interface SentenceDraw {
  /** All sentences without a hit of the articles that were read, in the order in which to judge them. */
  readonly drawn: readonly DrawnSentence[]
  /** Sentences without a hit in the stored articles of the language, scaled up from the articles that were read. */
  readonly sentences: number
}

/** Articles that sentences are drawn from. */
const mostArticles = 400
/** Shorter pieces are no statements. */
const shortestSentence = 20

/** Sentences in which the lexicon finds nothing of a frame, in an order drawn by chance: what they tell says how much it misses. */
export async function drawSentences(
  lexicon: Lexicon,
  asked: FrameAsked,
  app: Pick<App, 'store' | 'languages'>,
  { seed, ...work }: Work & { readonly seed: number },
): Promise<SentenceDraw> {
  const compiled = compiledFor(lexicon, asked)
  const { corpus } = app.store
  const { numbers, of } = await drawArticles(asked.language, { corpus, most: mostArticles, seed })
  const found: { readonly sentence: DrawnSentence; readonly at: number }[] = []
  for await (const { article } of readArticles(numbers, { corpus, ...work })) {
    for (const sentence of withoutHit(article, asked, { compiled, app })) {
      found.push({ sentence, at: seededRandom(seed, sentence.item)() })
    }
  }
  const drawn = found.toSorted((a, b) => a.at - b.at).map(({ sentence }) => sentence)
  return { drawn, sentences: Math.round((found.length * of) / Math.max(1, numbers.length)) }
}

/** Finds a sentence without a hit by its name, as `hitFinder` does hits. */
export async function sentenceNamed(
  item: string,
  lexicon: Lexicon,
  asked: FrameAsked,
  app: Pick<App, 'store' | 'languages'>,
): Promise<DrawnSentence | undefined> {
  const named = readSentenceItem(item)
  const article = named && named.frame === asked.frame ? await app.store.articles.get(named.article) : undefined
  if (article?.language !== asked.language) return undefined
  return withoutHit(article, asked, { compiled: compiledFor(lexicon, asked), app }).find((sentence) => sentence.item === item)
}

/** The terms of one frame in one language. */
export function compiledFor(lexicon: Lexicon, { frame, language }: FrameAsked): CompiledLexicon {
  return compileLexicon({ ...lexicon, terms: lexicon.terms.filter((term) => term.frame === frame && term.language === language) })
}

function withoutHit(
  { id, text, bodyStart, outlet, url }: Article,
  { frame, language }: FrameAsked,
  { compiled, app }: { readonly compiled: CompiledLexicon; readonly app: Pick<App, 'languages'> },
): readonly DrawnSentence[] {
  const hits = findTermHits(text, { language, lexicon: compiled, bodyStart })
  const abbreviations = app.languages.get(language)?.abbreviations ?? []
  return sentences(text, { language, abbreviations }).flatMap(({ start, end }): readonly DrawnSentence[] => {
    if (end - start < shortestSentence || hits.some((hit) => hit.start >= start && hit.start < end)) return []
    const item = sentenceItem(id, { start, end, frame })
    return [{ item, frame, language, article: id, outlet, url, sentence: text.slice(start, end) }]
  })
}
