import { z } from 'zod'
import { adjustP } from '../../src/core/stats/adjust-p.ts'
import type { ArticleCount } from '../../src/core/stats/article-count.ts'
import { articleEffectSize } from '../../src/core/stats/article-effect-size.ts'
import { bootstrapRate } from '../../src/core/stats/bootstrap-rate.ts'
import { collocation } from '../../src/core/stats/collocation.ts'
import { frameAxis } from '../../src/core/stats/frame-axis.ts'
import { jensenShannon } from '../../src/core/stats/jensen-shannon.ts'
import { cohensKappa } from '../../src/core/stats/kappa.ts'
import { keyness } from '../../src/core/stats/keyness.ts'
import { krippendorffAlpha } from '../../src/core/stats/krippendorff.ts'
import { backgroundPriors, logOdds } from '../../src/core/stats/log-odds.ts'
import { exactMcNemarP } from '../../src/core/stats/mcnemar.ts'
import { permuteMeans, permutePooledRates, permuteRanks } from '../../src/core/stats/permute-rates.ts'
import { stratifiedPrecision } from '../../src/core/stats/precision-stratified.ts'
import { proportionDifference } from '../../src/core/stats/proportion-difference.ts'
import { clopperPearsonLimits, correctedWilsonLimits, jeffreysLimits, wilsonLimits, type Limits } from '../../src/core/stats/proportion.ts'
import { clusterRobustRate } from '../../src/core/stats/rate-cluster-robust.ts'
import { rateDispersion } from '../../src/core/stats/rate-dispersion.ts'
import { exactRate } from '../../src/core/stats/rate-exact.ts'
import { rateHomogeneity } from '../../src/core/stats/rate-homogeneity.ts'
import { quasiRate } from '../../src/core/stats/rate-quasi.ts'
import { exactRateRatio } from '../../src/core/stats/rate-ratio-exact.ts'
import { quasiRateRatio } from '../../src/core/stats/rate-ratio-quasi.ts'
import { crudeRatio, fixedEffectsRatio, withinStoryRatio } from '../../src/core/stats/rate-ratio-within-story.ts'
import { scaledFScore } from '../../src/core/stats/scaled-f-score.ts'
import { shrinkRates } from '../../src/core/stats/shrinkage-gamma-poisson.ts'
import { termDispersion } from '../../src/core/stats/term-dispersion.ts'
import { wordShift } from '../../src/core/stats/word-shift.ts'

const numbers = z.array(z.number())
const numbersByWord = z.record(z.string(), z.number()).transform((record) => new Map(Object.entries(record)))
const confidence = z.number()
const twoGroups = z.object({ countsA: numbers, tokensA: numbers, countsB: numbers, tokensB: numbers })
const twoCounts = z.object({ countA: z.number(), tokensA: z.number(), countB: z.number(), tokensB: z.number() })
const oneGroup = z.object({ counts: numbers, tokens: numbers })

