import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openTestSite, send, visit, type TestSite } from './test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite({ webhookSecret: 'sixteen letters!' })
})

afterAll(() => site[Symbol.asyncDispose]())

const timing = { url: 'https://example.com/', cron: '0 7 * * 1-5' }
const policy = { missed: 'all', catchUpDays: 2.5, overlap: 'queue', graceMinutes: 30, webhook: 'https://ops.example.org/hook' }

function post(body: unknown, to: Pick<TestSite, 'port'> = site) {
  const headers = { 'content-type': 'application/json' }
  return ask(to, { method: 'POST', path: '/api/schedules', headers, body: JSON.stringify(body) })
}

test('the API keeps what shall happen when runs are missed, late or over, and says it again', async () => {
  const made = await post({ id: 'own', ...timing, ...policy })
  expect(made.status, made.body).toBe(201)
  expect(JSON.parse(made.body)).toMatchObject(policy)
  const { webhook, missed, overlap, windowMs, graceMs } = (await site.app.store.schedules.get('own')) ?? {}
  expect({ webhook, missed, overlap, windowMs, graceMs }).toEqual({
    webhook: policy.webhook,
    missed: 'all',
    overlap: 'queue',
    windowMs: 216_000_000,
    graceMs: 1_800_000,
  })
  const usual = JSON.parse((await post({ id: 'usual', ...timing })).body)
  expect(usual).toMatchObject({ missed: 'one', catchUpDays: 1, overlap: 'skip', graceMinutes: 15, webhook: null })
})

test.each([
  [{ missed: 'sometimes' }, /missed/],
  [{ overlap: 'both' }, /overlap/],
  [{ graceMinutes: 0 }, /graceMinutes/],
  [{ catchUpDays: -1 }, /catchUpDays/],
  [{ webhook: 'ftp://ops.example' }, /webhook/],
])('%j is refused by its name', async (wrong, name) => {
  const { status, body } = await post({ id: 'never', ...timing, ...wrong })
  expect(status).toBe(400)
  expect(body).toMatch(name)
  expect(await site.app.store.schedules.get('never')).toBeUndefined()
})

test('a webhook that nothing could sign for is refused, and nothing is added', async () => {
  await using unsigned = await openTestSite()
  const { status, body } = await post({ id: 'oil', ...timing, webhook: policy.webhook }, unsigned)
  expect(status).toBe(400)
  expect(body).toContain('FRAMESHIFT_WEBHOOK_SECRET')
  expect(await unsigned.app.store.schedules.get('oil')).toBeUndefined()
})

test('a schedule is of an address or of a query, with services and pinned addresses beside the outlets', async () => {
  const { url, cron } = timing
  const beside = { searches: ['store'], pins: ['https://example.com/other'] }
  const made = await post({ id: 'by-query', query: 'harbour strike', cron, ...beside })
  expect(made.status, made.body).toBe(201)
  expect(JSON.parse(made.body)).toMatchObject({ anchor: 'harbour strike' })
  expect((await site.app.store.schedules.get('by-query'))?.request).toMatchObject({ query: 'harbour strike', ...beside })
  for (const wrong of [{}, { url, query: 'harbour strike' }, { query: '…' }])
    expect((await post({ id: 'never', cron, ...wrong })).status).toBe(400)
  expect((await post({ id: 'never', cron, url, searches: ['no-such'] })).status).toBe(404)
})

test('in the form, what is no address is a query', async () => {
  const { cookie, form } = await visit(site, '/schedules/new')
  const usual = { form, step: 'add', rhythm: 'daily', time: '08:30', zone: 'UTC', windowDays: '3', perOutlet: '5' }
  const fields = { ...usual, id: 'words', anchor: 'harbour strike', searches: 'store', pins: 'https://example.com/other' }
  const sent = await send(site, '/schedules', fields, cookie)
  expect(sent.status, sent.body).toBe(303)
  expect((await site.app.store.schedules.get('words'))?.request).toMatchObject({
    query: 'harbour strike',
    searches: ['store'],
    pins: [fields.pins],
  })
})

test('the form takes the same, and shows what was typed again beside its mistake', async () => {
  const { cookie, form } = await visit(site, '/schedules/new')
  const fields = {
    form,
    step: 'add',
    id: 'by-form',
    anchor: 'https://example.com/',
    rhythm: 'daily',
    time: '08:30',
    zone: 'UTC',
    windowDays: '3',
    perOutlet: '5',
    missed: 'all',
    catchUpDays: '2',
    overlap: 'queue',
    graceMinutes: '45',
    webhook: 'https://ops.example.org/hook',
  }
  const refused = await send(site, '/schedules', { ...fields, graceMinutes: '99999' }, cookie)
  expect(refused.status).toBe(400)
  expect(refused.body).toMatch(/role="alert"[^]*graceMinutes/)
  expect(refused.body).toContain('value="99999"')
  expect(refused.body).toMatch(/<details class="numbers" open/)

  expect((await send(site, '/schedules', fields, cookie)).status).toBe(303)
  const { body } = await ask(site, { path: '/schedules/by-form' })
  for (const words of ['Make up for all within 2 days', 'Let the new time wait', '45 minutes', 'https://ops.example.org/hook'])
    expect(body).toContain(words)
})

test('the form tells all that is wrong at once, in the words of its fields', async () => {
  const { cookie, form } = await visit(site, '/schedules/new')
  const wrong = { form, step: 'add', id: 'no spaces', anchor: '…', rhythm: 'custom', cron: 'soon', zone: 'Asia/Nowhere', windowDays: '3' }
  const { status, body } = await send(site, '/schedules', { ...wrong, perOutlet: '500' }, cookie)
  expect(status).toBe(400)
  const alert = /<div class="mistake" role="alert">[^]*?<\/div>/u.exec(body)?.[0] ?? ''
  for (const words of ['Name: ', 'Address of the article, or words: ', 'Most articles an outlet: ', 'Time zone: ', 'Cron fields: '])
    expect(alert).toContain(words)
  expect(alert).not.toContain('CronPattern')
})

test('cron fields beside another choice of how often are not passed over', async () => {
  const { cookie, form } = await visit(site, '/schedules/new')
  const fields = { form, id: 'nightly', anchor: 'https://example.com/', cron: '0 3 * * *', zone: 'UTC', windowDays: '3', perOutlet: '5' }
  for (const step of ['times', 'add']) {
    const refused = await send(site, '/schedules', { ...fields, step, rhythm: 'weekdays' }, cookie)
    expect(refused.status).toBe(400)
    expect(refused.body).toMatch(/role="alert"[^<]*<bdi>Cron fields: [^<]*By cron fields/)
  }
  expect((await send(site, '/schedules', { ...fields, step: 'add', rhythm: 'custom' }, cookie)).status).toBe(303)
  expect((await site.app.store.schedules.get('nightly'))?.cron).toBe('0 3 * * *')
})

test.each(['/schedules', '/new'])('all outlets or none are chosen without a script on %s, and the rest stays as typed', async (path) => {
  const { cookie, form } = await visit(site, path === '/new' ? path : `${path}/new`)
  const chosen = async (step: string) => {
    const { status, body } = await send(site, path, { form, chosen: 'yes', anchor: 'harbour strike', step }, cookie)
    expect(status).toBe(200)
    expect(body).toContain('harbour strike')
    return (body.match(/name="outlets" value="[^"]+" checked/g) ?? []).length
  }
  expect(await chosen('none')).toBe(0)
  expect(await chosen('all')).toBe((await site.parts.shelf.outlets()).length)
})
