import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSite } from '../../../src/web/site.ts'
import { takeTurns } from '../../../src/web/work/report/turns.ts'
import { openTestSite, type TestSite } from '../test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite()
})

afterAll(() => site[Symbol.asyncDispose]())

test('a client that leaves while waiting gives up its turn, and one whose work is under way holds the turn until that has ended', async () => {
  const turns = takeTurns({ mostWaiting: 2 })
  const [first, second] = [new AbortController(), new AbortController()]
  const held = Promise.withResolvers<string>()
  const begun: string[] = []
  const work = (name: string) => async (client: AbortSignal) => {
    begun.push(name)
    if (name !== 'first') return name
    const value = await held.promise
    return client.aborted ? 'ended, as it was told to' : value
  }
  const running = turns.take(first.signal, work('first'))
  const waiting = turns.take(second.signal, work('second'))
  const third = turns.take(new AbortController().signal, work('third'))
  await expect(turns.take(new AbortController().signal, work('fourth'))).rejects.toMatchObject({ code: 'turns-taken' })
  second.abort(new Error('left'))
  await expect(waiting).rejects.toThrow('left')
  first.abort(new Error('left'))
  const fourth = turns.take(new AbortController().signal, work('fourth'))
  expect(begun).toEqual(['first'])
  held.resolve('done')
  expect(await Promise.all([running, third, fourth])).toEqual(['ended, as it was told to', 'third', 'fourth'])
  expect(begun).toEqual(['first', 'third', 'fourth'])
})

test('more exports than wait for their turn are refused with 503 and when to ask again, until somebody leaves', async () => {
  const opened = Promise.withResolvers<readonly string[]>()
  const { app } = site.parts
  const files = { ...app.store.files, list: () => opened.promise }
  const busy = createSite({ ...site.parts, app: { ...app, store: { ...app.store, files } } })
  const leaving = new AbortController()
  const ask = async (signal?: AbortSignal) =>
    busy.request('/reports/some/export', { headers: { host: `127.0.0.1:${site.port}` }, ...(signal && { signal }) })
  const asked = Array.from({ length: 9 }, (_, index) => ask(index === 8 ? leaving.signal : undefined))
  // The gates are passed one step after the other.
  await expect.poll(async () => (await ask(AbortSignal.timeout(50))).status).toBe(503)
  const refused = await ask()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '15'])
  leaving.abort(new Error('left'))
  asked.push(ask())
  await asked[8]
  opened.resolve([])
  expect((await Promise.all(asked.slice(0, 8))).map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 404))
  expect((await asked[9])?.status).toBe(404)
})
