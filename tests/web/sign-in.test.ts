import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openTestSite, send, visit, type TestSite } from './test-site.ts'

const token = '0123456789abcdef0123456789abcdef'
let site: TestSite

beforeAll(async () => {
  site = await openTestSite({ token })
})

afterAll(() => site[Symbol.asyncDispose]())

async function signIn(): Promise<string> {
  const { cookie, form } = await visit(site)
  const answer = await send(site, '/sign-in', { form, token, to: '/reports' }, cookie)
  expect(answer).toMatchObject({ status: 303, headers: { location: '/reports' } })
  const [set = ''] = answer.headers['set-cookie'] ?? []
  expect(set).toMatch(/HttpOnly; SameSite=Strict$/)
  expect(set).toMatch(/Max-Age=43200/)
  return set.split(';')[0] ?? ''
}

test('a page leads who is not signed in to the form, and back to the page afterwards', async () => {
  expect(await ask(site, { path: '/reports?q=oil' })).toMatchObject({
    status: 303,
    headers: { location: '/sign-in?to=%2Freports%3Fq%3Doil' },
  })
  expect((await ask(site, { path: '/reports', headers: { cookie: await signIn() } })).status).toBe(200)
})

test('behind a proxy that speaks TLS the cookie is sent over TLS alone', async () => {
  const { headers } = await ask(site, { path: '/sign-in', headers: { 'x-forwarded-proto': 'https' } })
  expect(headers['set-cookie']?.[0]).toMatch(/; Secure/)
  expect((await ask(site, { path: '/sign-in' })).headers['set-cookie']?.[0]).not.toContain('Secure')
})

test('a wrong token is refused without being repeated, and a cookie of our shape with another seal opens nothing', async () => {
  const { cookie, form } = await visit(site)
  const answer = await send(site, '/sign-in', { form, token: 'not-the-token-of-this-site-at-all' }, cookie)
  expect(answer.status).toBe(403)
  expect(answer.body).not.toContain('not-the-token')
  const forged = cookie.replace('.guest.', '.in.')
  expect((await ask(site, { headers: { cookie: forged } })).status).toBe(303)
})

test('signing in leads to no address outside the site', async () => {
  for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', '/a b']) {
    const { cookie, form } = await visit(site)
    expect((await send(site, '/sign-in', { form, token, to }, cookie)).headers.location).toBe('/')
  }
})

test('a form needs the secret of its session, and an origin of this site', async () => {
  const cookie = await signIn()
  const { form } = await visit(site, '/new', cookie)
  expect(form).not.toBe('')
  expect((await send(site, '/sign-out', { form: 'another' }, cookie)).status).toBe(403)
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
  const body = `form=${form}`
  expect((await ask(site, { method: 'POST', path: '/sign-out', headers, body })).status).toBe(403)
  expect(
    (await ask(site, { method: 'POST', path: '/sign-out', headers: { ...headers, origin: 'https://evil.example' }, body })).status,
  ).toBe(403)
  expect(
    (
      await ask(site, {
        method: 'POST',
        path: '/sign-out',
        headers: { ...headers, 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' },
        body,
      })
    ).status,
  ).toBe(415)
  const untold = await ask(site, { method: 'POST', path: '/sign-out', headers: { ...headers, origin: 'null' }, body })
  expect(untold.status).toBe(403)
  expect(untold.body).toContain('reach the site by https')
  // As browsers send it from a page that sends no referrer.
  const sent = await ask(site, {
    method: 'POST',
    path: '/sign-out',
    headers: { ...headers, origin: 'null', 'sec-fetch-site': 'same-origin' },
    body,
  })
  expect(sent.headers.location).toBe('/sign-in')
})

test('the cookie opens no API, and the token no page', async () => {
  expect((await ask(site, { path: '/api/runs', headers: { cookie: await signIn() } })).status).toBe(401)
  expect((await ask(site, { path: '/', headers: { authorization: `Bearer ${token}` } })).status).toBe(303)
})

test('a link of another site, with which a browser sends no cookie, takes no session away: the page comes again from here', async () => {
  const led = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const first = await ask(site, { path: '/reports?q=oil', headers: led })
  expect(first.status).toBe(200)
  expect(first.body).toContain('http-equiv="refresh" content="0"')
  expect(first.headers['set-cookie']).toBeUndefined()
  const here = { ...led, 'sec-fetch-site': 'same-origin' }
  expect((await ask(site, { path: '/reports?q=oil', headers: { ...here, cookie: await signIn() } })).status).toBe(200)
  expect((await ask(site, { path: '/reports?q=oil', headers: here })).headers.location).toBe('/sign-in?to=%2Freports%3Fq%3Doil')
})

test('a form of another site, with which a browser sends no cookie, takes no session away either', async () => {
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
  for (const path of ['/', '/sign-out']) {
    const headers = { ...foreign, 'content-type': 'application/x-www-form-urlencoded' }
    const sent = await ask(site, { method: 'POST', path, headers, body: 'form=x' })
    expect(sent.status).toBe(403)
    expect(sent.headers['set-cookie']).toBeUndefined()
  }
})

test('guessing tokens is slowed down', async () => {
  const { cookie, form } = await visit(site)
  const statuses = []
  for (let count = 0; count < 12; count += 1) statuses.push((await send(site, '/sign-in', { form, token: String(count) }, cookie)).status)
  expect(statuses).toContain(429)
})
