import { Redis } from 'ioredis'
import { describe, expect, onTestFinished, test } from 'vitest'
import { GatheringRedis } from '../../../src/runners/redis/gathering.ts'
import { startRedis, whyNoRedis } from '../../servers.ts'

const missing = whyNoRedis()

describe.skipIf(missing !== undefined)(`gathered writes to Redis${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  test('what one turn asks of Redis comes in one read, and each gets its own answer', async () => {
    await using server = await startRedis()
    const watcher = connect(Redis, server.url)
    const readsOf = async (client: Redis) => {
      const before = await readsProcessed(watcher)
      const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => client.echo(String(index))))
      expect(answers).toEqual(Array.from({ length: 50 }, (_, index) => String(index)))
      // The second look is a read itself.
      return (await readsProcessed(watcher)) - before - 1
    }
    const gathering = connect(GatheringRedis, server.url)
    await gathering.ping()
    expect(await readsOf(gathering)).toBe(1)
  })

  test('a connection that was lost and came back still sends all', async () => {
    await using server = await startRedis()
    const client = connect(GatheringRedis, server.url)
    const watcher = connect(Redis, server.url)
    const id = await client.client('ID')
    await watcher.client('KILL', 'ID', id)
    expect(await Promise.all([client.echo('a'), client.echo('b')])).toEqual(['a', 'b'])
    expect(await client.client('ID')).not.toBe(id)
  })
})

function connect<Client extends Redis>(kind: new (url: string) => Client, url: string): Client {
  const client = new kind(url)
  onTestFinished(() => client.disconnect())
  return client
}

async function readsProcessed(client: Redis): Promise<number> {
  const [, count] = /total_reads_processed:(\d+)/.exec(await client.info('stats')) ?? []
  return Number(count)
}
