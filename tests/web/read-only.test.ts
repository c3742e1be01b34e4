import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkBind } from '../../src/web/bind.ts'
import { comparisonInputSchema, toComparisonRequest } from '../../src/web/work/asked/comparison-input.ts'
import { ask, openTestSite, send, visit, type TestSite } from './test-site.ts'

const token = '0123456789abcdef0123456789abcdef'
const readToken = 'fedcba9876543210fedcba9876543210'
const lexicon = '/lexicons/international-relations'
let site: TestSite

beforeAll(async () => {
  site = await openTestSite({ token, readToken })
  const request = toComparisonRequest(comparisonInputSchema.parse({ url: 'https://example.com/a' }), { allowPrivate: [], resolve: [] })
  const timing = { cron: '0 7 * * *', zone: 'UTC', state: 'active', createdAt: 0, handledAt: site.app.now().getTime() } as const
  await site.app.store.schedules.add({ id: 'oil', request, ...timing, webhook: 'https://desk.example.com/hook/a-secret-path' })
})

afterAll(() => site[Symbol.asyncDispose]())

async function signIn(with_: string): Promise<string> {
  const { cookie, form } = await visit(site)
  const { headers } = await send(site, '/sign-in', { form, token: with_ }, cookie)
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

/** Every route that takes what somebody sends, with something in place of its ids. */
function changingRoutes(): readonly string[] {
  const paths = site.routes
    .filter(({ method }) => method !== 'GET' && method !== 'ALL')
    .map(({ path }) => path.replaceAll(/:\w+/gu, 'some'))
  return [...new Set(paths)].filter((path) => path !== '/sign-in' && path !== '/sign-out')
}

test('the token for reading opens no route that changes anything, of the pages and of the API, also none that is not there', async () => {
  const cookie = await signIn(readToken)
  const { form } = await visit(site, '/', cookie)
  const routes = [...changingRoutes(), '/of-a-later-version', '/api/of-a-later-version']
  expect(routes.length).toBeGreaterThan(25)
  expect(routes.filter((path) => path.startsWith('/api/')).length).toBeGreaterThan(8)
  for (const path of routes) {
    const isApi = path.startsWith('/api/')
    const headers = { authorization: `Bearer ${readToken}`, 'content-type': 'application/json' }
    const answer = isApi ? await ask(site, { method: 'POST', path, headers, body: '{}' }) : await send(site, path, { form }, cookie)
    expect([answer.status, answer.body.includes('read-only')], path).toEqual([403, true])
  }
  expect(site.started).toEqual([])
  expect((await site.app.store.schedules.list()).map(({ id, state }) => [id, state])).toEqual([['oil', 'active']])
})

test('the other token opens the same routes', async () => {
  const cookie = await signIn(token)
  const { form } = await visit(site, '/', cookie)
  for (const path of ['/runs/some/cancel', '/schedules/some/run', `${lexicon}/fork`])
    expect((await send(site, path, { form }, cookie)).body, path).not.toContain('read-only')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const { status } = await ask(site, { method: 'POST', path: '/api/schedules/oil/pause', headers, body: '{}' })
  expect(status).toBe(200)
})

const sitePages = ['/', '/runs', '/reports', '/reports/compare', '/series', '/schedules', '/schedules/oil', '/lexicons', lexicon]
const looked = [
  ...sitePages,
  ...['/precision', '/suggest', '/lint', '/history', '/exchange', '/terms/stab-in-the-back'].map((tab) => lexicon + tab),
]

test('who may only read is shown every page without a form that changes anything, and is told so', async () => {
  const cookie = await signIn(readToken)
  for (const path of looked) {
    const { body } = await visit(site, path, cookie)
    expect(body.match(/<form[^>]*method="post"[^>]*>/gu), path).toEqual(['<form class="out" method="post" action="/sign-out">'])
    expect(body, path).toContain('Reading only')
    expect(body, path).not.toMatch(/href="\/(?:new|schedules\/new|lexicons\/import)"/u)
  }
  for (const path of [
    '/new',
    '/schedules/new',
    '/lexicons/import',
    `${lexicon}/judge`,
    `${lexicon}/recall`,
    `${lexicon}/new-term`,
    '/reports/some/verify',
  ])
    expect((await ask(site, { path, headers: { cookie } })).status, path).toBe(403)
})

test('programs read with the token for reading; an address that may hold a secret is not shown', async () => {
  const read = (path: string, bearer: string) => ask(site, { path, headers: { authorization: `Bearer ${bearer}` } })
  for (const path of ['/api/reports', '/api/runs', '/api/lexicons', '/api/outlets', '/metrics'])
    expect((await read(path, readToken)).status, path).toBe(200)
  expect((await read('/api/reports', 'another-token-of-some-length-or-other')).status).toBe(401)
  const page = await visit(site, '/schedules/oil', await signIn(readToken))
  for (const body of [(await read('/api/schedules', readToken)).body, (await read('/api/schedules/oil', readToken)).body, page.body]) {
    expect(body).toContain('https://desk.example.com/…')
    expect(body).not.toContain('a-secret-path')
  }
  expect((await read('/api/schedules/oil', token)).body).toContain('a-secret-path')
})

test('neither is it shown where the history says why it was not told', async () => {
  const webhook = 'not told yet: POST https://desk.example.com/hook/a-secret-path answered with status 500 (try 1 of 6)'
  const ran = { dueAt: 1, run: undefined, state: 'done', note: undefined, endedAt: 1, details: { webhook } } as const
  await site.app.store.schedules.record('oil', ran)
  const history = (bearer: string) => ask(site, { path: '/api/schedules/oil/history', headers: { authorization: `Bearer ${bearer}` } })
  const { body } = await visit(site, '/schedules/oil', await signIn(readToken))
  for (const told of [(await history(readToken)).body, body]) {
    expect(told).toContain('POST https://desk.example.com/… answered with status 500')
    expect(told).not.toContain('a-secret-path')
  }
  expect((await history(token)).body).toContain('a-secret-path')
})

test('a session for reading cannot be made into another by who holds it', async () => {
  const cookie = await signIn(readToken)
  expect(cookie).toContain('.reader.')
  expect((await ask(site, { path: '/', headers: { cookie: cookie.replace('.reader.', '.in.') } })).status).toBe(303)
})

test('a token for reading alone, one that is short, and one that is the other are refused at the start', () => {
  const bind = { address: '127.0.0.1' }
  expect(() => checkBind({ ...bind, token: undefined, readToken })).toThrow(/set FRAMESHIFT_TOKEN too/)
  expect(() => checkBind({ ...bind, token, readToken: 'short' })).toThrow(/FRAMESHIFT_READ_TOKEN has 5 characters/)
  expect(() => checkBind({ ...bind, token, readToken: token })).toThrow(/expected two/)
  expect(() => checkBind({ ...bind, token, readToken })).not.toThrow()
})
