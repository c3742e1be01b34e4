import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestSite, send, sendPart, visit, type TestSite } from './test-site.ts'

const token = '0123456789abcdef0123456789abcdef'
let open: TestSite
let guarded: TestSite

beforeAll(async () => {
  ;[open, guarded] = await Promise.all([openTestSite(), openTestSite({ token })])
})

afterAll(() => Promise.all([open, guarded].map((site) => site[Symbol.asyncDispose]())))

const dictionary = '%\n1\tharbour\n%\nquay\t1\n"<script>"\t1\n'
const fields = { step: 'show', id: 'words', language: 'en', format: 'liwc-dic', text: dictionary }

test('a form that is older than its session is given back with all that was typed, and does its work when it is sent again', async () => {
  const { cookie } = await visit(open, '/new')
  const late = await send(open, '/lexicons/import', { ...fields, form: 'of-yesterday' }, cookie)
  expect(late.status).toBe(403)
  expect(late.body).toContain('nothing of what you typed is lost')
  expect(late.body).toContain('quay\t1\n&quot;&lt;script&gt;&quot;\t1\n')
  const form = formIn(late.body)
  const again = await send(open, '/lexicons/import', { ...fields, form }, cookie)
  expect(again.status).toBe(200)
  expect(again.body).toMatch(/1 kept/)
})

test('a browser that has lost its cookie gets one with the form that is given back', async () => {
  const late = await send(open, '/lexicons/import', { ...fields, form: 'of-yesterday' }, '')
  const cookie = late.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const form = formIn(late.body)
  expect((await send(open, '/lexicons/import', { ...fields, form }, cookie)).status).toBe(200)
})

function formIn(page: string): string {
  return /name="form" value="([\w-]+)"/u.exec(page)?.[1] ?? ''
}

/** What a browser sends of the first form in a page after the bar: its hidden fields. */
function hiddenIn(page: string): Record<string, string> {
  const fields = page.slice(page.indexOf('<main')).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/gu)
  const read = (value: string) => value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, read(value)]))
}

test('who is signed out meanwhile signs in on the spot, and sends the form once after that', async () => {
  const { cookie, form } = await visit(guarded)
  const out = await send(guarded, '/lexicons/import', { ...fields, form }, cookie)
  expect(out.status).toBe(401)
  expect(out.body).toContain('&lt;script&gt;')
  const wrong = await send(guarded, '/sign-in', { ...hiddenIn(out.body), token: 'wrong' }, cookie)
  expect(wrong.status).toBe(403)
  const signedIn = await send(guarded, '/sign-in', { ...hiddenIn(wrong.body), token }, cookie)
  expect(signedIn.status).toBe(200)
  expect(signedIn.body).not.toContain(token)
  expect(signedIn.body).toContain('action="/lexicons/import"')
  const session = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  expect(session).toContain('.in.')
  const again = await send(guarded, '/lexicons/import', hiddenIn(signedIn.body), session)
  expect(again.status).toBe(200)
  expect(again.body).toMatch(/1 kept/)
})

test('a form whose session has ended is bound to the new session and to no other; a form to sign in is never repeated', async () => {
  const late = await send(guarded, '/lexicons/import', { ...fields, form: 'of-yesterday' }, '')
  const guest = late.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const signedIn = await send(guarded, '/sign-in', { ...hiddenIn(late.body), token }, guest)
  const session = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  // What a page knew before somebody signed in opens nothing afterwards.
  expect((await send(guarded, '/lexicons/import', { ...fields, form: formIn(late.body) }, session)).status).toBe(403)
  expect((await send(guarded, '/lexicons/import', hiddenIn(signedIn.body), session)).status).toBe(200)
  const { cookie } = await visit(guarded)
  const foreign = await send(guarded, '/sign-in', { form: 'of-yesterday', token }, cookie)
  expect(foreign.status).toBe(403)
  expect(foreign.body).not.toContain(token)
})

test('after a wrong token the right one still leads to where the visitor was going', async () => {
  const { cookie, form } = await visit(guarded)
  const wrong = await send(guarded, '/sign-in', { form, token: 'wrong', to: '/reports?q=oil' }, cookie)
  expect(wrong.body).toContain('name="to" value="/reports?q=oil"')
})

test('a script that asks for a part is told why it gets none, and not with a whole page', async () => {
  const { cookie, form } = await visit(open, '/new')
  const late = await sendPart(open, '/lexicons/international-relations/judge', { form: 'of-yesterday' }, cookie)
  expect(late.status).toBe(403)
  expect(late.body).toMatch(/^<p class="mistake" role="alert"><bdi>This form is older[^<]*<\/bdi><\/p>$/)
  const refused = await sendPart(open, '/new/recognise', { form, anchor: '' }, cookie)
  expect(refused.status).toBe(400)
  expect(refused.body).toContain('Address or text of the article')
  expect(refused.body).not.toContain('<html')
})
