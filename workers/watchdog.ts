import { writeSync } from 'node:fs'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/** How long a worker may stand still before it is ended: longer than the lease of its jobs, which others take over by then. */
const silenceMs = 60_000
const beatMs = 2000

/**
 * Ends this process when its event loop stands still: it would keep its place and do nothing, and whoever started it (Compose, systemd) starts
 * it again. Watches from a thread of its own, which a stuck loop cannot stop. Disposing ends the watch.
 */
export function startWatchdog(options: { readonly silenceMs: number } = { silenceMs }): Disposable {
  const thread = new Worker(new URL(import.meta.url), { workerData: options })
  thread.unref()
  const timer = setInterval(() => thread.postMessage('alive'), Math.min(beatMs, options.silenceMs / 4))
  timer.unref()
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer)
      void thread.terminate()
    },
  }
}

if (!isMainThread && parentPort) watch(workerData.silenceMs)

function watch(limitMs: number): void {
  let heardAt = performance.now()
  parentPort?.on('message', () => {
    heardAt = performance.now()
  })
  setInterval(() => {
    const silentMs = performance.now() - heardAt
    if (silentMs < limitMs) return
    writeSync(2, `worker: stood still for ${Math.round(silentMs / 1000)} s; ended, so that it is started anew\n`)
    process.kill(process.pid, 'SIGKILL')
  }, limitMs / 4)
}
