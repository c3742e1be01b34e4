import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp } from '../src/app.ts'
import { beginRun, lexiconOf } from '../src/comparison-run.ts'
import { toId } from '../src/core/ids.ts'
import { readLexicon } from '../src/io/config/lexicon-file.ts'
import { openStore } from '../src/io/store/store.ts'
import type { Comparison } from '../src/model.ts'
import { compareStage } from '../src/stages/compare.ts'
import { planSchema } from '../src/stages/plan.ts'
import { articlesOf } from './core/compare/articles.ts'
import { sampleReport } from './fixtures/report/sample.ts'

const hourMs = 3_600_000
const plan = planSchema.parse({
  anchor: { kind: 'url', url: 'https://daily.example/a' },
  named: [],
  refused: [],
  outlets: [],
  discover: false,
  offline: false,
  windowDays: 3,
  perOutlet: 5,
  pairs: false,
  lexicon: await lexiconOf([], (name) => readLexicon(name, ['config'])),
  pins: [],
  excludes: [],
  note: undefined,
  allowPrivate: [],
  resolve: [],
})

test('work that was left lying for a day is begun anew, and work that somebody is at is gone on with, however old', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'frameshift-begin-'))
  let at = Date.parse('2026-11-02T08:00:00Z')
  try {
    await using store = await openStore(folder, { now: () => at })
    const app = { store, now: () => new Date(at), version: '1' }
    const first = await beginRun(plan, app)
    const input = { source: plan.anchor, role: 'anchor', named: true }
    const work = { each: [{ key: 'fetch anchor', stage: 'fetch', input }] } as const
    await store.ledger.open(first, work, at)
    at += 30 * hourMs
    await store.ledger.take(first, 'fetch anchor', { owner: 'here', leaseUntil: at + 60_000, at, alone: false })
    expect(await beginRun(plan, app)).toBe(first)
    // Its process died, and a minute later its lease is over.
    at += 120_000
    const second = await beginRun(plan, app)
    expect(second).not.toBe(first)
    expect((await store.runs.head(first))?.state).toBe('cancelled')
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('while a story is compared everything else in the process has its turn: before each article, and within each test', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'frameshift-turns-'))
  const [sample] = sampleReport().articles
  if (!sample) throw new Error('The sample has articles')
  const told = ['a', 'b', 'c'].flatMap((outlet) =>
    articlesOf(
      outlet,
      Array.from({ length: 30 }, (_, index) => index % 4),
    ),
  )
  const byId = new Map(told.map((one) => [one.id, one]))
  const members = told.map(({ id }) => ({ ...sample.member, articleId: id, copyOf: undefined, doubtful: false }))
  const rest = { outlets: [], searches: [], excluded: [], harvest: { found: 0, fetched: 0, extracted: 0 }, failures: [] }
  const anchor = toId<'Article'>('a-000')
  const kept: Comparison[] = []
  let turns = 0
  let isOver = false
  const neighbour = () => {
    turns++
    if (!isOver) setImmediate(neighbour)
  }
  try {
    await using app = await openApp({ env: { FRAMESHIFT_DATA_DIR: folder }, cwd: folder })
    const ports = {
      ...app.portsFor(plan),
      stories: { get: async () => ({ anchor, members, ...rest }) },
      articles: { get: async (id: string) => ({ ...sample.article, ...byId.get(toId(id)) }) },
      scorings: { get: async (id: string) => byId.get(toId(id))?.scoring },
      comparisons: { put: async (_: string, comparison: Comparison) => void kept.push(comparison) },
    }
    neighbour()
    await compareStage.run({ anchor }, ports, { run: toId<'Run'>('r'), signal: new AbortController().signal, joined: [] })
  } finally {
    isOver = true
    await rm(folder, { recursive: true })
  }
  const tested = kept[0]?.contrasts.filter(({ p }) => p !== undefined) ?? []
  expect(tested).toHaveLength(3)
  // 9,999 splits are drawn for each of them.
  expect(turns).toBeGreaterThanOrEqual(told.length + tested.length * 10)
})
