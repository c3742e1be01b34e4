import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/core/stats/seeded-random.ts'
import { whyNoRedis } from '../servers.ts'
import { Field, named, tell } from './field.ts'
import { crashPoints, jobOf } from './pipeline.ts'

const missing = whyNoRedis()
const seed = Number(process.env['FAULT_SEED'] ?? 20_261_129)

describe.skipIf(missing !== undefined)(
  `processes that die${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  { timeout: 240_000 },
  () => {
    test('f01 workers are killed with jobs in flight: every job ends stored or given up, once', async () => {
      await using field = await Field.lay()
      const names = named(200)
      const random = seededRandom(seed, 'f01')
      await field.start({ each: names.map((name) => jobOf(name, { ms: 60 })) })
      let kills = 0
      {
        field.keepWorkers({ count: 2 })
        const isOver = field.end().then(() => true)
        while (kills < 20 && !(await Promise.race([isOver, sleep(100, false)]))) {
          const busy = await field.underWay()
          const alive = field.workers.filter(
            ({ pid, exitCode, signalCode }) => exitCode === null && signalCode === null && busy.includes(pid ?? -1),
          )
          const victim = alive[Math.floor(random() * alive.length)]
          if (!victim) continue
          victim.kill('SIGKILL')
          kills += 1
        }
        expect(await field.end()).toEqual({ kind: 'done' })
      }
      const counts = await field.expectNothingLost(names)
      const startedTwice = await field.startedTwice()
      tell('f01', { seed, kills, startedTwice, ...counts })
      expect(kills).toBeGreaterThanOrEqual(5)
      expect(startedTwice).toBeGreaterThan(0)
    })

    test.each(crashPoints)('f02 workers die %s, once for each job: one row each, none given up', async (point) => {
      await using field = await Field.lay()
      const names = named(8)
      await field.start({ each: names.map((name) => jobOf(name)) })
      {
        field.keepWorkers({ count: 1, crashAt: point, concurrency: 1 })
        expect(await field.end()).toEqual({ kind: 'done' })
      }
      const deaths = field.workers.filter(({ signalCode }) => signalCode === 'SIGKILL').length
      const counts = await field.expectNothingLost(names)
      tell(`f02 ${point}`, { deaths, startedTwice: await field.startedTwice(), ...counts })
      // The last death may come after the run has ended.
      expect(deaths).toBeGreaterThanOrEqual(names.length - 1)
      expect(counts).toEqual({ stored: names.length, deadLettered: 0 })
    })

    test('f03 pages that kill their worker every time are given up after two deaths, with a reason, and the rest is done', async () => {
      await using field = await Field.lay()
      const [poison, good] = [named(3, 'poison'), named(50, 'good')]
      await field.start({ each: [...poison.map((name) => jobOf(name, { act: 'poison' })), ...good.map((name) => jobOf(name))] })
      {
        field.keepWorkers({ count: 1 })
        expect(await field.end()).toEqual({ kind: 'done' })
      }
      const letters = await field.store.ledger.deadLetters({ run: field.id, limit: 99 })
      expect(letters.map(({ key, code, losses }) => `${key} ${code} ${losses}`).toSorted()).toEqual(
        poison.map((name) => `fetch/${name} worker-died 2`),
      )
      const counts = await field.expectNothingLost([...poison, ...good])
      expect(counts.stored).toBe(50)
      tell('f03', { deaths: field.workers.filter(({ signalCode }) => signalCode === 'SIGKILL').length, ...counts })
      // By hand they may be tried again, and are given up again.
      expect(await field.store.ledger.reopen(field.id, ['fetch/poison-0'], Date.now())).toEqual(['fetch/poison-0'])
    })

    test('f16 a worker that is told to stop gives its jobs back and is gone within 15 s, with exit code 0', async () => {
      await using field = await Field.lay()
      const names = named(24)
      await field.start({ each: names.map((name) => jobOf(name, { ms: 3000 })) })
      for (let round = 0; round < 3; round += 1) {
        const worker = await field.addWorker()
        while (!(await field.underWay()).includes(worker.pid ?? -1)) await sleep(20)
        const before = performance.now()
        worker.kill('SIGTERM')
        const startsAtStop = (await field.notes()).length
        const [code] = await once(worker, 'exit')
        const seconds = (performance.now() - before) / 1000
        expect(code).toBe(0)
        expect(seconds).toBeLessThan(15)
        // What was being started at the moment of the signal may still appear; nothing is taken after it.
        const later = (await field.notes()).slice(startsAtStop).filter(({ event, pid }) => event === 'start' && pid === worker.pid)
        expect(later.length).toBeLessThanOrEqual(1)
        tell('f16', { round, seconds: seconds.toFixed(1) })
      }
      const running = (await field.store.ledger.progress(field.id)).reduce((sum, stage) => sum + stage.running, 0)
      expect(running).toBe(0)
    })

    test('f17 a worker that is told to stop while it starts leaves nothing half made', async () => {
      await using field = await Field.lay()
      await field.start({ each: [jobOf('a')] })
      for (let round = 0; round < 6; round += 1) {
        const starting = field.addWorker()
        await sleep(round * 100)
        const worker = field.workers.at(-1)
        worker?.kill('SIGTERM')
        await starting
        if (worker?.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
      }
      await field.addWorker()
      expect(await field.end()).toEqual({ kind: 'done' })
      tell('f17', { rounds: 6, ...(await field.expectNothingLost(['a'])) })
    })

    test('f24 a worker whose event loop stands still longer than its lock: a result once, and nothing twice', async () => {
      await using field = await Field.lay()
      const names = named(4)
      await field.start({ each: names.map((name) => jobOf(name, { act: 'block', ms: 6000 })) })
      await field.addWorker()
      await field.addWorker()
      expect(await field.end()).toEqual({ kind: 'done' })
      const counts = await field.expectNothingLost(names)
      const stalls = await field.stalls()
      tell('f24', { stalls, startedTwice: await field.startedTwice(), ...counts })
      expect(counts).toEqual({ stored: 4, deadLettered: 0 })
      expect(stalls).toBeGreaterThan(0)
    })
  },
)
