import { expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import type { Article, ArticleId, Comparison, Story, StoryMember } from '../../src/model.ts'
import { compareStage, type ComparePorts } from '../../src/stages/compare.ts'
import { reportStage } from '../../src/stages/report.ts'
import type { Ended } from '../../src/stages/stage.ts'

const anchor = toId<'Article'>('a-1')

test('compare tells the report which articles could not be scored', async () => {
  const joined: readonly Ended[] = [
    { stage: 'score', input: { article: 'a-1' }, outcome: { kind: 'done', output: { hits: 0 } } },
    { stage: 'score', input: { article: 'a-2' }, outcome: { kind: 'failed', code: 'internal', message: 'Out of memory' } },
  ]
  const context = { run: toId<'Run'>('r'), signal: new AbortController().signal, joined }
  const output = await compareStage.run({ anchor }, ports, context)
  const next = compareStage.next(output, { anchor })
  const [job] = 'each' in next ? next.each : []
  expect(reportStage.input.parse(job?.input)).toEqual({
    anchor,
    failures: [{ stage: 'score', code: 'internal', message: 'Article a-2: Out of memory' }],
  })
})

test('what may be other news feeds no rate and no contrast', async () => {
  const member = (articleId: string, doubtful: boolean): StoryMember => ({
    articleId: toId(articleId),
    role: articleId === 'a-1' ? 'anchor' : 'related',
    copyOf: undefined,
    sharedShare: undefined,
    relation: undefined,
    sharedSpans: [],
    agency: undefined,
    similarity: undefined,
    evidence: { names: [], numbers: [] },
    pinned: false,
    doubtful,
  })
  const kept: Comparison[] = []
  const frames = [{ id: 'betrayal', name: undefined, definition: 'd', sources: [] }]
  const context = { run: toId<'Run'>('r'), signal: new AbortController().signal, joined: [] }
  await compareStage.run(
    { anchor },
    {
      ...ports,
      plan: { ...ports.plan, lexicon: { ...ports.plan.lexicon, lexicon: { ...lexicon, frames } } },
      stories: { get: async () => ({ ...story, members: [member('a-1', false), member('b-1', false), member('c-1', true)] }) },
      articles: { get: async (id) => articleOf(id) },
      scorings: {
        get: async (articleId) => ({
          articleId,
          lexicon: 'l',
          hits: [],
          tokens: { outlet: 90, attributed: 5, unclear: 5, all: 100 },
          measured: true,
          voiceWarnings: [],
        }),
      },
      comparisons: {
        put: async (_, comparison) => {
          kept.push(comparison)
        },
      },
    },
    context,
  )
  expect(new Set(kept[0]?.rates.map(({ outlet }) => outlet))).toEqual(new Set(['outlet of a-1', 'outlet of b-1']))
  expect(new Set(kept[0]?.contrasts.flatMap(({ a, b }) => [a, b]))).toEqual(new Set(['outlet of a-1', 'outlet of b-1', 'others']))
})

function articleOf(id: ArticleId): Article {
  return {
    id,
    url: `https://x.example/${id}`,
    outlet: toId(`outlet of ${id}`),
    title: 'T',
    text: 'T\n\nB',
    bodyStart: 3,
    byline: [],
    publishedAt: undefined,
    language: 'en',
    siteName: undefined,
    confidence: 1,
    flags: [],
    page: toId('0'),
  }
}

const story: Story = {
  anchor,
  members: [],
  outlets: [],
  searches: [],
  excluded: [],
  harvest: { found: 1, fetched: 1, extracted: 1 },
  failures: [],
}

const lexicon = { id: 'l', version: 1, licence: 'CC0-1.0', frames: [], terms: [] }
const ports: ComparePorts = {
  plan: {
    anchor: { kind: 'url', url: 'https://a.example/1' },
    named: [],
    refused: [],
    outlets: [],
    discover: false,
    searches: [],
    offline: false,
    windowDays: 3,
    perOutlet: 5,
    pairs: false,
    sweep: false,
    translations: [],
    lexicon: { hash: toId<'Sha256'>('0'), lexicon },
    pins: [],
    excludes: [],
    note: undefined,
    registration: undefined,
    allowPrivate: [],
    resolve: [],
  },
  stories: { get: async () => story },
  articles: { get: async () => undefined },
  scorings: { get: async () => undefined },
  checkedHits: async () => ({}),
  scoringKey: 'k',
  giveWay: async () => {},
  scorerUnder: () => () => {
    throw new Error('Nothing is scored again without a sweep')
  },
  comparisons: { put: async () => {} },
  method: { level: 0.95, falseDiscoveryRate: 0.05, draws: 100, seed: 1 },
}