/** How each file of known answers is computed here, under the names that the file uses. */
export const estimators: ReadonlyMap<string, (input: unknown) => unknown> = new Map([
  entry('rate-exact-poisson', z.object({ count: z.number(), tokens: z.number(), confidence }), ({ count, tokens, confidence: level }) => {
    const rate = exactRate([{ hits: count, tokens }], { level })
    return { ratePer1000: rate?.value, lowerPer1000: rate?.low, upperPer1000: rate?.high }
  }),
  entry('rate-cluster-robust', oneGroup.extend({ confidence }), ({ counts, tokens, confidence: level }) => {
    const articles = articlesOf(counts, tokens)
    const [robust, quasi, dispersion] = [clusterRobustRate(articles, { level }), quasiRate(articles, { level }), rateDispersion([articles])]
    return {
      ratePer1000: robust?.value,
      seClusterPer1000: robust?.standardError,
      tLowerPer1000: robust?.low,
      tUpperPer1000: robust?.high,
      pearsonDispersion: dispersion,
      flooredDispersion: floored(dispersion),
      seQuasiLogRate: dispersion && Math.sqrt(dispersion / sum(counts)),
      quasiLowerPer1000: quasi?.low,
      quasiUpperPer1000: quasi?.high,
    }
  }),
  entry('rate-ratio-quasi', twoGroups.extend({ confidence }), ({ confidence: level, ...groups }) => {
    const [a, b] = groupsOf(groups)
    const ratio = quasiRateRatio(a, b, { level })
    return {
      ratio: ratio?.value,
      dispersion: ratio?.dispersion,
      flooredDispersion: floored(ratio?.dispersion),
      seLogRatio: ratio?.standardErrorOfLog,
      seLogRatioUnfloored: ratio && ratio.standardErrorOfLog * Math.sqrt(ratio.dispersion / Math.max(1, ratio.dispersion)),
      degreesOfFreedom: ratio?.degreesOfFreedom,
      lower: ratio?.low,
      upper: ratio?.high,
      p: ratio?.p,
    }
  }),
  entry('rate-ratio-exact', twoCounts.extend({ confidence }), ({ countA, tokensA, countB, tokensB, confidence: level }) => {
    const ratio = exactRateRatio([{ hits: countA, tokens: tokensA }], [{ hits: countB, tokens: tokensB }], { level })
    return { ratio: ratio?.value, p: ratio?.p, lower: ratio?.low, upper: ratio?.high }
  }),
  entry('rate-ratio-within-story', twoGroups.extend({ confidence }), ({ confidence: level, ...groups }) => {
    const [a, b] = groupsOf(groups)
    const stories = a.map(({ hits, tokens }, index) => ({
      hitsA: hits,
      tokensA: tokens,
      hitsB: b[index]?.hits ?? 0,
      tokensB: b[index]?.tokens ?? 0,
    }))
    const [ratio, fixed] = [withinStoryRatio(stories, { level }), fixedEffectsRatio(stories)]
    return {
      mantelHaenszelRatio: ratio?.value,
      seLogMH: ratio?.standardErrorOfLog,
      lowerMH: ratio?.low,
      upperMH: ratio?.high,
      fixedEffectsRatio: fixed?.value,
      seLogFixedEffects: fixed?.standardErrorOfLog,
      mantelHaenszelChi2: ratio?.chiSquare,
      p: ratio?.p,
      crudeRatio: crudeRatio(stories),
    }
  }),
  entry('rate-homogeneity', oneGroup, ({ counts, tokens }) => {
    const tested = rateHomogeneity(articlesOf(counts, tokens))
    return {
      expected: tested?.expected,
      g2: tested?.g2,
      chi2: tested?.chiSquare,
      df: tested?.degreesOfFreedom,
      pG2: tested?.pOfG2,
      pChi2: tested?.pOfChiSquare,
      standardizedResiduals: tested?.standardizedResiduals,
    }
  }),
  entry('permutation-exact', twoGroups, (groups) => {
    const [a, b] = groupsOf(groups)
    const all = { maxSplits: 1e6, draws: 0, random: () => 0 }
    const [pooled, rates] = [permutePooledRates(a, b, all), [a, b].map((group) => group.map(({ hits, tokens }) => hits / tokens))]
    return {
      permutations: pooled?.splits,
      pooledDiffPer1000: pooled && 1000 * pooled.observed,
      pooledTwoSided: pooled?.twoSided,
      pooledGreater: pooled?.greater,
      pooledLess: pooled?.less,
      meanOfRatesTwoSided: permuteMeans(rates[0] ?? [], rates[1] ?? [], all)?.twoSided,
      rankSumTwoSided: permuteRanks(rates[0] ?? [], rates[1] ?? [], all)?.twoSided,
    }
  }),
  entry(
    'proportion-intervals',
    z.object({ successes: z.number(), trials: z.number(), confidence }),
    ({ confidence: level, ...counted }) => ({
      wilson: pair(wilsonLimits({ ...counted, level })),
      wilsonContinuity: pair(correctedWilsonLimits({ ...counted, level })),
      clopperPearson: pair(clopperPearsonLimits({ ...counted, level })),
      jeffreys: pair(jeffreysLimits({ ...counted, level })),
    }),
  ),
  entry(
    'proportion-difference',
    z.union([
      z.object({ onlyOldCorrect: z.number(), onlyNewCorrect: z.number() }),
      z.object({ xA: z.number(), nA: z.number(), xB: z.number(), nB: z.number(), confidence }),
    ]),
    (input) => {
      if ('onlyOldCorrect' in input) return { exactP: exactMcNemarP(input) }
      const difference = proportionDifference(
        { successes: input.xA, trials: input.nA },
        { successes: input.xB, trials: input.nB },
        { level: input.confidence },
      )
      return { difference: difference?.value, lower: difference?.low, upper: difference?.high }
    },
  ),
  entry('p-adjust', z.object({ p: z.array(z.number().nullable()) }), ({ p }) => {
    const ps = p.map((each) => each ?? undefined)
    return {
      bh: adjustP(ps, 'benjamini-hochberg'),
      by: adjustP(ps, 'benjamini-yekutieli'),
      holm: adjustP(ps, 'holm'),
      bonferroni: adjustP(ps, 'bonferroni'),
    }
  }),
  entry('article-effect-size', twoGroups, (groups) => articleEffectSize(...groupsOf(groups))),
  entry('bootstrap-given-resamples', oneGroup.extend({ confidence, resamplesZeroBased: z.array(numbers) }), (input) => {
    const rate = bootstrapRate(articlesOf(input.counts, input.tokens), input.resamplesZeroBased, { level: input.confidence })
    return (
      rate && {
        observed: rate.observed,
        replicatesFirstFive: rate.replicates.slice(0, 5),
        standardError: rate.standardError,
        percentileType7: pair(rate.percentile),
        basic: pair(rate.basic),
        bcaZ0: rate.bca?.bias,
        bcaAcceleration: rate.bca?.acceleration,
        bcaLevels: rate.bca && pair(rate.bca.levels),
        bcaType7: rate.bca && pair(rate.bca),
      }
    )
  }),
  entry('collocation', z.object({ pair: z.number(), first: z.number(), second: z.number(), bigrams: z.number() }), (input) => {
    const found = collocation(input)
    return { ...found, chi2: found?.chiSquare }
  }),
  entry('dispersion', oneGroup, ({ counts, tokens }) => {
    const spread = termDispersion(articlesOf(counts, tokens))
    return { ...spread, klDivergenceBits: spread?.divergenceBits }
  }),
  entry(
    'fighting-words',
    z.object({ countsA: numbers, countsB: numbers, prior: numbers, background: numbers.nullable(), priorMass: z.number() }),
    ({ countsA, countsB, prior, background, priorMass }) => {
      const priors = background ? (backgroundPriors(background, priorMass) ?? []) : prior
      const words = logOdds(countsA.map((a, index) => ({ a, b: countsB[index] ?? 0, prior: priors[index] ?? 0 })))
      return { delta: words.map((word) => word?.delta), variance: words.map((word) => word?.variance), z: words.map((word) => word?.z) }
    },
  ),
  entry(
    'frame-axis',
    z.object({
      embedding: z.record(z.string(), numbers),
      positivePole: z.array(z.string()),
      negativePole: z.array(z.string()),
      documents: z.array(z.array(z.string())),
    }),
    ({ documents, embedding, ...poles }) => {
      const found = frameAxis(documents, { ...poles, embedding: new Map(Object.entries(embedding)) })
      return { ...found, bias: found?.documents.map((each) => each?.bias), intensity: found?.documents.map((each) => each?.intensity) }
    },
  ),
  entry('kappa', z.object({ raterA: numbers, raterB: numbers, categories: z.number() }), ({ raterA, raterB, categories }) => {
    const agreement = cohensKappa(
      raterA.map((a, index) => [a, raterB[index] ?? 0]),
      { categories },
    )
    return {
      kappa: agreement?.kappa,
      kappaQuadratic: agreement?.quadraticKappa,
      seKappa: agreement?.standardError,
      percentAgreement: agreement?.observed,
    }
  }),
  entry('keyness', twoCounts, ({ countA, tokensA, countB, tokensB }) => {
    const found = keyness({ hits: countA, tokens: tokensA }, { hits: countB, tokens: tokensB }, { level: 0.95 })
    return (
      found && {
        ...found,
        g2FourCell: found.g2FourCells,
        g2TwoTerm: found.g2TwoTerms,
        pFourCell: found.pOfFourCells,
        pTwoTerm: found.pOfTwoTerms,
        chi2: found.chiSquare,
        percentDiff: found.percentDifference,
        logOddsHaldane: found.logOddsRatio,
        seLogOddsHaldane: found.standardErrorOfLogOdds,
        lrc: found.conservativeLogRatio,
      }
    )
  }),
  entry('krippendorff', z.object({ ratings: z.array(z.array(z.number().nullable())) }), ({ ratings }) => {
    const units = (ratings[0] ?? []).map((_, unit) => ratings.flatMap((coder) => coder[unit] ?? []))
    const alpha = (scale: 'nominal' | 'ordinal' | 'interval') => krippendorffAlpha(units, scale)
    return { nominal: alpha('nominal'), ordinal: alpha('ordinal'), interval: alpha('interval') }
  }),
  entry('precision-stratified', z.object({ strataSizes: numbers, sampled: numbers, correct: numbers, confidence }), (input) => {
    const strata = input.strataSizes.map((size, index) => ({
      size,
      sampled: input.sampled[index] ?? 0,
      correct: input.correct[index] ?? 0,
    }))
    const found = stratifiedPrecision(strata, { level: input.confidence })
    return (
      found && {
        precision: found.value,
        se: found.standardError,
        effectiveN: found.limits?.effectiveN,
        wilsonEffective: found.limits ? pair(found.limits.wilson) : [],
        kornGraubard: found.limits ? pair(found.limits.kornGraubard) : [],
      }
    )
  }),
  entry('scaled-f-score', z.object({ countsA: numbers, countsB: numbers, beta: z.number() }), ({ countsA, countsB, beta }) => ({
    score: scaledFScore(
      countsA.map((a, index) => ({ a, b: countsB[index] ?? 0 })),
      { beta },
    ),
  })),
  entry('shrinkage-gamma-poisson', oneGroup.extend({ confidence }), ({ counts, tokens, confidence: level }) => {
    const rates = shrinkRates(articlesOf(counts, tokens), { level })
    return (
      rates && {
        muPer1000: rates.mean,
        shape: rates.shape,
        boundary: rates.shape === undefined,
        negLogLik: rates.negativeLogLikelihood,
        posteriorPer1000: rates.outlets.map(({ value }) => value),
        lowerPer1000: rates.outlets.map(({ limits }) => limits?.low),
        upperPer1000: rates.outlets.map(({ limits }) => limits?.high),
        weightOnOwnRate: rates.outlets.map(({ ownWeight }) => ownWeight),
      }
    )
  }),
  entry(
    'word-shift',
    z.union([
      z.object({ kind: z.literal('jensen-shannon'), base: z.literal(2), counts1: numbersByWord, counts2: numbersByWord }),
      z.object({
        counts1: numbersByWord,
        counts2: numbersByWord,
        scores1: numbersByWord,
        scores2: numbersByWord,
        reference: z.union([z.number(), z.literal('average')]),
        normalization: z.enum(['variation', 'trajectory']),
      }),
    ]),
    (input) => {
      if ('kind' in input) {
        const found = jensenShannon(input.counts1, input.counts2)
        return found && { divergence: found.divergence, contributions: Object.fromEntries(found.contributions) }
      }
      const { counts1, counts2, scores1, scores2, reference, normalization } = input
      const shift = wordShift({ counts: counts1, scores: scores1 }, { counts: counts2, scores: scores2 }, { reference, normalization })
      const terms = [...(shift?.words ?? [])].map(([word, part]) => [
        word,
        {
          pDiff: part.shareDifference,
          pAvg: part.meanShare,
          sDiff: part.scoreDifference,
          sRefDiff: part.scoreAboveReference,
          shift: part.shift,
        },
      ])
      return (
        shift && { referenceValue: shift.reference, totalDifference: shift.difference, norm: shift.norm, terms: Object.fromEntries(terms) }
      )
    },
  ),
])

function entry<Input>(
  name: string,
  schema: z.ZodType<Input>,
  estimate: (input: Input) => unknown,
): readonly [string, (input: unknown) => unknown] {
  return [name, (input) => estimate(schema.parse(input))]
}

function articlesOf(counts: readonly number[], tokens: readonly number[]): readonly ArticleCount[] {
  return counts.map((hits, index) => ({ hits, tokens: tokens[index] ?? 0 }))
}

function groupsOf({
  countsA,
  tokensA,
  countsB,
  tokensB,
}: z.infer<typeof twoGroups>): readonly [readonly ArticleCount[], readonly ArticleCount[]] {
  return [articlesOf(countsA, tokensA), articlesOf(countsB, tokensB)]
}

function floored(dispersion: number | undefined): number | undefined {
  return dispersion === undefined ? undefined : Math.max(1, dispersion)
}

function pair({ low, high }: Limits): readonly number[] {
  return [low, high]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
