import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { eventsIn } from '../src/core/story/events.ts'
import { toPool } from '../src/core/story/nearness/similarity.ts'
import { rankingPool, usualLook } from '../src/core/story/rank-related.ts'
import { storyFeatures } from '../src/core/story/traits/features.ts'
import { seededRandom } from '../src/core/stats/seeded-random.ts'
import { bCubed, type BCubed } from './measure-stories/b-cubed.ts'
import { chooseElsewhere, meanOverTopics, type Interval, type Point } from './measure-stories/by-topic.ts'
import { readLabelled, type Labelled } from './measure-stories/labelled.ts'
import { looks, rankFromStore, rankInPool, remembering, type AnchorScore } from './measure-stories/rankings.ts'

const help = `npm run -s measure:stories -- [--set NAME] [--no-topics] [--json]

How well related articles are found from an anchor, and what two choices are worth: the second look of a ranking, and the rule that a
year in conflict keeps articles apart. Reads events/NAME.{docs.jsonl,gold.tsv,topic.tsv} below FRAMESHIFT_BENCH_DATA (../shared/data).
\`npm run -s measure:stories > docs/stories.md\` writes the page.

  --set NAME     labelled articles (default: ecbplus-dev)
  --no-topics    the set has no file of topics: each event is one
  --json         the same figures as data
`

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'ecbplus-dev' },
    'no-topics': { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})
/** As many as the shipped configuration asks the store for. */
const storedLimit = 60
const folder = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'events')
if (values.help === true) process.stdout.write(help)
else if (existsSync(join(folder, `${values.set}.docs.jsonl`))) await measure(readLabelled(folder, values.set, values['no-topics'] !== true))
else {
  process.stderr.write(`Cannot measure stories: expected labelled articles, found no file ${join(folder, `${values.set}.docs.jsonl`)}\n`)
  process.exitCode = 2
}

interface Row {
  readonly what: string
  readonly figures: Readonly<Record<string, Interval>>
}

async function measure(articles: readonly Labelled[]): Promise<void> {
  const rankings = await rankingRows(articles)
  const years = yearRows(articles)
  const topics = new Set(articles.map(({ topic }) => topic)).size
  const events = new Set(articles.map(({ event }) => event)).size
  if (values.json === true) process.stdout.write(`${JSON.stringify({ set: values.set, articles: articles.length, events, topics, rankings, years }, undefined, 2)}\n`) // prettier-ignore
  else process.stdout.write(toPage(`${articles.length} articles, ${events} events, ${topics} topics of look-alikes (\`${values.set}\`)`, rankings, years)) // prettier-ignore
}

/** Recall from an anchor, as it is, without what was tuned, and with the choice that the other topics would have made. */
async function rankingRows(articles: readonly Labelled[]): Promise<readonly Row[]> {
  const pool = remembering(rankingPool(articles))
  const tried = looks.map((look) => rankInPool(articles, pool, look))
  const chosen = chooseElsewhere(tried.map((scores) => pointsOf(scores, 'averagePrecision')))
  const unseen = (tried[0] ?? []).flatMap(({ topic }, place) => tried[chosen.get(topic) ?? 0]?.[place] ?? [])
  const usual = looks.findIndex(({ neighbours, trust }) => neighbours === usualLook.neighbours && trust === usualLook.trust)
  const withYears = remembering(toPool(articles.map(storyFeatures)))
  return [
    rankingRow('as groups see it: the year counts, no second look', rankInPool(articles, withYears, { neighbours: 0, trust: 0 })),
    rankingRow('no second look', tried[0] ?? []),
    rankingRow('**as it is**', tried[usual] ?? []),
    rankingRow('second look chosen on the other topics', unseen),
    rankingRow('as it is, out of a store', await rankFromStore(articles, storedLimit)),
  ]
}

function rankingRow(what: string, scores: readonly AnchorScore[]): Row {
  const figure = (key: keyof Omit<AnchorScore, 'topic'>) => interval(pointsOf(scores, key), what + key)
  return {
    what,
    figures: {
      'recall at 5': figure('at5'),
      'at 10': figure('at10'),
      'at 20': figure('at20'),
      MAP: figure('averagePrecision'),
      'P@1': figure('first'),
    },
  }
}

function pointsOf(scores: readonly AnchorScore[], key: keyof Omit<AnchorScore, 'topic'>): readonly Point[] {
  return scores.map((score) => ({ topic: score.topic, value: score[key] }))
}

