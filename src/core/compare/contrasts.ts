import type { Contrast, OutletId, Verdict } from '../../model.ts'
import { adjustP } from '../stats/adjust-p.ts'
import { permutePooledRates } from '../stats/permute-rates.ts'
import { rateRatio } from '../stats/rate-ratio.ts'
import { seededRandom } from '../stats/seeded-random.ts'
import { bodyHits, type MeasuredArticle } from './measured-article.ts'

export interface ComparisonOptions {
  readonly level: number
  readonly falseDiscoveryRate: number
  readonly draws: number
  readonly seed: number
}

interface Sides {
  readonly outlets: readonly OutletId[]
  readonly frames: readonly string[]
  readonly pairs: boolean
}

/** A contrast before the p-values of all of them are adjusted together. */
type Raw = Omit<Contrast, 'pAdjusted' | 'verdict'> & { readonly verdict: Verdict | 'tested' }

/** All splits of the articles are tried up to this many; more are drawn from. */
const maxSplits = 20_000
/** Fewer articles on a side are described and not judged. */
const fewestToJudge = 5

/** Each outlet against all others of its language, in its own voice; each pair too, on request. Verdicts by the table of the method page. */
export function compareContrasts(
  articles: readonly MeasuredArticle[],
  { outlets, frames, pairs }: Sides,
  options: ComparisonOptions,
): readonly Contrast[] {
  const raw = frames.flatMap((frame) => [
    ...(outlets.length > 1 ? outlets.map((a) => contrast(articles, { frame, a, b: 'others' }, options)) : []),
    ...(pairs ? pairsOf(outlets).map(([a, b]) => contrast(articles, { frame, a, b }, options)) : []),
  ])
  const adjusted = adjustP(
    raw.map(({ p }) => p),
    'benjamini-hochberg',
  )
  return raw.map((one, index) => {
    const pAdjusted = adjusted[index]
    return { ...one, pAdjusted, verdict: one.verdict === 'tested' ? judge({ ...one, pAdjusted }, options.falseDiscoveryRate) : one.verdict }
  })
}

function contrast(
  articles: readonly MeasuredArticle[],
  side: { readonly frame: string; readonly a: OutletId; readonly b: Contrast['b'] },
  options: ComparisonOptions,
): Raw {
  const { frame, a, b } = side
  const left = articles.filter(({ outlet }) => outlet === a)
  const languages = new Set(left.map(({ language }) => language))
  const opposite = articles.filter(({ outlet }) => (b === 'others' ? outlet !== a : outlet === b))
  const right = opposite.filter(({ language }) => languages.has(language))
  const bare = { frame, voice: 'outlet', a, b, ratio: undefined, p: undefined } as const
  if (languages.size !== 1 || right.length === 0 || (b !== 'others' && right.length < opposite.length))
    return { ...bare, verdict: 'different-languages' }
  const shared = sharedClusters(left, right)
  const ownOf = (group: readonly MeasuredArticle[]) =>
    group.filter(({ copyCluster }) => copyCluster === undefined || !shared.has(copyCluster))
  const [ownLeft, ownRight] = [ownOf(left), ownOf(right)]
  if (2 * ownLeft.length < left.length || 2 * ownRight.length < right.length) return { ...bare, verdict: 'withheld' }
  const countsOf = (group: readonly MeasuredArticle[]) =>
    group.map((article) => ({ hits: bodyHits(article, frame, 'outlet').length, tokens: article.scoring.tokens.outlet }))
  const [leftCounts, rightCounts] = [countsOf(ownLeft), countsOf(ownRight)]
  if ([...leftCounts, ...rightCounts].every(({ hits }) => hits === 0)) return { ...bare, verdict: 'not-used' }
  const fewest = Math.min(ownLeft.length, ownRight.length)
  if (fewest <= 1) return { ...bare, verdict: 'one-article' }
  const ratio = rateRatio(leftCounts, rightCounts, { level: options.level })
  if (fewest < fewestToJudge) return { ...bare, ratio, verdict: 'too-few' }
  const random = seededRandom(options.seed, `${frame} ${a} ${b}`)
  const test = permutePooledRates(leftCounts, rightCounts, { maxSplits, draws: options.draws, random })
  return { ...bare, ratio, p: test?.twoSided, verdict: 'tested' }
}

function judge({ ratio, pAdjusted }: Pick<Contrast, 'ratio' | 'pAdjusted'>, falseDiscoveryRate: number): Verdict {
  if (!ratio || pAdjusted === undefined || pAdjusted > falseDiscoveryRate || (ratio.low <= 1 && ratio.high >= 1))
    return 'no-clear-difference'
  return ratio.low > 1 ? 'higher' : 'lower'
}

/** Texts that stand on both sides: they are one voice, and tell nothing about a difference. */
function sharedClusters(left: readonly MeasuredArticle[], right: readonly MeasuredArticle[]): ReadonlySet<string> {
  const there = new Set(right.map(({ copyCluster }) => copyCluster))
  return new Set(left.flatMap(({ copyCluster }) => (copyCluster !== undefined && there.has(copyCluster) ? [copyCluster] : [])))
}

function pairsOf(outlets: readonly OutletId[]): readonly (readonly [OutletId, OutletId])[] {
  return outlets.flatMap((a, index) => outlets.slice(index + 1).map((b) => [a, b] as const))
}
