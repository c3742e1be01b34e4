import type { App } from '../../app.ts'
import type { Lexicon, Term } from '../../core/lexicon/lexicon.ts'
import { consensus } from '../../core/tuning/judgement.ts'
import { neighbourGroups, splitEffect, type ContextHit, type NeighbourGroup, type SplitEffect } from '../../core/tuning/neighbours.ts'
import { PipelineError } from '../../errors.ts'
import { countHits } from '../corpus/count-hits.ts'
import { describeHits } from './judging-queue.ts'
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
export async function splitTerm(lexicon: Lexicon, id: string, app: App, signal: AbortSignal): Promise<TermSplit> {
  const term = lexicon.terms.find((candidate) => candidate.id === id)
  if (!term) {
    const message = `Cannot split ${id}: the lexicon ${lexicon.id} has no such term ("lexicon show ${lexicon.id}" lists them)`
    throw new PipelineError('term-missing', message, { retry: 'never' })
  }
  const found = await countHits(lexicon, { term: id, frame: undefined, language: undefined }, app, signal)
  const judged = consensus(await hitJudgements(lexicon.id, app, found))
  const described = await describeHits(found.hits.slice(-mostHits), lexicon, app)
  const hits = described.map(({ item, sentence, hitStart, hitEnd }): ContextHit => ({
    item,
    sentence,
    start: hitStart,
    end: hitEnd,
    right: judged.get(item)?.right,
  }))
  const sentenceOf = new Map(hits.map(({ item, sentence }) => [item, sentence]))
  const groups = neighbourGroups(hits).map((group) => ({
    ...group,
    effect: splitEffect(hits, new Set(group.items)),
    sentences: group.items.slice(0, mostSentences).map((item) => sentenceOf.get(item) ?? ''),
  }))
  return { term, hits: found.hits.length, groups }
}
