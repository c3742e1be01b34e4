import { setImmediate as breathe } from 'node:timers/promises'
import type { App } from '../../app.ts'
import { compileLexicon } from '../../core/hits/automaton/compile.ts'
import { findTermHits } from '../../core/hits/find-term-hits.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { hitItem } from '../../core/tuning/judgement.ts'
import type { HitCounts } from '../../core/tuning/precision.ts'
import type { Drawable } from '../../core/tuning/sample.ts'
import type { ArticleId, OutletId } from '../../model.ts'
import { articlesThatMayHold, readArticles, type Work } from './search-corpus.ts'

/** A hit in a stored article, as little of it as drawing needs. */
export interface FoundHit extends Drawable {
  readonly term: string
  readonly frame: string
  readonly number: number
  readonly article: ArticleId
  readonly outlet: OutletId
  readonly start: number
  readonly end: number
}

export interface FoundHits {
  readonly hits: readonly FoundHit[]
  readonly counts: HitCounts
  /** Articles that may hold a term, and how many of them were read. */
  readonly holding: number
  readonly read: number
}

export interface Selection {
  /** Only these; all where `undefined`. */
  readonly term: string | undefined
  readonly frame: string | undefined
  readonly language: string | undefined
}

/** Of more articles that may hold a term, the newest are read. */
const mostArticles = 20_000

/**
 * All hits of a lexicon, or of some of its terms, in the stored articles, counted by term and outlet. Terms bound to a voice or to headlines
 * are counted wherever they stand: what is judged is their sense.
 */
export async function countHits(lexicon: Lexicon, selection: Selection, app: Pick<App, 'store'>, work: Work): Promise<FoundHits> {
  const asked = lexicon.terms.filter(
    ({ id, frame, language }) =>
      (selection.term ?? id) === id && (selection.frame ?? frame) === frame && (selection.language ?? language) === language,
  )
  const wanted = new Set(asked.map(({ id }) => id))
  // Terms of the same frames decide with them: the longest hit wins.
  const frames = new Set(asked.map(({ frame }) => frame))
  const compiled = compileLexicon({ ...lexicon, terms: lexicon.terms.filter(({ frame }) => frames.has(frame)) })
  // Compiling takes as long as a slice of what follows.
  await breathe()
  const { corpus } = app.store
  const { numbers, holding } = await articlesThatMayHold(asked, { corpus, most: mostArticles, signal: work.signal })
  const counts = new Map(asked.map(({ id }) => [id, new Map<string, number>()]))
  const hits: FoundHit[] = []
  for await (const { number, article } of readArticles(numbers, { corpus, ...work })) {
    const { id, text, language, bodyStart, outlet } = article
    for (const { term, frame, start, end } of findTermHits(text, { language, lexicon: compiled, bodyStart })) {
      if (!wanted.has(term)) continue
      const own = counts.get(term)
      own?.set(outlet, (own.get(outlet) ?? 0) + 1)
      const item = hitItem(id, { start, end, term })
      hits.push({ item, stratum: `${term} ${outlet}`, first: start < bodyStart, term, frame, number, article: id, outlet, start, end })
    }
  }
  return { hits, counts, holding, read: numbers.length }
}
