import { openApp } from '../../src/app.ts'
import { readDocument } from '../../src/io/read-document.ts'
import { systemNetwork, type Network } from '../../src/io/web/request/network.ts'
import { createWeb } from '../../src/io/web/web.ts'
import { createWorkers } from '../../src/runners/redis/workers.ts'
import { byLane, lanes } from '../../src/runners/runnable.ts'

/**
 * A worker process as `work` starts it, but for one thing: all hosts resolve to a public address, so that there is a pace to keep, and the
 * press answers there. `polite-worker.ts FOLDER REDIS_URL PREFIX PRESS_PORT INTERVAL_MS NAME`; NAME goes into the User-Agent.
 */
const [folder = '', redisUrl = '', prefix = '', port = '', intervalMs = '', name = ''] = process.argv.slice(2)
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
await using app = await openApp({ env: { FRAMESHIFT_DATA_DIR: `${folder}/data` }, cwd: folder })
const system: Network = {
  resolve: async () => ['93.184.216.34'],
  connect: (target) => systemNetwork.connect({ ...target, addresses: ['127.0.0.1'], host: '127.0.0.1', port: Number(port) }),
}
await using web = createWeb({
  network: { ...app.settings.network, hostIntervalMs: Number(intervalMs) },
  contact: name,
  version: '0',
  allowPrivate: [],
  resolve: ['*.example=93.184.216.34'],
  clock: app.store.hosts,
  robots: app.store.robots,
  now: Date.now,
  system,
})
const addresses = app.addressPorts(web, { offline: false, freshForMs: 0 })
const workers = await createWorkers({
  redisUrl,
  prefix,
  execution: app.execution(),
  portsFor: async (run) => ({
    ...(await app.portsForRun(run)),
    ...addresses,
    readDocument: (url, accept, signal) => readDocument(url, { accept, signal }, addresses),
  }),
  concurrency: byLane(() => 2),
  lanes,
  onNotice: () => {},
})
process.send?.('ready')
if (!stop.signal.aborted) await new Promise((resolve) => stop.signal.addEventListener('abort', resolve))
await workers[Symbol.asyncDispose]()
process.disconnect?.()
