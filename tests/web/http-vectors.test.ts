import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentPolicy } from '../../src/web/guard/headers.ts'
import { checkBind } from '../../src/web/bind.ts'
import { readVectors } from '../io/web/vectors.ts'
import { ask, openTestSite, send, visit, type Answer, type TestSite } from './test-site.ts'
import { isAmong } from './statuses.ts'

interface HttpCase {
  readonly id: string
  readonly kind: string
  readonly expect: string
  readonly method?: string
  readonly path?: string
  readonly where?: string
  readonly route?: string
  readonly burst?: number
  readonly connections?: number
  readonly bytes?: number
  readonly encoding?: string
  readonly headers?: Readonly<Record<string, string | null>>
  readonly config?: { readonly host?: string; readonly token: string | null }
}

const { cases, isAbsent, note } = readVectors<HttpCase>('api-http')
const token = 'a-token-of-forty-characters-for-this-test'
const wish = JSON.stringify({ url: 'https://example.com/' })

const checks: Readonly<Record<string, (found: HttpCase) => Promise<void>>> = {
  host: checkHost,
  origin: checkWrite,
  'sec-fetch-site': checkWrite,
  'safe-method': checkSafeMethod,
  preflight: checkPreflight,
  bind: checkBinding,
  auth: checkToken,
  rate: checkRate,
  slowloris: checkSlowSenders,
  body: checkBody,
  method: checkMethod,
  'headers-out': checkHeaders,
  'error-page': checkErrorPage,
  cache: checkCaching,
}

let open: TestSite
let guarded: TestSite

beforeAll(async () => {
  ;[open, guarded] = await Promise.all([openTestSite(), openTestSite({ token })])
})

afterAll(async () => {
  await Promise.all([open, guarded].map((site) => site[Symbol.asyncDispose]()))
})

describe.skipIf(isAbsent)(`the site over HTTP${note}`, () => {
  test('every kind of case has a check', () => {
    expect([...new Set(cases.map(({ kind }) => kind))].filter((kind) => !(kind in checks))).toEqual([])
  })

  test.each(cases)('$id $kind', async (found) => {
    await expect(checks[found.kind]?.(found)).resolves.toBeUndefined()
  })
})

async function checkHost({ headers, expect: expected }: HttpCase): Promise<void> {
  const { status } = await ask(open, { headers: filled(headers, open) })
  expect(isAmong(status, expected)).toBe(true)
}

async function checkWrite({ method, headers, expect: expected }: HttpCase): Promise<void> {
  const { status } = await ask(open, { method, path: '/api/runs', headers: filled(headers, open), body: wish })
  expect(isAmong(status, expected)).toBe(true)
}

/** Asks every address that is there for reading, and compares what the store holds before and after. */
async function checkSafeMethod({ method }: HttpCase): Promise<void> {
  const before = await contentOf(open)
  const paths = open.routes.filter((route) => route.method === 'GET').map(({ path }) => path.replaceAll(/:\w+/g, 'nothing-1'))
  expect(paths.length).toBeGreaterThan(10)
  for (const path of paths) {
    const { status } = await ask(open, { method, path })
    expect(status).toBeLessThan(500)
  }
  expect(await contentOf(open)).toEqual(before)
}

async function checkPreflight({ method, headers }: HttpCase): Promise<void> {
  const answer = await ask(open, { method, path: '/api/runs', headers: filled(headers, open) })
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
}

async function checkBinding({ config, expect: expected }: HttpCase): Promise<void> {
  const bind = () => checkBind({ address: config?.host ?? '', token: config?.token ?? undefined })
  if (expected.startsWith('start refused')) expect(bind).toThrow(/FRAMESHIFT_TOKEN/)
  else expect(bind).not.toThrow()
}

async function checkToken({ headers = {}, where, expect: expected }: HttpCase): Promise<void> {
  const path = where === undefined ? '/api/runs' : `/api/runs?token=${token}`
  const { status } = await ask(guarded, { path, headers: filled(headers, guarded) })
  const isGiant = (headers['authorization'] ?? '').length > 16_000
  expect(isGiant ? status === 431 : isAmong(status, expected)).toBe(true)
  expect(guarded.logged.join('\n')).not.toContain(token)
}

