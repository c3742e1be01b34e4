import { setImmediate as breathe } from 'node:timers/promises'
import { seededRandom } from '../../core/stats/seeded-random.ts'
import type { Term } from '../../core/lexicon/lexicon.ts'
import { needsOf } from '../../core/tuning/needs.ts'
import type { Corpus, CorpusArticle } from '../../io/store/corpus/corpus.ts'

/** Articles read, and terms looked up, before others get their turn: some 20 ms. Whoever serves pages meanwhile stays quick. */
const articlesAtATime = 50
const termsAtATime = 5

/** How far work over many articles has come. */
export interface Progress {
  readonly done: number
  readonly of: number
}

/** Work over many articles, which may be stopped. */
export interface Work {
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface Candidates {
  /** Numbers of the articles that may hold one of the terms, ascending. */
  readonly numbers: readonly number[]
  /** How many there are in all; more than `numbers` where the newest only were asked for. */
  readonly holding: number
}

/** The articles that may hold a term, by their words alone: none that is left out can have a hit. Of more than `most`, the newest. */
export async function articlesThatMayHold(
  terms: readonly Term[],
  { corpus, most, signal }: { readonly corpus: Corpus; readonly most: number; readonly signal: AbortSignal },
): Promise<Candidates> {
  const numbers = new Set<number>()
  for (const [language, own] of Map.groupBy(terms, (term) => term.language)) {
    for (let from = 0; from < own.length; from += termsAtATime) {
      signal.throwIfAborted()
      const alternatives = own.slice(from, from + termsAtATime).flatMap(needsOf)
      for (const number of await corpus.holding(alternatives, language)) numbers.add(number)
      await breathe()
    }
  }
  const sorted = [...numbers].toSorted((a, b) => a - b)
  return { numbers: sorted.slice(-most), holding: sorted.length }
}

/** Reads articles by their numbers, some at a time, so that neither memory nor the wait of others grows with the store. */
export async function* readArticles(
  numbers: readonly number[],
  { corpus, signal, onProgress }: Work & { readonly corpus: Corpus },
): AsyncGenerator<CorpusArticle> {
  for (let from = 0; from < numbers.length; from += articlesAtATime) {
    signal.throwIfAborted()
    onProgress?.({ done: from, of: numbers.length })
    yield* await corpus.articles(numbers.slice(from, from + articlesAtATime))
    await breathe()
  }
}

/** Articles of a language drawn by chance: the same for one seed, and a new article moves no other in or out but one. Ascending. */
export async function drawArticles(
  language: string,
  { corpus, most, seed }: { readonly corpus: Corpus; readonly most: number; readonly seed: number },
): Promise<Draw> {
  const all = await corpus.numbersIn(language)
  const drawn = all
    .map((number) => ({ number, at: seededRandom(seed, `article ${number}`)() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, most)
  return { numbers: drawn.map(({ number }) => number).toSorted((a, b) => a - b), of: all.length }
}

export interface Draw {
  readonly numbers: readonly number[]
  /** Articles that it was drawn from. */
  readonly of: number
}
