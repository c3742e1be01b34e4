import { setImmediate as breathe } from 'node:timers/promises'
import type { App } from '../../app.ts'
import { inTurn, shuffled, strataOf } from '../../core/tuning/sample.ts'
import type { FoundHit, FoundHits } from '../corpus/count-hits.ts'
import { stillFound } from './measure-terms.ts'

const strataAtATime = 500

export interface DrawOptions {
  /** Id of the lexicon. */
  readonly lexicon: string
  /** Hits that this person has judged under their frame are not asked again. */
  readonly annotator: string
  readonly seed: number
}

/**
 * The hits that a person has not judged yet, in the order in which to judge them: by term and outlet in turn, headlines first, the same for
 * everyone under one seed, so that two people who work apart judge the same hits.
 */
export async function openHits(
  { hits }: Pick<FoundHits, 'hits'>,
  { lexicon, annotator, seed }: DrawOptions,
  { store }: Pick<App, 'store'>,
): Promise<readonly FoundHit[]> {
  const own = (await store.judgements.list(lexicon)).filter((one) => one.annotator === annotator)
  const judged = new Set(stillFound(own, { hits }).map(({ item }) => item))
  const drawn: (readonly FoundHit[])[] = []
  for (const [index, stratum] of strataOf(hits).entries()) {
    drawn.push(shuffled(stratum, seed))
    // Whoever serves pages meanwhile stays quick.
    if (index % strataAtATime === 0) await breathe()
  }
  return inTurn(drawn).filter(({ item }) => !judged.has(item))
}
