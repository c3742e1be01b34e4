import type { CheckedHits, Comparison, OutletId, Rate, RateVoice } from '../../model.ts'
import { rateVoices } from '../../model.ts'
import { proportion } from '../stats/proportion.ts'
import { rate } from '../stats/rate.ts'
import { allSteps, type Steps } from '../steps.ts'
import { compareContrastsInSteps, type ComparisonOptions } from './contrasts.ts'
import { bodyHits, countsInVoice, isInVoice, type MeasuredArticle } from './measured-article.ts'
import { oncePerOutlet } from './once-per-outlet.ts'
import { summariseSentiments } from './sentiments.ts'

export interface ComparisonInput {
  readonly articles: readonly MeasuredArticle[]
  readonly frames: readonly string[]
  /** Every pair of outlets too, not only each with all others. */
  readonly pairs: boolean
  /** What people said of hits; empty where nobody looked. */
  readonly checked?: CheckedHits
}

/**
 * Compares the outlets of one story. The article is the unit of everything: rates take their intervals from the spread between articles, and
 * differences from exchanging articles. An outlet keeps one copy of a text; articles that were not measured take no part. The order of the
 * articles changes nothing.
 */
export function compareOutlets(input: ComparisonInput, options: ComparisonOptions): Comparison {
  return allSteps(compareOutletsInSteps(input, options))
}

/** `compareOutlets`, in steps. */
export function* compareOutletsInSteps(input: ComparisonInput, options: ComparisonOptions): Steps<Comparison> {
  const frames = input.frames.toSorted()
  const articles = countedArticles(input.articles)
  const outlets = [...new Set(articles.map(({ outlet }) => outlet))]
  const rates = ratesByOutlet(articles, { frames, level: options.level })
  yield
  const sentiments = summariseSentiments(articles, { frames, level: options.level })
  yield
  const family = { outlets, frames, pairs: input.pairs, checked: input.checked ?? {} }
  return { rates, sentiments, contrasts: yield* compareContrastsInSteps(articles, family, options) }
}

/** The articles that are counted, in a fixed order: measured ones, and of those that carry one text the first of each outlet. */
export function countedArticles<Article extends MeasuredArticle>(articles: readonly Article[]): readonly Article[] {
  return oncePerOutlet(articles.filter(({ scoring }) => scoring.measured))
}

/** Rates of every outlet, frame, voice and zone, over counted articles. */
export function ratesByOutlet(
  articles: readonly MeasuredArticle[],
  { frames, level }: { readonly frames: readonly string[]; readonly level: number },
): readonly Rate[] {
  return [...new Set(articles.map(({ outlet }) => outlet))].flatMap((outlet) => {
    const own = articles.filter((article) => article.outlet === outlet)
    return frames.flatMap((frame) => rateVoices.flatMap((voice) => ratesOf(own, { outlet, frame, voice, level })))
  })
}

interface RateOf {
  readonly outlet: OutletId
  readonly frame: string
  readonly voice: RateVoice
  readonly level: number
}

/** The rate in the body, and the share of headlines. */
function ratesOf(articles: readonly MeasuredArticle[], { outlet, frame, voice, level }: RateOf): readonly Rate[] {
  const body = articles.map((article) => ({ hits: bodyHits(article, frame, voice).length, tokens: article.scoring.tokens[voice] }))
  const head = articles.map(({ scoring }) => ({
    hits: scoring.hits.filter((hit) => hit.zone === 'headline' && hit.frame === frame && isInVoice(hit, voice)).length,
    tokens: 0,
  }))
  const common = { outlet, frame, voice, articles: articles.length }
  const counted = (counts: typeof body) => {
    const articlesWithHit = counts.filter(({ hits }) => hits > 0).length
    const share = proportion({ successes: articlesWithHit, trials: articles.length, level })
    const sum = (key: 'hits' | 'tokens') => counts.reduce((total, count) => total + count[key], 0)
    return { hits: sum('hits'), tokens: sum('tokens'), articlesWithHit, share }
  }
  return [
    { ...common, zone: 'body', ...counted(body), perThousand: rate(countsInVoice(articles, frame, voice), { level }) },
    { ...common, zone: 'headline', ...counted(head), perThousand: undefined },
  ]
}
