import type { App } from '../../app.ts'
import type { Lexicon, Term } from '../../core/lexicon/lexicon.ts'
import { consensus } from '../../core/tuning/judgement.ts'
import { neighbourGroups, splitEffect, type ContextHit, type NeighbourGroup, type SplitEffect } from '../../core/tuning/neighbours.ts'
import { PipelineError } from '../../errors.ts'
import { countHits } from '../corpus/count-hits.ts'
import { readArticles, type Work } from '../corpus/search-corpus.ts'
import { sentenceRound } from './describe-hits.ts'
import { hitJudgements } from './measure-terms.ts'

export interface TermSplit {
  readonly term: Term
  readonly hits: number
  readonly groups: readonly (NeighbourGroup & {
    /** What `unless: [phrase]` would do to the judged hits. */
    readonly effect: SplitEffect
    /** A few of its sentences. */
    readonly sentences: readonly string[]
  })[]
}

/** Hits of a term that are looked at. */
const mostHits = 2000
const mostSentences = 5

/** The hits of one term by their neighbours, and what leaving each group out would do: where a word with two senses is split. Throws `term-missing`. */
export async function splitTerm(lexicon: Lexicon, id: string, app: App, work: Work): Promise<TermSplit> {
  const term = lexicon.terms.find((candidate) => candidate.id === id)
  if (!term) {
    const message = `Cannot split ${id}: the lexicon ${lexicon.id} has no such term ("lexicon show ${lexicon.id}" lists them)`
    throw new PipelineError('term-missing', message, { retry: 'never' })
  }
  const found = await countHits(lexicon, { term: id, frame: undefined, language: undefined }, app, { signal: work.signal })
  const judged = consensus(await hitJudgements(lexicon.id, app, found))
  const byArticle = Map.groupBy(found.hits.slice(-mostHits), ({ number }) => number)
  const numbers = [...byArticle.keys()].toSorted((a, b) => a - b)
  const hits: ContextHit[] = []
  for await (const { number, article } of readArticles(numbers, { corpus: app.store.corpus, ...work })) {
    for (const { item, start, end } of byArticle.get(number) ?? []) {
      const { sentence, hitStart, hitEnd } = sentenceRound(article, { start, end }, app)
      hits.push({ item, sentence, start: hitStart, end: hitEnd, right: judged.get(item)?.right })
    }
  }
  const sentenceOf = new Map(hits.map(({ item, sentence }) => [item, sentence]))
  const groups = neighbourGroups(hits).map((group) => ({
    ...group,
    effect: splitEffect(hits, new Set(group.items)),
    sentences: group.items.slice(0, mostSentences).map((item) => sentenceOf.get(item) ?? ''),
  }))
  return { term, hits: found.hits.length, groups }
}
