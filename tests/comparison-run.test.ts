import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beginRun, lexiconOf } from '../src/comparison-run.ts'
import { readLexicon } from '../src/io/config/lexicon-file.ts'
import { openStore } from '../src/io/store/store.ts'
import { planSchema } from '../src/stages/plan.ts'

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
