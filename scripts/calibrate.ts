import { writeFile } from 'node:fs/promises'
import { compareOutlets } from '../src/core/compare/compare.ts'
import type { MeasuredArticle } from '../src/core/compare/measured-article.ts'
import { toId } from '../src/core/ids.ts'
import { proportion } from '../src/core/stats/proportion.ts'
import { rate } from '../src/core/stats/rate.ts'
import { seededRandom, type Random } from '../src/core/stats/seeded-random.ts'
import type { Contrast, Hit } from '../src/model.ts'
import { numberArgument } from './number-argument.ts'

/**
 * `npm run calibrate`: do the verdicts keep their promises? Simulated outlets, whose truth is known, go through the comparison that reports
 * use. The table goes to `docs/calibration.md`. Seeded: every run gives the same table. `npm run calibrate -- 200` takes fewer.
 */
const runs = numberArgument(process.argv[2], { name: 'the number of simulations', usual: 2000 })
const truth = 3 / 1000
const tokens = 550
/** Shape of the gamma distribution of article rates: most articles say nothing, a few say it often. */
const shape = 0.7

interface Row {
  readonly what: string
  readonly promised: string
  readonly share: number
  readonly trials: number
}

const rows: Row[] = []
for (const size of [5, 10, 40]) {
  const called = countOf(runs, `null ${size}`, (random) => isCalled(contrastOf(draw(size, 1, random), draw(size, 1, random))))
  rows.push({ what: `nothing differs, ${size} articles each: called "higher" or "lower"`, promised: 'about 5 %, at most 7 %', ...called })
}
for (const size of [3, 5, 10, 20, 40]) {
  const covered = countOf(runs, `cover ${size}`, (random) => {
    const estimate = rate(
      draw(size, 1, random).map((hits) => ({ hits, tokens })),
      { level: 0.95 },
    )
    return estimate !== undefined && estimate.low <= 1000 * truth && 1000 * truth <= estimate.high
  })
  rows.push({ what: `95 % interval of a rate holds the truth, ${size} articles`, promised: 'at least 90 %', ...covered })
}
for (const [times, size] of [
  [3, 10],
  [3, 40],
  [2, 40],
] as const) {
  const found = countOf(
    runs,
    `power ${times} ${size}`,
    (random) => contrastOf(draw(size, times, random), draw(size, 1, random)).verdict === 'higher',
  )
  rows.push({
    what: `a true difference of ${times} times is found, ${size} articles each`,
    promised: times === 3 && size === 40 ? 'at least 90 %' : '',
    ...found,
  })
}
const copied = countOf(runs, 'copied', (random) => {
  const text = draw(6, 8, random)
  return isCalled(contrastOf([...text, ...draw(5, 1, random)], [...text, ...draw(5, 1, random)], text.length))
})
rows.push({ what: 'six agency texts that both print, full of the frame: called', promised: 'at most 7 %', ...copied })

const page = toPage(rows)
await writeFile('docs/calibration.md', page)
process.stdout.write(page)

function countOf(trials: number, label: string, happens: (random: Random) => boolean): Pick<Row, 'share' | 'trials'> {
  const random = seededRandom(20_261_124, label)
  let count = 0
  for (let trial = 0; trial < trials; trial++) if (happens(random)) count++
  return { share: count / trials, trials }
}

function isCalled({ verdict }: Contrast): boolean {
  return verdict === 'higher' || verdict === 'lower'
}

/** Hits of articles whose own rates vary as a gamma distribution does, `times` the truth on average. */
function draw(size: number, times: number, random: Random): readonly number[] {
  return Array.from({ length: size }, () => poisson((gamma(random) / shape) * times * truth * tokens, random))
}

/** The contrast of two outlets; the first `copies` articles of both carry the same texts. */
function contrastOf(a: readonly number[], b: readonly number[], copies = 0): Contrast {
  const articles = [...articlesOf('a', a, copies), ...articlesOf('b', b, copies)]
  const options = { level: 0.95, falseDiscoveryRate: 0.05, draws: 999, seed: 1 }
  const contrast = compareOutlets({ articles, frames: ['frame'], pairs: true }, options).contrasts.find(
    (one) => one.a === 'a' && one.b === 'b',
  )
  if (!contrast) throw new Error('Two outlets have a contrast')
  return contrast
}

function articlesOf(outlet: string, counts: readonly number[], copies: number): readonly MeasuredArticle[] {
  return counts.map((count, index) => {
    const id = toId<'Article'>(`${outlet}-${index}`)
    const hit = (place: number): Hit => ({
      articleId: id,
      start: place,
      end: place + 1,
      frame: 'frame',
      term: 'term',
      concept: 'term',
      text: 'x',
      sentence: 'x',
      zone: 'body',
      voice: { kind: 'outlet' },
      voiceConfidence: 1,
      mode: 'asserted',
      scareQuoted: false,
      sentiment: { afinn: undefined, valence: undefined },
    })
    const hits = Array.from({ length: count }, (_, place) => hit(place))
    const scoring = {
      articleId: id,
      lexicon: 'simulated',
      hits,
      tokens: { outlet: tokens, attributed: 0, unclear: 0, all: tokens },
      measured: true,
      voiceWarnings: [],
    }
    return {
      id,
      outlet: toId(outlet),
      language: 'en',
      copyCluster: index < copies ? `text-${index}` : undefined,
      scoring,
    }
  })
}

/** Marsaglia and Tsang (2000), with their boost for shapes under 1. */
function gamma(random: Random): number {
  const d = shape + 1 - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * random() ** (1 / shape)
  }
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function poisson(mean: number, random: Random): number {
  let count = 0
  for (let product = random(), limit = Math.exp(-mean); product > limit; product *= random()) count++
  return count
}

function toPage(all: readonly Row[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const lines = all.map(({ what, promised, share, trials }) => {
    const interval = proportion({ successes: Math.round(share * trials), trials, level: 0.95 })
    return `| ${what} | ${percent(share)} | ${interval ? `${percent(interval.low)} to ${percent(interval.high)}` : ''} | ${promised} |`
  })
  return [
    '# Calibration',
    '',
    `Simulated outlets with a known truth: ${1000 * truth} hits in 1,000 words, articles of ${tokens} words whose rates vary as a gamma distribution of shape ${shape} does`,
    `(most say nothing, a few say it often). ${runs} runs a row, made by \`npm run calibrate\` with the comparison that reports use.`,
    '',
    '| what | share of runs | 95 % interval | promised |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n')
}
