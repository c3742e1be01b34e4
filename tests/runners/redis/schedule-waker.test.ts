import { Queue } from 'bullmq'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createScheduleWaker, type WakingTime } from '../../../src/runners/redis/schedule-waker.ts'
import { startRedis, whyNoRedis, type RedisServer } from '../../servers.ts'

const missing = whyNoRedis()

describe.skipIf(missing !== undefined)(`the schedule waker${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis[Symbol.asyncDispose]())

  test('several processes that start at once keep one alarm a schedule, which rings in one of them, and goes when its schedule goes', async () => {
    const prefix = `waker${Math.round(performance.now())}`
    // With seconds, which the command line does not take: a test does not wait for minutes.
    const everySecond: WakingTime = { id: 'oil', cron: '* * * * * *', zone: 'Asia/Almaty' }
    const wakes: string[] = []
    const open = (list: readonly WakingTime[], name: string) =>
      createScheduleWaker({
        redisUrl: redis.url,
        prefix,
        list: () => Promise.resolve(list),
        onWake: (id) => wakes.push(`${name} ${id}`),
        onNotice: () => {},
      })
    const wakers = await Promise.all(['a', 'b', 'c'].map((name) => open([everySecond], name)))
    const queue = new Queue('schedules', { connection: { url: redis.url }, prefix })
    const before = performance.now()
    while (wakes.length < 3) await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await queue.getJobSchedulers(0, -1)).map(({ key, pattern, tz }) => [key, pattern, tz])).toEqual([
      ['oil', '* * * * * *', 'Asia/Almaty'],
    ])
    expect(wakes.every((wake) => wake.endsWith(' oil'))).toBe(true)
    // Three rings of a second each take two seconds at least, however many listen.
    expect(performance.now() - before).toBeGreaterThan(1500)
    for (const waker of wakers) await waker[Symbol.asyncDispose]()
    await (await open([], 'd'))[Symbol.asyncDispose]()
    expect(await queue.getJobSchedulers(0, -1)).toEqual([])
    await queue.close()
  })

  test('one schedule that Redis refuses keeps no other from its alarm, and is named', async () => {
    const prefix = `waker${Math.round(performance.now())}`
    const list = ['a', 'broken', 'z'].map((id) => ({ id, cron: id === 'broken' ? 'no cron' : '0 7 * * *', zone: 'UTC' }))
    const notices: string[] = []
    const waker = await createScheduleWaker({
      redisUrl: redis.url,
      prefix,
      list: () => Promise.resolve(list),
      onWake: () => {},
      onNotice: (notice) => notices.push(notice),
    })
    const queue = new Queue('schedules', { connection: { url: redis.url }, prefix })
    expect((await queue.getJobSchedulers(0, -1)).map(({ key }) => key).toSorted()).toEqual(['a', 'z'])
    expect(notices).toEqual([expect.stringContaining('broken has no alarm (')])
    await queue.close()
    await waker[Symbol.asyncDispose]()
  })
})
