import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { App, WebAccess } from '../app.ts'
import type { Log } from '../io/log.ts'
import { checkBind } from './bind.ts'
import { sealKey } from './guard/session.ts'
import { listen } from './listen.ts'
import { createMeter } from './meter.ts'
import { createQueueBoard } from './queue-board.ts'
import { createSite } from './site.ts'
import { openDesks } from './work/apart/open-desks.ts'
import { createRunDesk } from './work/runs/run-desk.ts'
import { runScheduleTimer } from '../schedules/timer.ts'
import { scheduleSurroundings } from './work/runs/schedules.ts'
import { openShelf, type Shelf } from './work/shelf.ts'

export interface ServeOptions {
  readonly address: string
  /** 0: any that is free. */
  readonly port: number
  readonly token: string | undefined
  /** Of those who may only look. */
  readonly readToken?: string | undefined
  /** Of the webhooks that schedules tell. */
  readonly webhookSecret: string | undefined
  /** Of the queues that people may look at. */
  readonly redisUrl: string | undefined
  readonly access: WebAccess
  readonly log: Log
  readonly logsRequests: boolean
  /** Whether schedules are run from here. */
  readonly runsSchedules: boolean
}

/** A site that listens. Disposing of it stops taking requests and gives running work back; the same work goes on when it is started again. */
export interface RunningSite extends AsyncDisposable {
  readonly url: string
  readonly port: number
}

/** Runs that are worked on at the same time in this process. */
const parallelRuns = 2
const timerMs = 20_000

/** Starts the site. Throws `token-missing`, `token-short` and `port-taken`. */
export async function startSite(app: App, options: ServeOptions): Promise<RunningSite> {
  const { address, token, readToken, access, log, logsRequests, webhookSecret, redisUrl } = options
  checkBind({ address, token, readToken })
  // Another token ends all sessions, whichever of the two it is.
  const key = sealKey(token === undefined ? await secretOf(app.dataDir) : [token, readToken].filter(Boolean).join(' '))
  await using started = new AsyncDisposableStack()
  const stop = new AbortController()
  let timer: Promise<void> | undefined
  const scheduleRuns = { underWay: new Set<string>(), byHand: new Set<Promise<void>>(), signal: stop.signal }
  // After the desk has given its runs back, for these wait for them.
  started.defer(async () => {
    await Promise.all([timer, ...scheduleRuns.byHand])
  })
  const meter = createMeter()
  const desks = started.use(openDesks(app))
  const takeIn = () => desks.takeInReports(stop.signal)
  const desk = started.use(createRunDesk({ app, log, meter, parallel: parallelRuns, takeIn }))
  const queueBoard = redisUrl === undefined ? undefined : started.use(createQueueBoard(redisUrl))
  const hosts = { port: options.port, names: app.settings.web.hostNames }
  const surroundings = { token, readToken, key, hosts, access, log, meter, logsRequests, webhookSecret, scheduleRuns }
  const { tuning, judging, sentences, drafts, reports, series } = desks
  const shelf = openShelf(app, desks.lexicons)
  await warmUp(shelf)
  const parts = { app, desk, shelf, tuning, judging, sentences, drafts, reports, series, queueBoard, ...surroundings }
  const server = started.use(await listen(options, (port) => createSite({ ...parts, hosts: { ...hosts, port } }).fetch))
  if (options.runsSchedules) {
    timer = runScheduleTimer({ ...scheduleSurroundings(parts), onFault: (message) => log('error', 'schedules', { message }) })
  }
  started.use(everySoOften((signal) => desks.takeInReports(signal), log))
  started.defer(() => stop.abort())
  const running = started.move()
  const shown = address.includes(':') ? `[${address}]` : address
  return { url: `http://${shown}:${server.port}/`, port: server.port, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

/** What most pages ask for is read before the first is asked for; what is wrong with it is told to who asks. */
async function warmUp(shelf: Shelf): Promise<void> {
  await Promise.allSettled([shelf.lexicons(), shelf.outlets()])
}

/** Calls again some time after the last call has ended; a failure is logged, and the next call comes all the same. */
function everySoOften(work: (signal: AbortSignal) => Promise<void>, log: Log): AsyncDisposable {
  const stop = new AbortController()
  const { signal } = stop
  const turning = turn()
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await turning
    },
  }

  async function turn(): Promise<void> {
    while (!signal.aborted) {
      await work(signal).catch(tell)
      await sleep(timerMs, undefined, { signal }).catch(() => {})
    }
  }

  function tell(error: unknown): void {
    if (!signal.aborted) log('error', 'timer failed', { message: error instanceof Error ? error.message : String(error) })
  }
}

/** A secret of this data folder, made at first use: without one, every restart would void the forms that people have open. */
async function secretOf(dataDir: string): Promise<Uint8Array> {
  const path = join(dataDir, 'site.key')
  const known = await readIfThere(path)
  if (known?.length === secretBytes) return known
  // Written beside it and linked into place: never half, and of two that start at once the first is obeyed.
  const scratch = `${path}.${randomUUID()}`
  try {
    await writeFile(scratch, randomBytes(secretBytes), { mode: 0o600 })
    if (known) await rename(scratch, path)
    else await link(scratch, path).catch(unlessThere)
    return await readFile(path)
  } finally {
    await rm(scratch, { force: true })
  }
}

const secretBytes = 32

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}