/** Groups with the rule and without it; the third row takes, for each topic, what is better on all others. */
function yearRows(articles: readonly Labelled[]): readonly Row[] {
  const events = articles.map(({ event }) => event)
  const features = articles.map(storyFeatures)
  const [withRule, without] = [features, features.map((each) => ({ ...each, years: [] }))].map((each) => bCubed(eventsIn(toPool(each)), events)) // prettier-ignore
  if (!withRule || !without) return []
  const f1 = ({ precision, recall }: BCubed) => (2 * precision * recall) / (precision + recall) // prettier-ignore
  const points = (scores: readonly BCubed[], of: (score: BCubed) => number): readonly Point[] =>
    scores.map((score, place) => ({ topic: articles[place]?.topic ?? '', value: of(score) }))
  const tried = [withRule, without]
  const chosen = chooseElsewhere(tried.map((scores) => points(scores, f1)))
  const unseen = articles.flatMap(({ topic }, place) => tried[chosen.get(topic) ?? 0]?.[place] ?? [])
  const row = (what: string, scores: readonly BCubed[]): Row => ({
    what,
    figures: {
      'B-cubed precision': interval(points(scores, ({ precision }) => precision), `${what} precision`), // prettier-ignore
      'B-cubed recall': interval(points(scores, ({ recall }) => recall), `${what} recall`), // prettier-ignore
      'mean F1 of an article': interval(points(scores, f1), `${what} f1`),
    },
  })
  const gains = points(withRule, f1).map(({ topic, value }, place) => ({ topic, value: value - f1(without[place] ?? { precision: 0, recall: 0 }) })) // prettier-ignore
  return [
    row('**as it is: a year in conflict keeps articles apart**', withRule),
    row('without the rule', without),
    row('chosen on the other topics', unseen),
    { what: 'what the rule gains (paired)', figures: { 'mean F1 of an article': interval(gains, 'gain') } },
  ]
}

function interval(points: readonly Point[], label: string): Interval {
  return meanOverTopics(points, { resamples: 2000, level: 0.95, random: seededRandom(1, label) })
}

function toPage(set: string, rankings: readonly Row[], years: readonly Row[]): string {
  return `# How well related coverage is found

Made by \`npm run -s measure:stories > docs/stories.md\` from labelled news (\`FRAMESHIFT_BENCH_DATA\`/events; none of it is part of this repository): ${set}.

**What is measured.** Each article is the anchor in turn and all others are ranked. Recall at n is the share of the other articles of its event that stand among the first
n, averaged over anchors; an event with more than n others cannot reach 1. MAP is mean average precision, P@1 the share of anchors whose first is related. In brackets: 95 %
intervals from 2,000 resamples of topics.

**What is held out.** Weights of words, names and pairs were chosen with these articles in sight: for them the figures are of development news, and unseen news may do
a little worse. What was tuned last is cross-validated: for each topic the choice is made on all other topics, by MAP for rankings and by F1 for groups.

## From an anchor

${toTable(rankings)}

The second look asks the ${usualLook.neighbours} nearest what is near to them, at ${usualLook.trust} of the weight; tried were none and 1 to 8 neighbours at 0.3, 0.6 and 1. "Out of a store" is what \`compare\` is given by its own
store: the index names ${2 * storedLimit} articles by a few terms of each, and the ${storedLimit} nearest are kept.

## In groups: the year

Of two reports without dates that open with one year each, and not the same, similarity is cut to a tenth: it tells one election, match or earthquake from the next. Where dates are
known the rule says nothing.

${toTable(years)}
${verdict(years.at(-1)?.figures['mean F1 of an article'])}`
}

function verdict(gain: Interval | undefined): string {
  if (!gain) return ''
  if (gain.low > 0) return '\nThe gain is more than chance.\n'
  return '\nThe interval of the gain holds 0: these topics are too few to say that the rule helps, or that it harms. It is kept for what it is meant for, and errs towards two groups rather than one of two events.\n'
}

function toTable(rows: readonly Row[]): string {
  const keys = Object.keys(rows[0]?.figures ?? {})
  const cell = (figure: Interval | undefined) => (figure ? `${digits(figure.value)} (${digits(figure.low)} to ${digits(figure.high)})` : '')
  return [
    `| | ${keys.join(' | ')} |`,
    `| --- |${keys.map(() => ' --- |').join('')}`,
    ...rows.map(({ what, figures }) => `| ${what} | ${keys.map((key) => cell(figures[key])).join(' | ')} |`),
  ].join('\n')
}

function digits(value: number): string {
  return value.toFixed(3).replace(/^(-?)0\./, '$1.')
}
