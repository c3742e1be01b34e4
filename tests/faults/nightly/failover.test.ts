import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { startOwnRedis, whyNoRedis, type OwnRedis } from '../../servers.ts'
import { Field, named, tell } from '../field.ts'
import { jobOf } from '../pipeline.ts'
import { movableLine } from '../proxy.ts'

const missing = whyNoRedis()
const rounds = 3
const perRound = 120
/** Of each job: all of them take two workers some fifteen seconds. */
const jobMs = 300
/** For how long the old server goes on being written to after its replica was promoted. */
const gapMs = 800

describe.skipIf(missing !== undefined)(
  `Redis that fails over${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  { timeout: 240_000 },
  () => {
    test('f27 a replica is promoted and the old server killed, three times: what was acknowledged in between is lost in Redis, and comes back from the store', async () => {
      await using servers = new AsyncDisposableStack()
      let primary = servers.use(await startOwnRedis(atOnce))
      const line = servers.use(await movableLine(portOf(primary)))
      await using field = await Field.lay([], { ...primary, url: `redis://127.0.0.1:${line.port}` })
      const names = named(rounds * perRound)
      await field.start({ each: names.map((name) => jobOf(name, { ms: jobMs })) })
      await field.addWorker()
      await field.addWorker()
      let lost = 0
      let slowestMs = 0
      for (let round = 0; round < rounds; round += 1) {
        const replica = servers.use(await startReplicaOf(primary))
        while ((await ended(field)) < round * perRound + 10) await sleep(20)
        await ask(replica, (client) => client.replicaof('NO', 'ONE'))
        await sleep(gapMs)
        lost += (await ticketsDone(primary)) - (await ticketsDone(replica))
        await primary.kill()
        line.moveTo(portOf(replica))
        const [before, at] = [await ended(field), performance.now()]
        while ((await ended(field)) <= before && before < names.length) await sleep(20)
        slowestMs = Math.max(slowestMs, performance.now() - at)
        primary = replica
      }
      expect(await field.end()).toEqual({ kind: 'done' })
      tell('f27', {
        rounds,
        acknowledgedAndLost: lost,
        slowestRecoverySeconds: (slowestMs / 1000).toFixed(1),
        startedTwice: await field.startedTwice(),
        ...(await field.expectNothingLost(names)),
      })
      expect(lost).toBeGreaterThan(0)
      expect(slowestMs).toBeLessThan(10_000)
    })
  },
)

/** A server otherwise waits five seconds for more replicas before it serves the first. */
const atOnce = ['--repl-diskless-sync-delay', '0']

async function startReplicaOf(primary: OwnRedis): Promise<OwnRedis> {
  const replica = await startOwnRedis([...atOnce, '--replicaof', '127.0.0.1', String(portOf(primary))])
  while (!/^master_link_status:up/m.test(await ask(replica, (client) => client.info('replication')))) await sleep(50)
  return replica
}

/** Jobs that this server has taken word of as done. */
function ticketsDone(server: OwnRedis): Promise<number> {
  return ask(server, (client) => client.zcard('frameshift:network:completed'))
}

async function ask<Answer>(server: OwnRedis, question: (client: Redis) => Promise<Answer>): Promise<Answer> {
  const client = new Redis(server.url)
  try {
    return await question(client)
  } finally {
    client.disconnect()
  }
}

function portOf(server: OwnRedis): number {
  return Number(new URL(server.url).port)
}

async function ended(field: Field): Promise<number> {
  return (await field.store.ledger.progress(field.id)).reduce((sum, { done, failed }) => sum + done + failed, 0)
}
