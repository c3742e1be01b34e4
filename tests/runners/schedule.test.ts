import { expect, test } from 'vitest'
import { dueTime, nextTimes, ticksOf } from '../../src/runners/schedule.ts'

const at = (iso: string) => Date.parse(iso)
const isoOf = (times: readonly number[]) => times.map((time) => new Date(time).toISOString())

test('times are read in the zone of the schedule', () => {
  const times = nextTimes({ cron: '0 7 * * 1-5', zone: 'Asia/Almaty' }, { after: at('2026-11-20T12:00:00Z'), count: 2 })
  expect(isoOf(times)).toEqual(['2026-11-23T02:00:00.000Z', '2026-11-24T02:00:00.000Z'])
})

test('a schedule keeps its hour over both changes of the clock', () => {
  const daily = { cron: '0 7 * * *', zone: 'Europe/Berlin' }
  expect(isoOf(nextTimes(daily, { after: at('2026-03-28T12:00:00Z'), count: 2 }))).toEqual([
    '2026-03-29T05:00:00.000Z',
    '2026-03-30T05:00:00.000Z',
  ])
  expect(isoOf(nextTimes(daily, { after: at('2026-10-24T12:00:00Z'), count: 2 }))).toEqual([
    '2026-10-25T06:00:00.000Z',
    '2026-10-26T06:00:00.000Z',
  ])
})

test('an hour that comes twice is due once, and one that the clocks leave out is not lost', () => {
  const night = { cron: '30 2 * * *', zone: 'Europe/Berlin' }
  const autumn = nextTimes(night, { after: at('2026-10-24T12:00:00Z'), count: 2 })
  expect(new Date(autumn[1] ?? 0).toISOString()).toBe('2026-10-26T01:30:00.000Z')
  const [spring] = nextTimes(night, { after: at('2026-03-28T12:00:00Z'), count: 1 })
  expect(new Date(spring ?? 0).toISOString().slice(0, 10)).toBe('2026-03-29')
})

test.each([
  ['Europe/Berlin', '2026-03-27', '2026-10-23'],
  ['America/New_York', '2026-03-06', '2026-10-30'],
  ['Australia/Lord_Howe', '2026-10-02', '2026-04-03'],
  ['Africa/Casablanca', '2026-03-20', '2026-02-13'],
])('in %s, 02:30 comes once a civil day over both changes of the clock', (zone, spring, autumn) => {
  for (const start of [spring, autumn]) {
    const times = nextTimes({ cron: '30 2 * * *', zone }, { after: at(`${start}T12:00:00Z`), count: 6 })
    const days = times.map((time) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(time))
    expect(new Set(days).size).toBe(6)
    const gapsInHours = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 3_600_000)
    // A change of the clock lies within these days, and no day is left out or comes twice.
    expect(gapsInHours.some((gap) => gap !== 24)).toBe(true)
    expect(Math.max(...gapsInHours)).toBeLessThanOrEqual(25)
    expect(Math.min(...gapsInHours)).toBeGreaterThanOrEqual(22.5)
  }
})

test('times that were missed make one run, at the newest of them', () => {
  const hourly = { cron: '0 * * * *', zone: 'UTC' }
  expect(dueTime(hourly, { handledAt: at('2026-11-24T00:00:00Z'), now: at('2026-11-24T05:30:00Z') })).toBe(at('2026-11-24T05:00:00Z'))
  expect(dueTime(hourly, { handledAt: at('2026-11-24T05:00:00Z'), now: at('2026-11-24T05:30:00Z') })).toBeUndefined()
})

test.each([
  [{ cron: 'soon', zone: 'UTC' }, /"soon" is no schedule/],
  [{ cron: '0 0 30 2 *', zone: 'UTC' }, /never due/],
  [{ cron: '0 7 * * *', zone: 'Asia/Nowhere' }, /"Asia\/Nowhere" is no time zone/],
])('%j is refused in one line', (timing, message) => {
  expect(() => nextTimes(timing, { after: 0, count: 1 })).toThrow(message)
})

const minutely = { cron: '* * * * *', zone: 'UTC', graceMs: 900_000 }
const dayMs = 86_400_000

test('of a schedule that was due every minute and was off for a week, "all" makes up for every minute within its window, some at a look', () => {
  const now = at('2026-11-24T05:30:30Z')
  const policy = { ...minutely, missed: 'all', windowMs: 7 * dayMs } as const
  const run: number[] = []
  let handledAt = now - 8 * dayMs
  for (let looks = 0; handledAt < at('2026-11-24T05:30:00Z'); looks += 1) {
    const ticks = ticksOf(policy, { handledAt, now })
    if (looks === 0) {
      // The day before the window: 1440 minutes, of which nobody counts all.
      expect(ticks.missed.at(-1)).toBe(at('2026-11-17T05:30:00Z'))
      expect(ticks).toMatchObject({ missed: { length: 50 }, isMissedCounted: false })
      expect(ticks.missedMore).toBeGreaterThan(50)
    } else expect(ticks.missed).toEqual([])
    run.push(...ticks.run)
    expect(ticks.run.length).toBeLessThanOrEqual(50)
    expect(ticks.handledAt).toBe(run.at(-1))
    handledAt = ticks.handledAt
  }
  expect(run).toEqual(Array.from({ length: 7 * 1440 }, (_, index) => at('2026-11-17T05:31:00Z') + index * 60_000))
})

test.each(['one', 'skip'] as const)('after a year off, "%s" knows the newest of more minutes than anybody counts', (missed) => {
  const now = at('2026-11-24T05:30:30Z')
  const ticks = ticksOf({ ...minutely, missed, windowMs: 30 * dayMs }, { handledAt: now - 365 * dayMs, now })
  expect(ticks).toMatchObject({ run: [at('2026-11-24T05:30:00Z')], handledAt: at('2026-11-24T05:30:00Z'), isMissedCounted: false })
  expect(ticks.missed.at(-1)).toBe(at('2026-11-24T05:29:00Z'))
})

test('the newest of many times is found where they lie close together and long ago', () => {
  const january = { cron: '* * * 1 *', zone: 'UTC' }
  expect(dueTime(january, { handledAt: at('2020-11-24T00:00:00Z'), now: at('2026-11-24T05:30:00Z') })).toBe(at('2026-01-31T23:59:00Z'))
})
