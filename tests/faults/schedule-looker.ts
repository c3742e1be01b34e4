import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../src/io/store/store.ts'
import { runDueSchedules, type ScheduleSurroundings } from '../../src/schedules/run-due.ts'

/** Looks after the schedules of a store whenever it is told what time it is: `schedule-looker.ts FOLDER`. */
const [folder = ''] = process.argv.slice(2)
let now = 0
const store = await openStore(folder, { now: () => now })
const surroundings: ScheduleSurroundings = {
  app: {
    store,
    now: () => new Date(now),
    webFor: () => {
      throw new Error('Nobody is told')
    },
  },
  make: async (_schedule, dueAt) => {
    appendFileSync(join(folder, 'made'), `${dueAt} ${process.pid}\n`)
    await sleep(5)
    return { run: 'run-1', folder: 'reports/s', details: {} }
  },
  signal: new AbortController().signal,
  onEnd: () => {},
  webhookSecret: undefined,
  underWay: new Set(),
}
process.on('message', (time) => {
  now = Number(time)
  void runDueSchedules(surroundings).then(() => process.send?.('looked'))
})
process.send?.('ready')
