import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { openApp, type App } from '../../src/app.ts'
import { toId } from '../../src/core/ids.ts'
import { createLog } from '../../src/io/log.ts'
import type { Plan } from '../../src/stages/plan.ts'
import { checkBind } from '../../src/web/bind.ts'
import { sealKey } from '../../src/web/guard/session.ts'
import { listen, type Patience } from '../../src/web/listen.ts'
import { createMeter } from '../../src/web/meter.ts'
import { createSite } from '../../src/web/site.ts'
import type { SiteParts } from '../../src/web/site-parts.ts'
import { createDraftDesk } from '../../src/web/work/lexicons/draft-desk.ts'
import { createJudgingDesk } from '../../src/web/work/lexicons/judging-desk.ts'
import { createSentenceDesk } from '../../src/web/work/lexicons/sentence-desk.ts'
import { createTuningDesk } from '../../src/web/work/lexicons/tuning-desk.ts'
import { createReportDesk } from '../../src/web/work/report/report-desk.ts'
import { createSeriesDesk } from '../../src/web/work/report/series-desk.ts'
import { openShelf } from '../../src/web/work/shelf.ts'

/** The site on a free port of this machine, with a store of its own; runs are accepted and never worked on. */
export interface TestSite extends AsyncDisposable {
  readonly port: number
  readonly app: App
  readonly parts: SiteParts
  readonly routes: readonly { readonly method: string; readonly path: string }[]
  /** Plans of the runs that were started. */
  readonly started: readonly Plan[]
  readonly logged: readonly string[]
  readonly dataDir: string
}

export interface TestSiteOptions {
  readonly token?: string
  readonly readToken?: string
  readonly patience?: Patience
  readonly webhookSecret?: string
}

export async function openTestSite({ token, readToken, patience, webhookSecret }: TestSiteOptions = {}): Promise<TestSite> {
  checkBind({ address: '127.0.0.1', token, readToken })
  const folder = await mkdtemp(join(tmpdir(), 'frameshift-site-'))
  const dataDir = join(folder, 'data')
  const app = await openApp({ env: { FRAMESHIFT_DATA_DIR: dataDir }, cwd: folder })
  const tuning = createTuningDesk(app)
  const series = createSeriesDesk(app, openShelf(app))
  const started: Plan[] = []
  const logged: string[] = []
  const parts: SiteParts = {
    app,
    desk: {
      start: async (plan) => {
        started.push(plan)
        return toId<'Run'>(`run-${started.length}`)
      },
      state: () => undefined,
      cancel: async () => {},
      watch: () => () => {},
      settled: async () => {},
      size: () => 0,
      [Symbol.asyncDispose]: async () => {},
    },
    shelf: openShelf(app),
    tuning,
    judging: createJudgingDesk(app, tuning),
    sentences: createSentenceDesk(app, tuning),
    drafts: createDraftDesk(app),
    reports: createReportDesk(app),
    series,
    token,
    readToken,
    key: sealKey(randomBytes(32)),
    hosts: { port: 0, names: [] },
    // What a test names resolves to an address that is not let out, so that nothing goes out.
    access: { allowPrivate: [], resolve: ['example.com=127.0.0.1:9'] },
    log: createLog((line) => logged.push(line), app.now),
    webhookSecret,
    scheduleRuns: { underWay: new Set(), byHand: new Set(), signal: new AbortController().signal },
    queueBoard: undefined,
    meter: createMeter(),
    logsRequests: true,
  }
  const routes: { method: string; path: string }[] = []
  const listening = await listen({ address: '127.0.0.1', port: 0, patience }, (port) => {
    const site = createSite({ ...parts, hosts: { port, names: [] } })
    routes.push(...site.routes.map(({ method, path }) => ({ method, path })))
    return site.fetch
  })
  return {
    port: listening.port,
    app,
    parts: { ...parts, hosts: { port: listening.port, names: [] } },
    routes,
    started,
    logged,
    dataDir,
    [Symbol.asyncDispose]: async () => {
      await listening[Symbol.asyncDispose]()
      await tuning[Symbol.asyncDispose]()
      await series[Symbol.asyncDispose]()
      await app[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface Asking {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** One request exactly as it is written: any host name, any path, nothing added. */
export function ask({ port }: Pick<TestSite, 'port'>, { method = 'GET', path = '/', headers = {}, body }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { host: `127.0.0.1:${port}`, ...headers },
      setHost: false,
      agent: false,
    })
    let answered = false
    sent.on('response', (response) => {
      answered = true
      const parts: Uint8Array[] = []
      const end = () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString('utf8') })
      response
        .on('data', (part: Uint8Array) => parts.push(part))
        .on('end', end)
        .on('error', end)
    })
    // A server that answers before it has read the body ends the socket, which is the sender's trouble.
    sent.on('error', (error) => (answered ? undefined : reject(error)))
    sent.end(body)
  })
}

/** Signs nobody in: a visitor with the secret of their forms. */
export async function visit(
  site: Pick<TestSite, 'port'>,
  path = '/sign-in',
  cookie?: string,
): Promise<{ readonly cookie: string; readonly form: string; readonly body: string }> {
  const { headers, body } = await ask(site, { path, headers: cookie === undefined ? {} : { cookie } })
  // As a browser does, the visitor comes again while the answer is worked out.
  if (body.includes('id="working"')) {
    await sleep(50)
    return visit(site, path, cookie)
  }
  const form = /name="form" value="([\w-]+)"/u.exec(body)?.[1] ?? ''
  return { cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? cookie ?? '', form, body }
}

type Fields = Readonly<Record<string, string>>

/** Sends a form as a browser would from a page of the site. */
export function send(site: Pick<TestSite, 'port'>, path: string, fields: Fields, cookie: string): Promise<Answer> {
  const headers = { cookie, origin: `http://127.0.0.1:${site.port}`, 'content-type': 'application/x-www-form-urlencoded' }
  return ask(site, { method: 'POST', path, headers, body: new URLSearchParams(fields).toString() })
}

/** The same as a script of the page does, which takes the part that changes. */
export function sendPart(site: Pick<TestSite, 'port'>, path: string, fields: Fields, cookie: string): Promise<Answer> {
  const headers = { cookie, origin: `http://127.0.0.1:${site.port}`, 'content-type': 'application/x-www-form-urlencoded', 'x-part': 'yes' }
  return ask(site, { method: 'POST', path, headers, body: new URLSearchParams(fields).toString() })
}
