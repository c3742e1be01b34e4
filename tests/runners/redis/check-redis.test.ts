import { afterEach, describe, expect, test } from 'vitest'
import { checkRedis } from '../../../src/runners/redis/check-redis.ts'
import { startOwnRedis, whyNoRedis } from '../../servers.ts'

const missing = process.env['REDIS_URL'] === undefined ? whyNoRedis() : undefined
const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server[Symbol.asyncDispose]()
})

async function serverWith(...flags: readonly string[]) {
  const server = await startOwnRedis(flags)
  open.push(server)
  return server
}

describe.skipIf(missing !== undefined)(`checkRedis${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  test('a server that keeps what it is given has no warning', async () => {
    expect(await checkRedis((await serverWith()).url, { isStrict: true })).toEqual([])
  })

  test.each([
    [['--appendonly', 'no'], /appendonly off/],
    [['--maxmemory-policy', 'allkeys-lru'], /maxmemory-policy allkeys-lru/],
  ] as const)('a server with %j is warned of, and refused where the settings are strict', async (flags, warning) => {
    const { url } = await serverWith(...flags)
    expect(await checkRedis(url)).toEqual([expect.stringMatching(warning)])
    await expect(checkRedis(url, { isStrict: true })).rejects.toMatchObject({
      code: 'redis-unsafe',
      message: expect.stringMatching(warning),
    })
  })

  test('a wrong password and a read-only replica are one line each', async () => {
    const primary = await serverWith('--requirepass', 'right')
    for (const url of [primary.url, primary.url.replace('//', '//:wrong@')]) {
      await expect(checkRedis(url)).rejects.toMatchObject({ code: 'redis-refused', message: expect.not.stringContaining('wrong') })
    }
    expect(await checkRedis(primary.url.replace('//', '//:right@'))).toEqual([])
    const replica = await serverWith('--replicaof', '127.0.0.1', new URL(primary.url).port, '--masterauth', 'right')
    await expect(checkRedis(replica.url)).rejects.toMatchObject({ code: 'redis-read-only' })
  })
})
