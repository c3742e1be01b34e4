import type { CheckedHits, OutletId, RateVoice, Verdict } from '../../model.ts'
import { checkHits, isTooUnsure } from '../compare/check-hits.ts'
import type { ComparisonOptions } from '../compare/contrasts.ts'
import { fewestToJudge, judgeTogether, maxSplits } from '../compare/contrasts.ts'
import { bodyHits, countsInVoice } from '../compare/measured-article.ts'
import { mainLanguages } from '../compare/sides.ts'
import { sumOf } from '../stats/article-count.ts'
import { permuteWithinStrataInSteps } from '../stats/permute-within-strata.ts'
import { seededRandom } from '../stats/seeded-random.ts'
import { strataRatio, type Stratum } from '../stats/strata-ratio.ts'
import type { Steps } from '../steps.ts'
import { drawStrata, type SeriesSides } from './draw-strata.ts'
import type { Party, SeriesArticle, SeriesContrast } from './series.ts'

/** Who is held against whom. */
export interface SeriesPairing {
  readonly by: SeriesContrast['by']
  readonly a: Party
  /** `id` is `others` where all others are pooled. */
  readonly b: Party
}

/** The sides of a pairing; drawn once, used by every frame. */
export interface DrawnPairing extends SeriesPairing {
  readonly sides: SeriesSides
}

type SeriesOptions = ComparisonOptions & { readonly checked: CheckedHits }

type Raw = Omit<SeriesContrast, 'pAdjusted' | 'verdict'> & { readonly verdict: Verdict | 'tested' }

/** What outlets let others say is their framing, not their words. */
const voice: RateVoice = 'outlet'

export function* drawPairingsInSteps(
  articles: readonly SeriesArticle[],
  pairings: readonly SeriesPairing[],
): Steps<readonly DrawnPairing[]> {
  const languages: ReadonlyMap<OutletId, string> = mainLanguages(articles)
  const drawn: DrawnPairing[] = []
  for (const pairing of pairings) {
    drawn.push({ ...pairing, sides: drawStrata(articles, pairing, languages) })
    yield
  }
  return drawn
}

/** Every pairing in every frame, in the own voice of the sides; p-values of outlets and groups are corrected together. */
export function* seriesContrastsInSteps(
  drawn: readonly DrawnPairing[],
  frames: readonly string[],
  options: SeriesOptions,
): Steps<readonly SeriesContrast[]> {
  const raw: Raw[] = []
  for (const frame of frames) {
    for (const pairing of drawn) {
      yield
      raw.push(yield* contrast(pairing, frame, options))
    }
  }
  return judgeTogether(raw, options.falseDiscoveryRate)
}

function* contrast({ by, a, b, sides }: DrawnPairing, frame: string, options: SeriesOptions): Steps<Raw> {
  const bare = { by, frame, voice, a: a.id, b: b.id, articles: undefined, stories: 0, ratio: undefined, p: undefined }
  if (sides.kind !== 'strata') return { ...bare, verdict: sides.kind === 'mostly-shared' ? 'withheld' : sides.kind }
  const told = sides.strata.filter(({ a: ours, b: theirs }) => hasWords(ours) && hasWords(theirs))
  const strata = told.map((stratum) => ({
    story: stratum.story,
    a: countsInVoice(stratum.a, frame, voice),
    b: countsInVoice(stratum.b, frame, voice),
  }))
  const stories = new Set(strata.map(({ story }) => story)).size
  const articles = { a: sumOf(strata, (stratum) => stratum.a.length), b: sumOf(strata, (stratum) => stratum.b.length) }
  const base = { ...bare, articles, stories }
  if (stories === 0) return { ...base, verdict: 'too-few' }
  if (!strata.some((stratum) => [...stratum.a, ...stratum.b].some(({ hits }) => hits > 0))) {
    const inShared = sides.shared.some((article) => bodyHits(article, frame, voice).length > 0)
    return { ...base, verdict: inShared ? 'withheld' : 'not-used' }
  }
  const fewest = Math.min(articles.a, articles.b)
  if (fewest === 1) return { ...base, verdict: 'one-article' }
  const ratio = strataRatio(strata, { level: options.level })
  if (fewest < fewestToJudge) return { ...base, ratio, verdict: 'too-few' }
  const both = { a: told.flatMap((stratum) => stratum.a), b: told.flatMap((stratum) => stratum.b) }
  const check = checkHits(both, { frame, voice }, options)
  const p = yield* exchange(strata, { a: firstOutlet(a), b: firstOutlet(b), frame }, options)
  return { ...base, ratio, p, check, verdict: isTooUnsure(check) ? 'withheld' : 'tested' }
}

/** A story in which a side has no word in that voice is part of no ratio. */
function hasWords(articles: readonly SeriesArticle[]): boolean {
  return articles.some(({ scoring }) => scoring.tokens[voice] > 0)
}

function firstOutlet({ outlets }: Party): string {
  return [...outlets].toSorted()[0] ?? ''
}

/** Both directions of one question draw from the same stream and deal out the same side, so that they get one p. */
function* exchange(
  strata: readonly Stratum[],
  { a, b, frame }: { readonly a: string; readonly b: string; readonly frame: string },
  { draws, seed }: ComparisonOptions,
): Steps<number | undefined> {
  const [sizeA, sizeB] = [sumOf(strata, (stratum) => stratum.a.length), sumOf(strata, (stratum) => stratum.b.length)]
  const turned = sizeA > sizeB || (sizeA === sizeB && a > b)
  const dealt = turned ? strata.map((stratum) => ({ a: stratum.b, b: stratum.a })) : strata
  const test = yield* permuteWithinStrataInSteps(dealt, { maxSplits, draws, random: seededRandom(seed, frame) })
  return test?.twoSided
}
