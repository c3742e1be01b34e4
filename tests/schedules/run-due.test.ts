import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PipelineError } from '../../src/errors.ts'
import type { ScheduleRun, SchedulePolicy } from '../../src/io/store/schedules.ts'
import { openStore, type Store } from '../../src/io/store/store.ts'
import { overdueSchedules } from '../../src/schedules/overdue.ts'
import { runDueSchedules, runScheduleNow, type ScheduleEnd, type ScheduleSurroundings } from '../../src/schedules/run-due.ts'

const at = (iso: string) => Date.parse(iso)
const minuteMs = 60_000
const request = {
  anchor: 'https://a.example/1',
  named: [],
  alone: true,
  lexicons: [],
  windowDays: 3,
  perOutlet: 5,
  pairs: false,
  pins: [],
  excludes: [],
  allowPrivate: [],
  resolve: [],
  offline: false,
}

let folder = ''
let store: Store & AsyncDisposable
let now = at('2026-11-02T08:00:00Z')
let made: number[] = []
let underWay = new Set<string>()
const posts: { readonly url: string; readonly body: string; readonly headers: Readonly<Record<string, string>> }[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frameshift-due-'))
  store = await openStore(folder, { now: () => now })
  now = at('2026-11-02T08:00:00Z')
  made = []
  underWay = new Set()
  posts.length = 0
})
afterEach(async () => {
  await store[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

test('a due time is run once, however many look at once, and its history says when, why and what came of it', async () => {
  await add({})
  expect(await look()).toEqual([])
  now += 61 * minuteMs
  const ends = await Promise.all([look(), look(), look()])
  expect(ends.flat().map(({ kind }) => kind)).toEqual(['done'])
  expect(await history()).toEqual([['2026-11-02T09:00', 'done', 'due', { articles: 7 }]])
  expect(await look()).toEqual([])
})

test.each([
  ['skip', [], 4],
  ['one', ['12:00'], 3],
  ['all', ['10:00', '11:00', '12:00'], 1],
] as const)('of four times that nobody looked at, the policy "%s" makes up for %j', async (missed, ran, notRun) => {
  await add({ missed, windowMs: 150 * minuteMs })
  now += 260 * minuteMs
  await look()
  const rows = await history()
  expect(
    rows
      .filter(([, state]) => state === 'done')
      .map(([due]) => due.slice(-5))
      .toSorted(),
  ).toEqual(ran)
  expect(rows.filter(([, state]) => state === 'missed')).toHaveLength(notRun)
  expect(await look()).toEqual([])
})

test('times that were missed are told once, however many look at once', async () => {
  await add({ missed: 'skip' })
  now += (10 * 60 + 30) * minuteMs
  const ends: ScheduleEnd[] = []
  await Promise.all([1, 2, 3].map(() => runDueSchedules(surroundings(ends))))
  expect(ends.map(({ kind }) => kind)).toEqual(Array.from({ length: 10 }, () => 'missed'))
  expect(new Set(ends.map((end) => (end.kind === 'missed' ? end.message : ''))).size).toBe(10)
})

test.each([
  ['skip', 'skipped'],
  ['queue', 'done'],
] as const)('a time that comes while the run before is under way is, with "%s", %s in the end', async (overlap, state) => {
  await add({ overlap })
  now += 61 * minuteMs
  let end = () => {}
  const first = look({ make: () => new Promise((resolve) => (end = () => resolve(madeOf(0)))) })
  while ((await store.schedules.running('s')).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  now += 60 * minuteMs
  await store.schedules.heard('s', at('2026-11-02T09:00:00Z'), now)
  await look()
  end()
  await first
  await look()
  expect((await history()).map(([due, how]) => [due.slice(-5), how])).toEqual([
    ['10:00', state],
    ['09:00', 'done'],
  ])
})

test('a run whose process died is run again by the next who looks, and by nobody before it is certain', async () => {
  await add({})
  now += 61 * minuteMs
  await store.schedules.claim('s', at('2026-11-02T09:00:00Z'), { at: now, cause: 'due' })
  expect(await look()).toEqual([])
  now += 2 * minuteMs
  expect((await look()).map(({ kind }) => kind)).toEqual(['done'])
  expect(made).toEqual([at('2026-11-02T09:00:00Z')])
})

test('a run that is stopped leaves its time due; one that fails is history, with its reason', async () => {
  await add({})
  now += 61 * minuteMs
  const stop = new AbortController()
  const stopped = await look({
    signal: stop.signal,
    make: () => {
      stop.abort()
      throw new PipelineError('stopped', 'Stopped', { retry: 'never' })
    },
  })
  expect(stopped.map(({ kind }) => kind)).toEqual(['stopped'])
  await look({ make: () => Promise.reject(new PipelineError('no-story', 'Nothing was found', { retry: 'never' })) })
  expect((await store.schedules.history('s', 9)).map(({ state, note }) => [state, note])).toEqual([['failed', 'Nothing was found']])
})

test('a run that was taken over from a dead process and then stopped leaves its time due all the same', async () => {
  await add({})
  now += 61 * minuteMs
  await store.schedules.claim('s', at('2026-11-02T09:00:00Z'), { at: now, cause: 'due' })
  now += 2 * minuteMs
  expect((await lookAndStop()).map(({ kind }) => kind)).toEqual(['stopped'])
  await look()
  expect(made).toEqual([at('2026-11-02T09:00:00Z')])
})

test('times that were skipped because of a run are due again when that run is stopped', async () => {
  await add({ missed: 'all' })
  now += 61 * minuteMs
  await lookAndStop(async () => {
    now += 60 * minuteMs
    await store.schedules.heard('s', at('2026-11-02T09:00:00Z'), now)
    await look()
    expect((await history())[0]?.slice(0, 2)).toEqual(['2026-11-02T10:00', 'skipped'])
  })
  await look()
  expect(made).toEqual([at('2026-11-02T09:00:00Z'), at('2026-11-02T10:00:00Z')])
})

test('whatever is thrown by what was told to stop, the time is due again', async () => {
  await add({})
  now += 61 * minuteMs
  const stop = new AbortController()
  const make = async () => {
    stop.abort()
    return Promise.reject(stop.signal.reason)
  }
  expect((await look({ signal: stop.signal, make })).map(({ kind }) => kind)).toEqual(['stopped'])
  await look()
  expect(made).toHaveLength(1)
})

test('times that are made up for one after the other are not taken for such that came while a run was under way', async () => {
  await add({ missed: 'all' })
  now += 190 * minuteMs
  await look({
    make: async (_schedule, dueAt) => {
      now += 1 * minuteMs
      await store.schedules.heard('s', dueAt, now)
      // The timer looks again while the first of three is being made up for.
      await look()
      return madeOf(dueAt)
    },
  })
  expect((await history()).map(([due, state]) => [due.slice(-5), state])).toEqual([
    ['11:00', 'done'],
    ['10:00', 'done'],
    ['09:00', 'done'],
  ])
  expect(made).toHaveLength(3)
})

test('a process that wakes up after its machine slept does not take its own run for that of a dead one', async () => {
  await add({})
  now += 61 * minuteMs
  const ends = await look({
    make: async (_schedule, dueAt) => {
      now += 8 * 60 * minuteMs
      await look()
      return madeOf(dueAt)
    },
  })
  expect(ends.map(({ kind }) => kind)).toEqual(['done'])
  expect(made).toEqual([at('2026-11-02T09:00:00Z')])
})

test('a mistake of ours ends its run with a reason instead of coming again for ever, and is told when the others have ended', async () => {
  await add({})
  await add({}, 'other')
  now += 61 * minuteMs
  const make: ScheduleSurroundings['make'] = async (schedule, dueAt) => {
    if (schedule.id === 's') throw new TypeError('x is undefined')
    await new Promise((resolve) => setTimeout(resolve, 20))
    return madeOf(dueAt)
  }
  await expect(look({ make })).rejects.toThrow('x is undefined')
  expect(made).toHaveLength(1)
  expect((await store.schedules.history('s', 9)).map(({ state, note }) => [state, note])).toEqual([
    ['failed', 'A mistake of ours: the log has more'],
  ])
})

test('times that a clock far ahead wrote down as missed are run when they come', async () => {
  await add({ cron: '0 9 * * 1' })
  now += 400 * 24 * 60 * minuteMs
  await look()
  now -= 400 * 24 * 60 * minuteMs
  await look()
  made = []
  for (let week = 0; week < 50; week += 1) {
    await look()
    now += 7 * 24 * 60 * minuteMs
  }
  expect(made).toHaveLength(49)
})

test('a run by hand moves nothing, and a resting schedule is left alone', async () => {
  await add({})
  now += 30 * minuteMs
  const schedule = await store.schedules.get('s')
  if (!schedule) throw new Error('It is there')
  await runScheduleNow(schedule, surroundings([]))
  expect((await history())[0]).toEqual(['2026-11-02T08:30', 'done', 'manual', { articles: 7 }])
  now += 31 * minuteMs
  await store.schedules.setState('s', 'paused')
  expect(await look()).toEqual([])
  await store.schedules.setState('s', 'active')
  expect(await look()).toHaveLength(1)
})

test('a clock that jumps two hours, 400 days, or back makes at most one catch-up, loses no time, and runs none twice', async () => {
  await add({})
  const jumps = [2 * 60, -2 * 60, 400 * 24 * 60, -400 * 24 * 60, 61, 7 * 24 * 60, -3 * 24 * 60, 61]
  const runsPerJump: number[] = []
  for (const minutes of jumps) {
    now += minutes * minuteMs + minuteMs
    const before = made.length
    await look()
    runsPerJump.push(made.length - before)
    await look()
    expect(made.length - before).toBe(runsPerJump.at(-1))
  }
  expect(Math.max(...runsPerJump)).toBe(1)
  expect(new Set(made).size).toBe(made.length)
  // After all of that it goes on as if nothing had been.
  for (let hour = 0; hour < 3; hour += 1) {
    now += 60 * minuteMs
    const before = made.length
    await look()
    expect(made.length - before).toBe(1)
  }
})

test('a due time that nobody looks at is overdue after its grace', async () => {
  await add({ graceMs: 15 * minuteMs })
  now += 70 * minuteMs
  expect(await overdueSchedules({ store, now: () => new Date(now) })).toEqual([])
  now += 10 * minuteMs
  expect(await overdueSchedules({ store, now: () => new Date(now) })).toEqual([
    { id: 's', dueAt: at('2026-11-02T09:00:00Z'), lateMs: 20 * minuteMs },
  ])
  await look()
  expect(await overdueSchedules({ store, now: () => new Date(now) })).toEqual([])
})

test('a schedule whose times cannot be read keeps no other from being found overdue', async () => {
  await add({ cron: '61 * * * *' }, 'torn')
  await add({ graceMs: 15 * minuteMs })
  now += 80 * minuteMs
  expect(await overdueSchedules({ store, now: () => new Date(now) })).toMatchObject([{ id: 's' }])
})

test('a run by hand does not hide that nobody runs what is due', async () => {
  await add({ graceMs: 15 * minuteMs })
  now += 80 * minuteMs
  const schedule = await store.schedules.get('s')
  if (!schedule) throw new Error('It is there')
  await runScheduleNow(schedule, surroundings([]))
  expect(await overdueSchedules({ store, now: () => new Date(now) })).toMatchObject([{ id: 's' }])
})

test('a webhook is told, signed, of what ended; one that is away costs nothing but a line in the history', async () => {
  await add({ webhook: 'https://desk.example/hook' })
  now += 61 * minuteMs
  await look()
  const [post] = posts
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(post?.headers['x-frameshift-signature'] ?? '') ?? []
  expect(signature).toBe(createHmac('sha256', 'a secret of the desk').update(`${seconds}.${post?.body}`).digest('hex'))
  expect(JSON.parse(post?.body ?? '')).toMatchObject({
    schedule: 's',
    dueAt: '2026-11-02T09:00:00.000Z',
    state: 'done',
    report: 'reports/s',
  })
  now += 60 * minuteMs
  await look({ webFor: 'away' })
  expect((await store.schedules.history('s', 1))[0]).toMatchObject({
    state: 'done',
    details: { webhook: expect.stringMatching(/^not told yet: no answer/u) },
  })
})

test('a webhook that is away is tried again with growing waits, by whoever looks then, with one delivery and a new signature each time', async () => {
  await add({ webhook: 'https://desk.example/hook' })
  now += 61 * minuteMs
  const ended = now
  await look({ webFor: 'away' })
  const webhook = async () =>
    (await store.schedules.history('s', 99)).find(({ dueAt }) => dueAt === at('2026-11-02T09:00:00Z'))?.details?.['webhook']
  expect(await webhook()).toBe('not told yet: no answer (try 1 of 6, again at 2026-11-02T09:02:00.000Z)')
  await store.schedules.setState('s', 'paused')
  // Nobody is asked before the time has come, and one asks when it has.
  await look()
  expect(posts).toHaveLength(0)
  now += minuteMs
  await Promise.all([look({ webFor: 'broken' }), look({ webFor: 'broken' })])
  expect(await webhook()).toBe('not told yet: it answered with status 503 (try 2 of 6, again at 2026-11-02T09:07:00.000Z)')
  // Another process, after a restart.
  underWay = new Set()
  now += 5 * minuteMs
  await look()
  expect(await webhook()).toBe('told at try 3')
  expect(posts).toHaveLength(2)
  const [broken, told] = posts
  expect(told?.body).toBe(broken?.body)
  expect(told?.headers['x-frameshift-delivery']).toBe(broken?.headers['x-frameshift-delivery'])
  expect(told?.headers['x-frameshift-signature']).not.toBe(broken?.headers['x-frameshift-signature'])
  expect(now - ended).toBe(6 * minuteMs)
  now += 24 * 60 * minuteMs
  await look()
  expect(posts).toHaveLength(2)
  expect((await store.schedules.history('s', 1))[0]).toMatchObject({ state: 'done', endedAt: ended, details: { articles: 7 } })
})

test('a webhook that stays away is given up after six tries, and one that is gone after the first', async () => {
  await add({ webhook: 'https://desk.example/hook' })
  now += 61 * minuteMs
  await look({ webFor: 'gone' })
  expect((await store.schedules.history('s', 1))[0]?.details).toEqual({
    articles: 7,
    webhook: 'not told: it answered with status 410 (1 try)',
  })
  now += 60 * minuteMs
  await look({ webFor: 'away' })
  await store.schedules.setState('s', 'paused')
  for (const wait of [1, 5, 30, 120, 360]) {
    now += wait * minuteMs
    await look({ webFor: 'away' })
  }
  expect((await store.schedules.history('s', 1))[0]?.details).toEqual({ articles: 7, webhook: 'not told: no answer (6 tries)' })
  expect(await store.schedules.untold(now + 365 * 24 * 60 * minuteMs, { limit: 9 })).toEqual([])
})

test('while a webhook is being told its schedule goes on, and what a process that died was about to tell is told by another', async () => {
  await add({ webhook: 'https://desk.example/hook' })
  now += 61 * minuteMs
  const stop = new AbortController()
  const hanging = look({ webFor: 'hanging', signal: stop.signal })
  await expect.poll(async () => (await store.schedules.history('s', 1))[0]?.state).toBe('done')
  now += 60 * minuteMs
  await look()
  stop.abort()
  await hanging
  expect((await store.schedules.history('s', 9)).map(({ state, details }) => [state, details?.['webhook']])).toEqual([
    ['done', 'told'],
    ['done', 'told'],
  ])
})

test('a webhook whose host is busy with others is told when its turn comes, signed at that time', async () => {
  await add({ webhook: 'https://desk.example/hook' })
  now += 61 * minuteMs
  await look({ webFor: 'busy' })
  expect((await store.schedules.history('s', 1))[0]).toMatchObject({ details: { webhook: 'told' } })
  expect(posts.at(-1)?.headers['x-frameshift-signature']).toMatch(new RegExp(`^t=${Math.floor(now / 1000)},`, 'u'))
})

test('a webhook that was put off by a clock that ran a year ahead is told when the clock has been put right', async () => {
  await add({ webhook: 'https://desk.example/hook' })
  const right = now
  now += 365 * 24 * 60 * minuteMs
  await look({ webFor: 'away' })
  now = right + minuteMs
  await look()
  expect(posts).toHaveLength(1)
  await look()
  expect(posts).toHaveLength(1)
})

test('a mistake in a run is told, also where the store is away when the webhook is to be told', async () => {
  await add({ webhook: 'https://desk.example/hook' })
  now += 61 * minuteMs
  const make = () => Promise.reject(new RangeError('a mistake'))
  const busy = new PipelineError('store-busy', 'The store is busy', { retry: 'later' })
  const schedules = { ...store.schedules, takeTelling: () => Promise.reject(busy) }
  const { app, ...rest } = surroundings([], { make })
  await expect(runDueSchedules({ ...rest, app: { ...app, store: { ...store, schedules } } })).rejects.toThrow('a mistake')
})

test('a run that has ended is not made again because its webhook was not told before the stop', async () => {
  await add({ webhook: 'https://desk.example/hook' })
  now += 61 * minuteMs
  const stop = new AbortController()
  const make: ScheduleSurroundings['make'] = async (_schedule, dueAt) => {
    stop.abort()
    return madeOf(dueAt)
  }
  await look({ make, signal: stop.signal })
  expect((await store.schedules.history('s', 1))[0]).toMatchObject({
    state: 'done',
    details: { webhook: 'not told yet' },
  })
  await look()
  expect(made).toHaveLength(1)
  expect((await store.schedules.history('s', 1))[0]).toMatchObject({ state: 'done', details: { webhook: 'told' } })
})

async function add(policy: Partial<SchedulePolicy & { readonly cron: string }>, id = 's'): Promise<void> {
  const rest = { id, request, cron: '0 * * * *', zone: 'UTC', state: 'active', createdAt: now, handledAt: now } as const
  await store.schedules.add({ ...rest, ...policy })
}

interface Looking {
  readonly make?: ScheduleSurroundings['make']
  readonly signal?: AbortSignal
  readonly webFor?: 'away' | 'busy' | 'broken' | 'gone' | 'hanging'
}

async function look(how: Looking = {}): Promise<readonly ScheduleEnd[]> {
  const ends: ScheduleEnd[] = []
  await runDueSchedules(surroundings(ends, how))
  return ends.filter(({ kind }) => kind !== 'missed')
}

/** Stops a run after something has happened in it. */
async function lookAndStop(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<readonly ScheduleEnd[]> {
  const stop = new AbortController()
  return look({
    signal: stop.signal,
    make: async () => {
      await meanwhile()
      stop.abort()
      throw new PipelineError('stopped', 'Stopped', { retry: 'never' })
    },
  })
}

function surroundings(ends: ScheduleEnd[], { make, signal, webFor }: Looking = {}): ScheduleSurroundings {
  let tries = 0
  const post: ReturnType<ScheduleSurroundings['app']['webFor']>['post'] = async (url, { body, headers }) => {
    if (webFor === 'away') throw new PipelineError('network', 'no answer', { retry: 'later' })
    tries += 1
    if (webFor === 'busy' && tries < 3) {
      now += minuteMs
      throw new PipelineError('host-busy', 'its turn comes in 1 ms', { retry: { afterMs: 1 } })
    }
    signal?.throwIfAborted()
    if (webFor === 'hanging') await new Promise((_, reject) => signal?.addEventListener('abort', reject))
    posts.push({ url, body, headers })
    return { status: webFor === 'broken' ? 503 : webFor === 'gone' ? 410 : 204 }
  }
  const web = { post, get: () => Promise.reject(new Error('Nobody reads')), [Symbol.asyncDispose]: () => Promise.resolve() }
  return {
    app: { store, now: () => new Date(now), webFor: () => web },
    make: make ?? ((_schedule, dueAt) => Promise.resolve(madeOf(dueAt))),
    signal: signal ?? new AbortController().signal,
    webhookSecret: 'a secret of the desk',
    underWay,
    onEnd: (_schedule, end) => ends.push(end),
  }
}

function madeOf(dueAt: number) {
  made.push(dueAt)
  return { run: 'run-1', folder: 'reports/s', details: { articles: 7 } }
}

async function history(): Promise<readonly (readonly [string, ScheduleRun['state'], ScheduleRun['cause'], ScheduleRun['details']])[]> {
  const rows = await store.schedules.history('s', 99)
  return rows.map(({ dueAt, state, cause, details }) => [new Date(dueAt).toISOString().slice(0, 16), state, cause, details])
}
