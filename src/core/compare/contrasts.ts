import type { CheckedHits, Contrast, OutletId, RateVoice, Verdict } from '../../model.ts'
import { adjustP } from '../stats/adjust-p.ts'
import { permutePooledRatesInSteps } from '../stats/permute-rates.ts'
import type { PermutationTest } from '../stats/permutation-tally.ts'
import { rateRatio } from '../stats/rate-ratio.ts'
import { seededRandom } from '../stats/seeded-random.ts'
import type { Steps } from '../steps.ts'
import { checkHits, isTooUnsure } from './check-hits.ts'
import { bodyHits, countsInVoice, type MeasuredArticle } from './measured-article.ts'
import { drawSides, mainLanguages, type Pairing, type Sides } from './sides.ts'

export interface ComparisonOptions {
  readonly level: number
  readonly falseDiscoveryRate: number
  readonly draws: number
  readonly seed: number
}

interface Family {
  readonly outlets: readonly OutletId[]
  readonly frames: readonly string[]
  readonly pairs: boolean
  readonly checked: CheckedHits
}

/** A contrast before the p-values of all of them are adjusted together. */
type Raw = Omit<Contrast, 'pAdjusted' | 'verdict'> & { readonly verdict: Verdict | 'tested' }

/** The voice that verdicts are about: what an outlet lets others say is their framing. */
const voice: RateVoice = 'outlet'
/** All splits of the articles are tried up to this many; more are drawn from. */
export const maxSplits = 20_000
/** Fewer articles on a side are described and not judged. */
export const fewestToJudge = 5

/** Each outlet against all others of its language, in its own voice; each pair too, on request. Verdicts by the table of the method page. */
export function* compareContrastsInSteps(
  articles: readonly MeasuredArticle[],
  { outlets, frames, pairs, checked }: Family,
  options: ComparisonOptions,
): Steps<readonly Contrast[]> {
  const languages = mainLanguages(articles)
  const pairings: readonly Pairing[] = [
    ...(outlets.length > 1 ? outlets.map((a) => ({ a, b: 'others' as const })) : []),
    ...(pairs ? pairsOf(outlets) : []),
  ]
  const drawn = pairings.map((pairing) => ({ pairing, sides: drawSides(articles, pairing, languages) }))
  const raw: Raw[] = []
  for (const frame of frames) {
    for (const { pairing, sides } of drawn) {
      yield
      raw.push(yield* contrast(sides, { ...pairing, frame }, { ...options, checked }))
    }
  }
  return judgeTogether(raw, options.falseDiscoveryRate)
}

/** Contrasts with their verdicts; the p-values of all that were tested are corrected together. */
export function judgeTogether<Raw extends Unjudged>(
  raw: readonly Raw[],
  falseDiscoveryRate: number,
): readonly (Omit<Raw, 'verdict'> & Pick<Contrast, 'pAdjusted' | 'verdict'>)[] {
  const adjusted = adjustP(
    raw.map(({ p }) => p),
    'benjamini-hochberg',
  )
  return raw.map((one, index) => {
    const pAdjusted = adjusted[index]
    return { ...one, pAdjusted, verdict: one.verdict === 'tested' ? judge({ ...one, pAdjusted }, falseDiscoveryRate) : one.verdict }
  })
}

type Unjudged = Pick<Contrast, 'ratio' | 'p'> & { readonly verdict: Verdict | 'tested' }

function* contrast(
  sides: Sides,
  { frame, a, b }: Pairing & { readonly frame: string },
  options: ComparisonOptions & { readonly checked: CheckedHits },
): Steps<Raw> {
  const bare = { frame, voice, a, b, articles: undefined, ratio: undefined, p: undefined }
  if (sides.kind !== 'sides') return { ...bare, verdict: sides.kind === 'mostly-shared' ? 'withheld' : sides.kind }
  const used = (articles: readonly MeasuredArticle[]) => articles.some((article) => bodyHits(article, frame, voice).length > 0)
  // Every hit stands in text that both print: it is used, and nothing is left that could tell the sides apart.
  if (!used([...sides.a, ...sides.b])) return { ...bare, verdict: used(sides.shared) ? 'withheld' : 'not-used' }
  const [countsA, countsB] = [countsInVoice(sides.a, frame, voice), countsInVoice(sides.b, frame, voice)]
  const articles = { a: countsA.length, b: countsB.length }
  const fewest = Math.min(countsA.length, countsB.length)
  if (fewest === 1) return { ...bare, articles, verdict: 'one-article' }
  const ratio = rateRatio(countsA, countsB, { level: options.level })
  if (fewest < fewestToJudge) return { ...bare, articles, ratio, verdict: 'too-few' }
  const check = checkHits(sides, { frame, voice }, options)
  // Tested all the same: what the articles show stays in the report, and among the tests that are corrected together.
  const verdict = isTooUnsure(check) ? 'withheld' : 'tested'
  const exchanged = yield* exchange(sides, frame, options)
  return { ...bare, articles, ratio, p: exchanged?.twoSided, check, verdict }
}

/**
 * Exchanges articles between the sides. The smaller side comes first, of two as large the first by id, and every contrast of a frame draws from
 * the same stream: A against B and B against A are one question and get one p.
 */
function* exchange(
  { a, b }: Extract<Sides, { kind: 'sides' }>,
  frame: string,
  { draws, seed }: ComparisonOptions,
): Steps<PermutationTest | undefined> {
  const [first, second] = [a, b]
    .map((articles) => ({ counts: countsInVoice(articles, frame, voice), outlet: articles[0]?.outlet ?? '' }))
    .toSorted((left, right) => left.counts.length - right.counts.length || (left.outlet < right.outlet ? -1 : 1))
  if (!first || !second) return undefined
  return yield* permutePooledRatesInSteps(first.counts, second.counts, { maxSplits, draws, random: seededRandom(seed, frame) })
}

/** A tested contrast by the table: a difference is called when its interval leaves out 1 and its adjusted p holds. */
function judge({ ratio, pAdjusted }: Pick<Contrast, 'ratio' | 'pAdjusted'>, falseDiscoveryRate: number): Verdict {
  if (!ratio || pAdjusted === undefined || pAdjusted > falseDiscoveryRate || (ratio.low <= 1 && ratio.high >= 1))
    return 'no-clear-difference'
  return ratio.low > 1 ? 'higher' : 'lower'
}

function pairsOf(outlets: readonly OutletId[]): readonly Pairing[] {
  return outlets.flatMap((a, index) => outlets.slice(index + 1).map((b) => ({ a, b })))
}