async function checkRate({ burst = 0, route }: HttpCase): Promise<void> {
  const isWrite = route?.startsWith('POST') === true
  const asking = isWrite
    ? { method: 'POST', path: '/api/runs', headers: { 'content-type': 'application/json' }, body: wish }
    : { path: '/reports' }
  const site = await openTestSite()
  try {
    const answers: Answer[] = []
    for (let from = 0; from < burst; from += 50) {
      answers.push(...(await Promise.all(Array.from({ length: Math.min(50, burst - from) }, () => ask(site, asking)))))
    }
    const refused = answers.filter(({ status }) => status === 429)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    for (const { headers } of refused) expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    if (isWrite) {
      expect(refused.length).toBeGreaterThan(0)
      expect((await ask(site, { path: '/reports' })).status).not.toBe(429)
    }
  } finally {
    await site[Symbol.asyncDispose]()
  }
}

async function checkSlowSenders({ connections = 0 }: HttpCase): Promise<void> {
  await using site = await openTestSite({ patience: { headersTimeout: 400, requestTimeout: 500, connectionsCheckingInterval: 100 } })
  const sockets = Array.from({ length: connections }, () => connect(site.port, '127.0.0.1').on('error', () => {}))
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nX-Slow: ')
  expect((await ask(site)).status).toBe(200)
  await Promise.all(sockets.map((socket) => new Promise((cut) => socket.on('close', cut).resume())))
}

async function checkBody({ bytes, expect: expected }: HttpCase): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const asking =
    bytes === undefined
      ? { headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(1_000_000, 32)) }
      : { headers: { ...headers, 'content-length': String(bytes) }, body: Buffer.alloc(1000, 32) }
  const { status } = await ask(open, { method: 'POST', path: '/api/runs', ...asking })
  expect(isAmong(status, expected)).toBe(true)
}

async function checkMethod({ method, expect: expected }: HttpCase): Promise<void> {
  expect(isAmong((await ask(open, { method })).status, expected)).toBe(true)
}

async function checkHeaders(): Promise<void> {
  const pages = await Promise.all([
    ask(open),
    ask(open, { path: '/sign-in' }),
    ask(open, { path: '/no/such/page' }),
    ask(open, { headers: { host: 'other.example' } }),
  ])
  for (const { headers } of pages) {
    expect(headers['content-type']).toMatch(/^text\/html/)
    expect(headers).toMatchObject({
      'content-security-policy': contentPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
  }
  expect(contentPolicy).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect(contentPolicy).not.toContain('unsafe')
  expect((await ask(open, { path: '/api/runs' })).headers['x-content-type-options']).toBe('nosniff')
}

async function checkErrorPage({ path }: HttpCase): Promise<void> {
  for (const asked of [path ?? '/', `/reports${path}`, `/static${path}`, `/api${path}`]) {
    const { status, body } = await ask(open, { path: asked })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(body).not.toMatch(/<script>|\bat .+\.ts:\d+/)
  }
}

async function checkCaching(): Promise<void> {
  const { cookie, form } = await visit(guarded)
  const signedIn = await send(guarded, '/sign-in', { form, token }, cookie)
  const inside = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const { status, headers } = await ask(guarded, { headers: { cookie: inside } })
  expect(status).toBe(200)
  expect(headers['cache-control']).toMatch(/no-store|private/)
}

/** Headers as the case has them, for this site; absent ones are left out. */
function filled(headers: HttpCase['headers'] = {}, { port }: TestSite): Record<string, string> {
  const set = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [[name, value.replaceAll('PORT', String(port)).replaceAll('TOKEN', token)]],
  )
  return Object.fromEntries(set)
}

async function contentOf({ app: { store }, started }: TestSite): Promise<unknown> {
  const { cards, total } = await store.reportCards.find({
    words: [],
    lexicon: undefined,
    outlet: undefined,
    since: undefined,
    until: undefined,
    limit: 100,
    offset: 0,
  })
  return {
    runs: await store.runs.list(1000),
    schedules: await store.schedules.list(),
    cards,
    total,
    halted: await store.ledger.halted(),
    started: started.length,
  }
}
