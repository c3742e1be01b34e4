/* oxlint-disable unicorn/no-thenable -- `then` is the job after a join, as data */
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Progress } from '../../src/runners/runner.ts'
import type { Next } from '../../src/stages/stage.ts'
import { Place, type Subjects } from './place.ts'
import { job } from './small-pipeline.ts'
import type { Storage } from './stored.ts'

/** What every runner has to do alike. */
export function runnerContract(subjects: Subjects, storage: Storage): void {
  let place: Place
  beforeEach(async () => {
    place = await Place.make(subjects, storage)
  })
  afterEach(() => place[Symbol.asyncDispose]())

  test('jobs run in the order in which they were opened', async () => {
    const names = ['e', 'd', 'c', 'b', 'a']
    await place.open({ alone: true })
    expect(await place.run({ each: names.map((name) => job('fetch', name)) })).toEqual({ kind: 'done' })
    expect(await place.started()).toEqual(names)
  })

  test('work that is asked for twice is done once', async () => {
    await place.open()
    const twin = job('extract', 'twin')
    await place.run({
      each: [job('fetch', 'a', { next: { each: [twin] } }), job('fetch', 'b', { next: { each: [twin] } }), job('fetch', 'a')],
    })
    expect((await place.started()).toSorted()).toEqual(['a', 'b', 'twin'])
  })

  test('a passing fault is tried again, and given up after the attempts that are allowed', async () => {
    await place.open()
    const end = await place.run({
      each: [job('fetch', 'better', { acts: ['later', 'work'] }), job('fetch', 'never-better', { acts: ['later'] })],
    })
    expect(end).toEqual({ kind: 'done' })
    expect((await place.started()).toSorted()).toEqual(['better', 'better', 'never-better', 'never-better', 'never-better'])
  })

  test('waiting for a host costs no attempt', async () => {
    await place.open()
    const acts = ['wait', 'wait', 'wait', 'wait', 'later', 'work']
    await place.run({ all: [job('fetch', 'a', { acts })], then: job('group', 'end') })
    expect(await place.started()).toEqual(['a', 'a', 'a', 'a', 'a', 'a', 'end'])
    expect(await place.joinedBy('end')).toEqual([['fetch', 'done']])
  })

  test('a failed child does not keep its parent waiting, and the parent is told of it', async () => {
    await place.open()
    const all = [job('fetch', 'good'), job('fetch', 'bad', { acts: ['fail'] }), job('fetch', 'broken', { acts: ['bug'] })]
    expect(await place.run({ all, then: job('group', 'end') })).toEqual({ kind: 'done' })
    expect(await place.joinedBy('end')).toEqual([
      ['fetch', 'refused'],
      ['fetch', 'internal'],
      ['fetch', 'done'],
    ])
  })

  test('an inner join keeps the outer one open', async () => {
    await place.open()
    const inner: Next = { all: [job('extract', 'x'), job('extract', 'y', { acts: ['fail'] })], then: job('group', 'inner') }
    await place.run({ all: [job('fetch', 'a', { next: inner }), job('fetch', 'b')], then: job('group', 'outer') })
    const started = await place.started()
    expect(started.at(-1)).toBe('outer')
    expect(started.indexOf('inner')).toBeGreaterThan(started.indexOf('x'))
    expect(await place.joinedBy('inner')).toEqual([
      ['extract', 'done'],
      ['extract', 'refused'],
    ])
    expect(await place.joinedBy('outer')).toEqual([
      ['fetch', 'done'],
      ['fetch', 'done'],
      ['group', 'done'],
    ])
  })

  test('a join without jobs ends at once', async () => {
    await place.open()
    expect(await place.run({ all: [], then: job('group', 'end') })).toEqual({ kind: 'done' })
    expect(await place.started()).toEqual(['end'])
  })

  test('a run whose last job fails has failed, with the reason', async () => {
    await place.open()
    const end = await place.run({ all: [job('fetch', 'a')], then: job('group', 'end', { acts: ['fail'] }) })
    expect(end).toEqual({ kind: 'failed', code: 'refused', message: 'Refused end' })
  })

  test('follow-up work that its stage refuses fails the job that asked for it, and nothing else', async () => {
    await place.open()
    const wrong: Next = { each: [{ stage: 'extract', input: { unknown: 1 } }] }
    expect(await place.run({ all: [job('fetch', 'a', { next: wrong }), job('fetch', 'b')], then: job('group', 'end') })).toEqual({
      kind: 'done',
    })
    expect(await place.joinedBy('end')).toEqual([
      ['fetch', 'job-invalid'],
      ['fetch', 'done'],
    ])
  })

  test('a stopped run gives its jobs back and goes on from there', async () => {
    await place.open()
    const start: Next = { all: [job('fetch', 'a'), job('fetch', 'slow', { acts: ['hang', 'work'] })], then: job('group', 'end') }
    const stop = new AbortController()
    const ended = place.run(start, stop.signal)
    await place.until(
      async () =>
        (await place.notes()).some(({ name, event }) => name === 'a' && event === 'end') && (await place.started()).includes('slow'),
    )
    stop.abort()
    expect(await ended).toEqual({ kind: 'stopped' })
    expect((await place.store.ledger.progress(place.id)).map((stage) => stage.running)).not.toContain(1)
    expect(await place.run(start)).toEqual({ kind: 'done' })
    expect((await place.started()).toSorted()).toEqual(['a', 'end', 'slow', 'slow'])
  })

  test('progress counts every job, at the start and at the end', async () => {
    await place.open()
    const seen: Progress[] = []
    await place.run({ each: [job('fetch', 'a'), job('fetch', 'b', { acts: ['fail'] })] }, undefined, (progress) => seen.push(progress))
    expect(seen.map((progress) => progress.notice)).not.toContainEqual(expect.any(String))
    expect(seen.at(-1)?.stages).toEqual([{ stage: 'fetch', waiting: 0, ready: 0, running: 0, done: 1, failed: 1 }])
  })

  describe('with several processes', () => {
    test('a run outlives the process that ran it: nothing is lost, and what had ended is not done again', async () => {
      const start: Next = { all: [job('fetch', 'a'), job('fetch', 'slow', { acts: ['hang', 'work'] })], then: job('group', 'end') }
      const other = await place.otherProcess(start)
      // As the ledger has it: a job whose end is not written down yet is rightly done again.
      await place.until(
        async () =>
          (await place.store.ledger.progress(place.id)).some(({ done }) => done === 1) && (await place.started()).includes('slow'),
      )
      other.kill('SIGKILL')
      await once(other, 'exit')
      await place.open()
      expect(await place.run(start)).toEqual({ kind: 'done' })
      expect((await place.started()).toSorted()).toEqual(['a', 'end', 'slow', 'slow'])
      expect(await place.joinedBy('end')).toEqual([
        ['fetch', 'done'],
        ['fetch', 'done'],
      ])
    }, 60_000)

    test('a job that kills its process is given up after two deaths, and takes no other with it', async () => {
      const start: Next = {
        all: [job('fetch', 'poison', { acts: ['die'] }), job('fetch', 'a'), job('fetch', 'b')],
        then: job('group', 'end'),
      }
      for (let death = 0; death < 2; death += 1) {
        const other = await place.otherProcess(start)
        await once(other, 'exit')
      }
      await place.open()
      expect(await place.run(start)).toEqual({ kind: 'done' })
      expect((await place.started()).filter((name) => name === 'poison')).toHaveLength(2)
      expect(await place.joinedBy('end')).toEqual([
        ['fetch', 'done'],
        ['fetch', 'done'],
        ['fetch', 'worker-died'],
      ])
    }, 60_000)

    test('two processes share one run, and each job is run by one of them', async () => {
      const names = Array.from({ length: 60 }, (_, index) => `job-${index}`)
      const start: Next = { all: names.map((name) => job('fetch', name)), then: job('group', 'end') }
      const other = await place.otherProcess(start)
      await place.open()
      const exited = once(other, 'exit')
      expect(await place.run(start)).toEqual({ kind: 'done' })
      other.kill('SIGTERM')
      await exited
      expect((await place.started()).toSorted()).toEqual([...names, 'end'].toSorted())
    }, 60_000)
  })
}
