import { openStore } from '../../src/io/store/store.ts'
import { byLane, lanes } from '../../src/runners/runnable.ts'
import { createWorkers } from '../../src/runners/redis/workers.ts'
import { executionOf } from './field.ts'
import { crashingLedger, crashPoints, type FaultPorts } from './pipeline.ts'

/** A worker that takes jobs of a field until it is told to stop: `worker-process.ts FOLDER REDIS_URL`, and where to die in `FAULT_AT`. */
const [folder = '', redisUrl = ''] = process.argv.slice(2)
await using store = await openStore(folder, { now: Date.now })
const ports: FaultPorts = { folder, store, crashAt: crashPoints.find((point) => point === process.env['FAULT_AT']) }
const execution = executionOf(store)
const workers = await createWorkers({
  redisUrl,
  execution: { ...execution, ledger: crashingLedger(execution.ledger, ports) },
  portsFor: () => Promise.resolve(ports),
  concurrency: byLane(() => Number(process.env['FAULT_CONCURRENCY'] ?? 4)),
  lanes,
  onNotice: (notice) => process.stderr.write(`${notice}\n`),
})
const stopped = new Promise<void>((resolve) => {
  process.on('SIGTERM', () => resolve())
})
process.send?.('ready')
await stopped
await workers[Symbol.asyncDispose]()
process.disconnect()
