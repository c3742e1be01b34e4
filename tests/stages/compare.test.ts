import { expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
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

const lexicon = { id: 'l', version: 1, licence: 'CC0-1.0', frames: [], terms: [] }
const ports: ComparePorts = {
  plan: {
    anchor: { kind: 'url', url: 'https://a.example/1' },
    named: [],
    refused: [],
    outlets: [],
    discover: false,
    offline: false,
    windowDays: 3,
    perOutlet: 5,
    pairs: false,
    lexicon: { hash: toId<'Sha256'>('0'), lexicon },
    pins: [],
    excludes: [],
    note: undefined,
    allowPrivate: [],
    resolve: [],
  },
  stories: {
    get: async () => ({ anchor, members: [], outlets: [], excluded: [], harvest: { found: 1, fetched: 1, extracted: 1 }, failures: [] }),
  },
  articles: { get: async () => undefined },
  scorings: { get: async () => undefined },
  scoringKey: 'k',
  comparisons: { put: async () => {} },
  method: { level: 0.95, falseDiscoveryRate: 0.05, draws: 100, seed: 1 },
}
