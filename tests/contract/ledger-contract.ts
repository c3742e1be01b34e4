/* oxlint-disable unicorn/no-thenable -- `then` is the job after a join, as data */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import type { Store } from '../../src/io/store/store.ts'
import type { KeyedJob, KeyedNext, TakenJob } from '../../src/runners/ledger.ts'
import type { StageName } from '../../src/stages/stage.ts'
import { openAt, type Storage } from './stored.ts'

/** What the ledger of every store has to do alike. */
export function ledgerContract(storage: Storage): void {
  const run = toId<'Run'>('run-1')
  let folder = ''
  let store: Store & AsyncDisposable
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'frameshift-ledger-'))
    store = await openAt(await storage.fresh(folder))
  })
  afterEach(async () => {
    await store[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  test('of all who try to take a job, one gets it; the others learn who has it and until when', async () => {
    await store.ledger.open(run, { each: [jobOf('a')] }, 0)
    const takes = await Promise.all(['x', 'y', 'z'].map((owner) => takeAs(owner, 'fetch/a')))
    expect(takes.map((take) => take.kind).toSorted()).toEqual(['held', 'held', 'taken'])
    const owner = takes.flatMap((take, index) => (take.kind === 'taken' ? ['xyz'.charAt(index)] : []))[0]
    const until = expect.any(Number)
    expect(takes.filter(({ kind }) => kind === 'held')).toEqual([1, 2].map(() => ({ kind: 'held', owner, start: 1, until })))
  })

  test('who lost a job to another cannot end it any more: one result, whatever comes late', async () => {
    await store.ledger.open(run, { each: [jobOf('a')] }, 0)
    const first = await taken('x', 'fetch/a')
    await store.ledger.recover(run, { at: 5000, gone: [], except: undefined })
    expect(await takeAs('y', 'fetch/a')).toEqual({ kind: 'suspect' })
    const second = await taken('y', 'fetch/a', { alone: true })
    expect(second).toMatchObject({ start: 2, losses: 1 })
    const end = (output: string) => ({ outcome: { kind: 'done', output } as const, next: { each: [jobOf(output)] }, at: 1 })
    expect(await store.ledger.finish(first, end('late'))).toBeUndefined()
    expect(await store.ledger.postpone(first, { until: 9, at: 1, counts: 'attempt' })).toBe(false)
    expect((await store.ledger.finish(second, end('right')))?.opened.map((job) => job.key)).toEqual(['fetch/right'])
    expect(await store.ledger.finish(second, end('again'))).toBeUndefined()
  })

  test('an output that is no JSON costs nothing but the call', async () => {
    await store.ledger.open(run, { each: [jobOf('a')] }, 0)
    const job = await taken('x', 'fetch/a')
    const cycle: unknown[] = []
    cycle.push(cycle)
    const wrong = store.ledger.finish(job, { outcome: { kind: 'done', output: cycle }, next: { each: [] }, at: 1 })
    await expect(wrong).rejects.toThrow(TypeError)
    expect(await store.ledger.finish(job, { outcome: { kind: 'done', output: [1] }, next: { each: [] }, at: 1 })).toBeDefined()
  })

  test('a halted run gives nobody a job, and goes on when it is resumed', async () => {
    await store.ledger.open(run, { each: [jobOf('a')] }, 0)
    await store.ledger.halt(run, 1)
    expect(await takeAs('x', 'fetch/a')).toEqual({ kind: 'halted' })
    expect(await store.ledger.ready(run, { stages: ['fetch'], limit: 9, at: 1 })).toEqual([])
    expect(await store.ledger.openRuns()).toEqual([])
    await store.ledger.resume(run)
    expect(await store.ledger.openRuns()).toEqual([run])
    expect((await takeAs('x', 'fetch/a')).kind).toBe('taken')
  })

  test('jobs that cost a process its life come last, and pages of what is due hold each job once', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `j${index}`)
    await store.ledger.open(run, { each: names.map((name) => jobOf(name)) }, 0)
    await taken('x', 'fetch/j0')
    await store.ledger.recover(run, { at: 0, gone: ['x'], except: undefined })
    const keys: string[] = []
    for (let after: string | undefined; ;) {
      const page = await store.ledger.due(run, { stage: 'fetch', before: 10, limit: 100, after })
      keys.push(...page.map((job) => job.key))
      after = page.at(-1)?.key
      if (page.length < 100) break
    }
    expect(keys).toEqual([...names.slice(1), 'j0'].map((name) => `fetch/${name}`))
  })

  test('work opened again changes nothing, and a join that has ended takes no more members', async () => {
    const work = { all: [jobOf('a')], then: jobOf('end', 'group') }
    expect((await store.ledger.open(run, work, 0)).opened.map((job) => [job.key, job.state])).toEqual([
      ['fetch/a', 'ready'],
      ['group/end', 'waiting'],
    ])
    expect((await store.ledger.open(run, work, 1)).opened).toEqual([])
    const a = await taken('x', 'fetch/a')
    const followUp = await store.ledger.finish(a, { outcome: { kind: 'done', output: 1 }, next: { each: [] }, at: 2 })
    expect(followUp?.released.map((job) => job.key)).toEqual(['group/end'])
    const later = await store.ledger.open(run, { all: [jobOf('b')], then: jobOf('end', 'group') }, 3)
    expect(later.opened.map((job) => job.join)).toEqual([undefined])
    expect((await store.ledger.joined(run, 'group/end')).length).toBe(1)
  })

  test('jobs that end at the same time each count once, and the join ends once', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `j${index}`)
    const after = { all: names.map((name) => jobOf(name)), then: jobOf('end', 'group') }
    await store.ledger.open(run, after, 0)
    const jobs = await Promise.all(names.map((name) => taken('x', `fetch/${name}`)))
    const child = { all: [jobOf('shared')], then: jobOf('inner', 'group') }
    const ends = await Promise.all(
      jobs.map((job) => store.ledger.finish(job, { outcome: { kind: 'done', output: job.key }, next: child, at: 0 })),
    )
    expect(
      ends
        .flatMap((end) => end?.opened ?? [])
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(['fetch/shared', 'group/inner'])
    expect(ends.flatMap((end) => end?.released ?? [])).toEqual([])
    const shared = await taken('x', 'fetch/shared')
    const end = await store.ledger.finish(shared, { outcome: { kind: 'done', output: 1 }, next: { each: [] }, at: 0 })
    expect(end?.released.map(({ key }) => key)).toEqual(['group/inner'])
    const inner = await taken('x', 'group/inner')
    const last = await store.ledger.finish(inner, { outcome: { kind: 'done', output: 1 }, next: { each: [] }, at: 0 })
    expect(last?.released.map(({ key }) => key)).toEqual(['group/end'])
    expect(await store.ledger.progress(run)).toContainEqual({ stage: 'fetch', waiting: 0, ready: 0, running: 0, done: 41, failed: 0 })
  })

  test('of ends written at the same time, one that is void or wrong costs the others nothing', async () => {
    await store.ledger.open(run, { all: ['a', 'b', 'c', 'd'].map((name) => jobOf(name)), then: jobOf('end', 'group') }, 0)
    const [a, b, c, d] = await Promise.all(['a', 'b', 'c', 'd'].map((name) => taken('x', `fetch/${name}`)))
    if (!a || !b || !c || !d) throw new Error('Expected four jobs')
    const done = { outcome: { kind: 'done', output: 1 } as const, next: { each: [] }, at: 1 }
    const ends = await Promise.allSettled([
      store.ledger.finish(a, { ...done, next: { each: [jobOf('more')] } }),
      store.ledger.finish(a, done),
      store.ledger.finish({ ...b, start: 7 }, done),
      store.ledger.finish(c, { ...done, outcome: { kind: 'done', output: 1n } }),
      store.ledger.finish(d, { ...done, outcome: { kind: 'failed', code: 'refused', message: 'Refused d' } }),
    ])
    const keys = ends.map((end) => (end.status === 'rejected' ? 'wrong' : end.value?.opened.map(({ key }) => key)))
    expect(keys).toEqual([['fetch/more'], undefined, undefined, 'wrong', []])
    await Promise.all([b, c].map((job) => store.ledger.finish(job, done)))
    const last = await store.ledger.finish(await taken('x', 'fetch/more'), done)
    expect(last?.released.map(({ key }) => key)).toEqual(['group/end'])
    const outcomes = (await store.ledger.joined(run, 'group/end')).map(({ outcome }) => outcome.kind)
    expect(outcomes).toEqual(['done', 'done', 'done', 'failed', 'done'])
  })

  test('of a claim that is void and the one that followed it, ended at the same time, only the latter opens what follows', async () => {
    await store.ledger.open(run, { each: [jobOf('a')] }, 0)
    const lost = await taken('x', 'fetch/a')
    await store.ledger.recover(run, { at: 0, gone: ['x'], except: undefined })
    const again = await taken('x', 'fetch/a', { alone: true })
    const ends = await Promise.all(
      [lost, again].map((claim, index) =>
        store.ledger.finish(claim, { outcome: { kind: 'done', output: index }, next: { each: [jobOf(`after-${index}`)] }, at: 1 }),
      ),
    )
    expect(ends.map((end) => end?.opened.map(({ key }) => key))).toEqual([undefined, ['fetch/after-1']])
  })

  test('jobs that are taken while others end: what an end opens may be taken, and each asker gets the answer to his own question', async () => {
    await store.ledger.open(run, { each: ['a', 'b'].map((name) => jobOf(name)) }, 0)
    const a = await taken('x', 'fetch/a')
    const [end, again, ...takes] = await Promise.all([
      store.ledger.finish(a, { outcome: { kind: 'done', output: 1 }, next: { each: [jobOf('c')] }, at: 1 }),
      takeAs('y', 'fetch/a'),
      ...['x', 'y'].map((owner) => takeAs(owner, 'fetch/b')),
      takeAs('z', 'fetch/c'),
    ])
    expect(end?.opened.map(({ key }) => key)).toEqual(['fetch/c'])
    expect(again).toEqual({ kind: 'ended' })
    expect(takes.map((take) => (take.kind === 'taken' ? take.job.key : take.kind)).toSorted()).toEqual(['fetch/b', 'fetch/c', 'held'])
  })

  test('a lease is renewed for who holds it, while his other jobs end', async () => {
    await store.ledger.open(run, { each: ['a', 'b', 'c'].map((name) => jobOf(name)) }, 0)
    const [a, b] = await Promise.all(['a', 'b'].map((name) => taken('x', `fetch/${name}`)))
    await taken('y', 'fetch/c')
    if (!a || !b) throw new Error('Expected two jobs')
    await Promise.all([
      store.ledger.finish(a, { outcome: { kind: 'done', output: 1 }, next: { each: [] }, at: 1 }),
      store.ledger.renew('x', 9_000_000),
    ])
    expect(await store.ledger.recover(run, { at: 8_000_000, gone: [], except: undefined })).toBe(1)
    expect(await store.ledger.owners(run)).toEqual(['x'])
  })

  test('jobs that failed are given with their reason, and reopened with all that was built on their failure', async () => {
    const end = (outcome: 'done' | 'failed') =>
      outcome === 'done' ? ({ kind: 'done', output: 1 } as const) : ({ kind: 'failed', code: 'gone', message: 'It is gone' } as const)
    const run1 = async (key: string, outcome: 'done' | 'failed', next: KeyedNext = { each: [] }) =>
      store.ledger.finish(await taken('x', key), { outcome: end(outcome), next, at: 0 })
    await store.ledger.open(run, { all: [jobOf('anchor')], then: jobOf('story', 'discover') }, 0)
    await run1('fetch/anchor', 'done')
    await run1('discover/story', 'done', { all: [jobOf('a'), jobOf('b')], then: jobOf('story', 'group') })
    await run1('fetch/a', 'done', { each: [jobOf('a', 'extract')] })
    await run1('fetch/b', 'failed')
    await run1('extract/a', 'done')
    await run1('group/story', 'done', { all: [jobOf('a', 'score')], then: jobOf('story', 'compare') })
    await run1('score/a', 'done')
    await run1('compare/story', 'done', { each: [jobOf('story', 'report')] })
    await run1('report/story', 'done')
    expect(await store.ledger.standing(run)).toEqual({ kind: 'done' })
    expect(await store.ledger.deadLetters({ run, limit: 9 })).toEqual([
      { run, key: 'fetch/b', stage: 'fetch', code: 'gone', message: 'It is gone', starts: 1, losses: 0, endedAt: 0 },
    ])
    expect(await store.ledger.reopen(run, ['fetch/a', 'fetch/b', 'fetch/none'], 0)).toEqual(['fetch/b'])
    expect(await store.ledger.standing(run)).toEqual({ kind: 'open' })
    expect(await store.ledger.ready(run, { stages: ['fetch', 'group', 'score', 'compare', 'report'], limit: 9, at: 0 })).toEqual([
      'fetch/b',
    ])
    await run1('fetch/b', 'done')
    expect((await store.ledger.joined(run, 'group/story')).map(({ stage, outcome }) => [stage, outcome.kind])).toEqual([
      ['extract', 'done'],
      ['fetch', 'done'],
      ['fetch', 'done'],
    ])
    await run1('group/story', 'done', { all: [jobOf('a', 'score'), jobOf('b', 'score')], then: jobOf('story', 'compare') })
    await run1('score/a', 'done')
    await run1('score/b', 'failed')
    await run1('compare/story', 'failed')
    expect(await store.ledger.standing(run)).toMatchObject({ kind: 'failed' })
    expect(await store.ledger.reopen(run, ['compare/story', 'score/b'], 0)).toEqual(['compare/story', 'score/b'])
    await run1('score/b', 'done')
    await run1('compare/story', 'done', { each: [jobOf('story', 'report')] })
    await run1('report/story', 'done')
    expect(await store.ledger.standing(run)).toEqual({ kind: 'done' })
    expect(await store.ledger.deadLetters({ run: undefined, limit: 9 })).toEqual([])
  })

  test('a run has failed with its first failure when every job outside joins has, or with that of a `then`', async () => {
    const end = async (key: string, at: number, message?: string) => {
      const outcome = message === undefined ? ({ kind: 'done', output: 1 } as const) : ({ kind: 'failed', code: 'gone', message } as const)
      await store.ledger.finish(await taken('x', key), { outcome, next: { each: [] }, at })
    }
    expect(await store.ledger.standing(run)).toEqual({ kind: 'done' })
    await store.ledger.open(run, { each: [jobOf('a'), jobOf('b')] }, 0)
    await end('fetch/a', 2, 'second')
    await end('fetch/b', 1, 'first')
    expect(await store.ledger.standing(run)).toEqual({ kind: 'failed', code: 'gone', message: 'first' })
    await store.ledger.open(run, { each: [jobOf('c')] }, 3)
    await end('fetch/c', 4)
    expect(await store.ledger.standing(run)).toEqual({ kind: 'done' })
    await store.ledger.open(run, { all: [jobOf('d')], then: jobOf('story', 'group') }, 5)
    await end('fetch/d', 0, 'inside a join')
    await end('group/story', 7, 'of the then')
    expect(await store.ledger.standing(run)).toEqual({ kind: 'failed', code: 'gone', message: 'of the then' })
  })

  test('what follows from a job may be taken with the commit that ends it: then it is held, like any other', async () => {
    const keep = { owner: 'x', leaseUntil: 1000 }
    const end = (each: readonly KeyedJob[], at: number) => ({ outcome: { kind: 'done', output: 1 } as const, next: { each }, at, keep })
    await store.ledger.open(run, { all: [jobOf('a'), jobOf('b'), jobOf('c')], then: jobOf('end', 'group') }, 0)
    const [a, b, c] = [await taken('x', 'fetch/a'), await taken('x', 'fetch/b'), await taken('x', 'fetch/c')]
    const followUp = await store.ledger.finish(a, end([jobOf('a', 'extract')], 5))
    expect(followUp).toMatchObject({ opened: [], released: [] })
    const [kept, ...others] = followUp?.kept ?? []
    expect(others).toEqual([])
    if (!kept) throw new Error('Nothing was kept')
    expect(kept).toMatchObject({
      run,
      key: 'extract/a',
      stage: 'extract',
      input: { name: 'a' },
      start: 1,
      attempts: 0,
      losses: 0,
      isThen: false,
    })
    expect(await takeAs('y', 'extract/a')).toEqual({ kind: 'held', owner: 'x', start: 1, until: 1000 })
    expect(await store.ledger.ready(run, { stages: ['extract'], limit: 9, at: 9 })).toEqual([])
    // What is there already is nobody's news, and what is halted is given to nobody.
    expect(await store.ledger.finish(b, end([jobOf('a', 'extract')], 6))).toMatchObject({ opened: [], kept: [] })
    await store.ledger.halt(run, 7)
    const halted = await store.ledger.finish(c, end([jobOf('c', 'extract')], 8))
    expect(halted).toMatchObject({ opened: [{ key: 'extract/c', state: 'ready' }], kept: [] })
    await store.ledger.resume(run)
    // Its owner dies over it: that counts.
    expect(await store.ledger.recover(run, { at: 9, gone: ['x'], except: undefined })).toBe(1)
    expect(await store.ledger.finish(kept, end([], 9))).toBeUndefined()
    const again = await taken('y', 'extract/a', { alone: true })
    expect(again).toMatchObject({ start: 2, losses: 1 })
    expect(await store.ledger.finish(again, end([], 10))).toMatchObject({ released: [] })
    const last = await store.ledger.finish(await taken('y', 'extract/c'), end([], 11))
    expect(last?.released.map(({ key }) => key)).toEqual(['group/end'])
  })

  function takeAs(owner: string, key: string, { alone = false } = {}) {
    return store.ledger.take(run, key, { owner, leaseUntil: 1000, at: 0, alone })
  }

  async function taken(owner: string, key: string, how = {}): Promise<TakenJob> {
    const take = await takeAs(owner, key, how)
    if (take.kind !== 'taken') throw new Error(`Expected to take ${key}, found it ${take.kind}`)
    return take.job
  }
}

function jobOf(name: string, stage: StageName = 'fetch'): KeyedJob {
  return { stage, key: `${stage}/${name}`, input: { name } }
}
