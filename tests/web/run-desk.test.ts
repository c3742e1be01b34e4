import { afterAll, beforeAll, expect, test } from 'vitest'
import { PipelineError } from '../../src/errors.ts'
import type { Runner } from '../../src/runners/runner.ts'
import type { Plan } from '../../src/stages/plan.ts'
import { comparisonInputSchema, planFor } from '../../src/web/work/asked/comparison-input.ts'
import { createRunDesk } from '../../src/web/work/runs/run-desk.ts'
import { takeInReports } from '../../src/web/work/report/take-in-reports.ts'
import { toId } from '../../src/core/ids.ts'
import { openTestSite, type TestSite } from './test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site[Symbol.asyncDispose]())

function plan(note: string): Promise<Plan> {
  return planFor(comparisonInputSchema.parse({ text: 'The harbour opens again on Monday.', alone: true, note }), site.parts)
}

function deskWith(runner: Runner, takeIn = () => Promise.resolve()) {
  const { store, now, version } = site.app
  const { log, meter } = site.parts
  const app = { store, now, version, runner: async () => runner, checkRunner: async () => {} }
  return createRunDesk({ app, log, meter, parallel: 1, takeIn })
}

/** Works until it is told to stop. */
const endless: Runner = {
  run: (_run, _start, { signal }) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'stopped' }), { once: true })),
}

test('a run that waits for its turn is cancelled at once, and the one before it goes on', async () => {
  await using desk = deskWith(endless)
  const [first, second] = [await desk.start(await plan('first')), await desk.start(await plan('second'))]
  expect([desk.state(first)?.kind, desk.state(second)?.kind]).toEqual(['running', 'queued'])
  await desk.cancel(second)
  expect((await site.app.store.runs.head(second))?.state).toBe('cancelled')
  expect(desk.state(first)?.kind).toBe('running')
})

test('whoever waits for a run to settle sees that it was cancelled', async () => {
  await using desk = deskWith(endless)
  const run = await desk.start(await plan('waited for'))
  const seen = desk.settled(run).then(async () => (await site.app.store.runs.head(run))?.state)
  await desk.cancel(run)
  expect(await seen).toBe('cancelled')
})

test('a run that has made its report is done, whatever becomes of the lists of reports', async () => {
  const takeIn = () => Promise.reject(new PipelineError('store-busy', 'Another process writes', { retry: 'later' }))
  await using desk = deskWith({ run: () => Promise.resolve({ kind: 'done' }) }, takeIn)
  const run = await desk.start(await plan('third'))
  await desk.settled(run)
  expect(await site.app.store.runs.head(run)).toMatchObject({ state: 'done', failure: undefined })
  expect(site.logged.join('\n')).toContain('report not listed yet')
})

test('a report that cannot be read keeps no other out of the lists', async () => {
  const { store } = site.app
  const report = {
    run: { id: 'run-good', createdAt: '2026-03-01T10:00:00.000Z' },
    anchor: 'a',
    title: 'Harbour opens again',
    finding: 'Nothing is clear.',
    lexicon: { id: 'international-relations', version: 1 },
    outlets: [],
    articles: [],
    hits: [],
    contrasts: [],
  }
  for (const [id, text] of [
    ['run-old', '{"schema":"another"}'],
    ['run-torn', '{"schema":'],
    ['run-good', JSON.stringify(report)],
  ] as const) {
    const run = toId<'Run'>(id)
    const times = { createdAt: '2026-03-01T10:00:00.000Z', endedAt: '2026-03-01T10:01:00.000Z' }
    await store.runs.create({ id: run, fingerprint: id, settings: {}, state: 'done', ...times, failure: undefined })
    await store.files.put(run, 'report.json', text)
  }
  await takeInReports(site.app, new AbortController().signal)
  expect((await store.reportCards.get(toId<'Run'>('run-good')))?.title).toBe('Harbour opens again')
})
