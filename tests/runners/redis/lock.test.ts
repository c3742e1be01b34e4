import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { underLock } from '../../../src/runners/redis/lock.ts'
import { startRedis, whyNoRedis, type RedisServer } from '../../servers.ts'

const missing = whyNoRedis()

describe.skipIf(missing !== undefined)(`a lock in Redis${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let redis: RedisServer
  let client: Redis
  beforeAll(async () => {
    redis = await startRedis()
    client = new Redis(redis.url)
  })
  afterAll(async () => {
    client.disconnect()
    await redis[Symbol.asyncDispose]()
  })

  test('lets one in at a time, and the next when the first is done or has failed', async () => {
    const lock = { key: 'test:one', ms: 60_000 }
    const done: string[] = []
    const first = Promise.withResolvers<void>()
    const slow = underLock(client, lock, async () => {
      await first.promise
      done.push('first')
    })
    await vi.waitUntil(async () => (await client.exists(lock.key)) === 1)
    await underLock(client, lock, async () => void done.push('second'))
    first.resolve()
    await slow
    const failing = underLock(client, lock, () => Promise.reject(new Error('It went wrong')))
    await expect(failing).rejects.toThrow('It went wrong')
    await underLock(client, lock, async () => void done.push('third'))
    expect(done).toEqual(['first', 'third'])
  })

  test('lasts as long as it is kept, and is nobody else’s to keep or to end', async () => {
    const lock = { key: 'test:kept', ms: 60_000 }
    await underLock(client, lock, async (keep) => {
      await client.pexpire(lock.key, 5000)
      await keep()
      expect(await client.pttl(lock.key)).toBeGreaterThan(5000)
      await client.set(lock.key, 'of somebody else', 'PX', 5000)
      await keep()
      expect(await client.pttl(lock.key)).toBeLessThanOrEqual(5000)
    })
    expect(await client.get(lock.key)).toBe('of somebody else')
  })
})
