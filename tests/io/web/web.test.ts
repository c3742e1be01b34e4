import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { PipelineError } from '../../../src/errors.ts'
import { memoryHostClock, memoryRobotsCache } from '../../../src/io/web/polite/ports.ts'
import type { Network } from '../../../src/io/web/request/network.ts'
import { createWeb, type Web, type WebAnswer, type WebOptions } from '../../../src/io/web/web.ts'
import { sitesOf, startPress, type Press } from '../../press/press.ts'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const resource of open.splice(0).toReversed()) await resource[Symbol.asyncDispose]()
})

async function pressOf(prints: Parameters<typeof sitesOf>[0]): Promise<Press> {
  const press = await startPress(sitesOf(prints))
  open.push(press)
  return press
}

const network = { headersTimeoutMs: 500, deadlineMs: 900, maxWireBytes: 300_000, maxDecodedBytes: 1_000_000, hostIntervalMs: 100 }

function webOf(press: Press, more: Partial<WebOptions> = {}): Web {
  const now = Date.now
  const { resolve, allowPrivate } = press
  const web = createWeb({
    network,
    contact: 'desk@reader.example',
    version: '1.2.3',
    resolve,
    allowPrivate,
    clock: memoryHostClock(now),
    robots: memoryRobotsCache(),
    now,
    ...more,
  })
  open.push(web)
  return web
}

const never = new AbortController().signal
const asPage = { accept: 'page', validators: undefined, signal: never } as const

async function bodyOf(answer: Promise<WebAnswer>): Promise<string> {
  const got = await answer
  return got.kind === 'body' ? Buffer.from(got.bytes).toString() : JSON.stringify(got)
}

async function faultOf(answer: Promise<WebAnswer>): Promise<PipelineError> {
  const fault: unknown = await answer.then(
    (got) => got,
    (error: unknown) => error,
  )
  if (fault instanceof PipelineError) return fault
  throw new Error(`Expected a fault, got ${JSON.stringify(fault)}`, { cause: fault })
}

test('a page is read with an honest name, no cookies, and robots.txt first', async () => {
  const press = await pressOf({ 'daily.example': { '/a?b=1': '<p>Hello</p>', '/robots.txt': 'User-agent: *\nDisallow: /private' } })
  const web = webOf(press)
  expect(await bodyOf(web.get('http://daily.example/a?b=1#top', asPage))).toBe('<p>Hello</p>')
  expect(await web.get('http://daily.example/private/x', asPage)).toMatchObject({ kind: 'refused', code: 'robots' })
  expect(press.asked('daily.example')).toEqual(['/robots.txt', '/a?b=1'])
  const { headers } = press.log[1] ?? {}
  expect(headers?.['user-agent']).toBe('Frameshift/1.2.3 (+desk@reader.example)')
  expect(headers?.cookie).toBeUndefined()
})

test('a stored copy is asked for conditionally', async () => {
  const press = await pressOf({ 'daily.example': { '/a': { body: '<p>Hello</p>', etag: '"v1"' } } })
  const web = webOf(press)
  expect(await web.get('http://daily.example/a', asPage)).toMatchObject({ kind: 'body', etag: '"v1"' })
  const validators = { etag: '"v1"', lastModified: undefined }
  expect(await web.get('http://daily.example/a', { ...asPage, validators })).toEqual({ kind: 'unchanged' })
})

test('a permanent move is told, and robots.txt of the new host is asked', async () => {
  const press = await pressOf({
    'old.example': { '/a': { status: 301, headers: { location: 'http://new.example/b' } } },
    'new.example': { '/b': '<p>Moved</p>', '/c': '<p>Closed</p>', '/robots.txt': 'User-agent: frameshift\nDisallow: /c' },
    'open.example': { '/c': { status: 302, headers: { location: 'http://new.example/c' } } },
  })
  const web = webOf(press)
  expect(await web.get('http://old.example/a', asPage)).toMatchObject({
    finalUrl: 'http://new.example/b',
    permanentlyMovedTo: 'http://new.example/b',
  })
  expect(await web.get('http://open.example/c', asPage)).toMatchObject({ kind: 'refused', code: 'robots' })
  expect(press.asked('new.example')).toEqual(['/robots.txt', '/b'])
})

test.each([
  ['no-headers', 'timeout'],
  ['stalled-body', 'timeout'],
  ['drip', 'timeout'],
  ['short', 'truncated'],
  ['cut-gzip', 'truncated'],
  ['reset', 'network'],
] as const)('an answer that goes wrong (%s) may be asked for again: %s', async (misbehave, code) => {
  const press = await pressOf({ 'daily.example': { '/a': { body: '<p>Half a', misbehave } } })
  expect(await faultOf(webOf(press).get('http://daily.example/a', asPage))).toMatchObject({ code, retry: 'later' })
})

test.each(['bomb', 'endless'] as const)('an answer without measure (%s) is refused', async (misbehave) => {
  const press = await pressOf({ 'daily.example': { '/a': { body: 'x', misbehave } } })
  expect(await webOf(press).get('http://daily.example/a', asPage)).toMatchObject({ kind: 'refused', code: 'body-too-large' })
})

test('a robots.txt that fails forbids for now, and one that is missing allows', async () => {
  const press = await pressOf({ 'broken.example': { '/a': 'x', '/robots.txt': { status: 500 } }, 'none.example': { '/a': 'open' } })
  const web = webOf(press)
  expect(await faultOf(web.get('http://broken.example/a', asPage))).toMatchObject({ code: 'http-500', retry: 'later' })
  expect(press.asked('broken.example')).toEqual(['/robots.txt'])
  expect(await bodyOf(web.get('http://none.example/a', asPage))).toBe('open')
})

test('a host that asks for quiet is left alone by all, and given up when it never stops asking', async () => {
  const press = await pressOf({ 'busy.example': { '/a': { status: 429, headers: { 'retry-after': '7' } }, '/b': 'x' } })
  let skippedMs = 0
  const now = () => Date.now() + skippedMs
  const web = webOf(press, { now, clock: memoryHostClock(now) })
  const first = await faultOf(web.get('http://busy.example/a', asPage))
  expect(first).toMatchObject({ code: 'http-429', retry: { afterMs: 7000 } })
  expect(await faultOf(web.get('http://busy.example/b', asPage))).toMatchObject({ code: 'host-busy' })
  for (let incident = 2; incident <= 5; incident += 1) {
    skippedMs += 3_600_000
    expect(await faultOf(web.get('http://busy.example/a', asPage))).toMatchObject({ code: 'http-429' })
  }
  expect(await web.get('http://busy.example/b', asPage)).toMatchObject({ kind: 'refused', code: 'host-given-up' })
  expect(press.asked('busy.example').filter((path) => path !== '/robots.txt')).toHaveLength(5)
})

test('a private address is refused unless the run names it, whatever a rule says', async () => {
  const press = await pressOf({ 'daily.example': { '/a': 'x' } })
  const web = webOf(press, { allowPrivate: [] })
  expect(await web.get('http://daily.example/a', asPage)).toMatchObject({ kind: 'refused', code: 'private-address' })
  expect(await web.get(`http://127.0.0.1:${press.port}/a`, asPage)).toMatchObject({ kind: 'refused' })
  expect(press.log).toEqual([])
})

test('an aborted request ends with the reason of its signal', async () => {
  const press = await pressOf({ 'daily.example': { '/a': { misbehave: 'no-headers' } } })
  const stop = new AbortController()
  const reading = webOf(press).get('http://daily.example/a', { ...asPage, signal: stop.signal })
  setTimeout(() => stop.abort(new Error('enough')), 100)
  await expect(reading).rejects.toThrow('enough')
})

test('public hosts are called one at a time, with the pause kept from answer to call, however many ask', async () => {
  const press = await pressOf({
    'daily.example': {
      '/robots.txt': 'User-agent: *\nCrawl-delay: 0.2',
      ...Object.fromEntries([1, 2, 3, 4].map((page) => [`/${page}`, 'x'])),
    },
  })
  // The press at a public address: only so has it a pace.
  const system: Network = {
    resolve: async () => ['93.184.216.34'],
    connect: (target) => connectTo(press.port, target.timeoutMs),
  }
  const web = webOf(press, { system, resolve: ['daily.example=93.184.216.34'], allowPrivate: [] })
  const patient = async (url: string): Promise<void> => {
    for (;;) {
      try {
        await web.get(url, asPage)
        return
      } catch (error) {
        if (!(error instanceof PipelineError) || typeof error.retry === 'string') throw error
        await new Promise((resolve) =>
          setTimeout(resolve, error instanceof PipelineError && typeof error.retry !== 'string' ? error.retry.afterMs : 0),
        )
      }
    }
  }
  await Promise.all([1, 2, 3, 4].map((page) => patient(`http://daily.example/${page}`)))
  const times = press.log.map(({ at }) => at)
  expect(press.asked('daily.example').toSorted()).toEqual(['/1', '/2', '/3', '/4', '/robots.txt'])
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  expect(gaps[0]).toBeGreaterThanOrEqual(100)
  for (const gap of gaps.slice(1)) expect(gap).toBeGreaterThanOrEqual(200)
})

async function connectTo(port: number, timeoutMs: number) {
  const { systemNetwork } = await import('../../../src/io/web/request/network.ts')
  return systemNetwork.connect({ host: '127.0.0.1', addresses: ['127.0.0.1'], port, isEncrypted: false, timeoutMs })
}

test('a message is sent to where the user said, its redirect is not followed, and a private address needs leave', async () => {
  const got: string[] = []
  const server = createServer((request, response) => {
    const answer = async () => {
      got.push(`${request.method} ${request.url} ${String(request.headers['x-mark'])} ${await text(request)}`)
      response.writeHead(302, { location: '/elsewhere' }).end('x'.repeat(10))
    }
    void answer()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({ [Symbol.asyncDispose]: async () => void server.close() })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const press = await pressOf({})
  const message = { body: '{"a":1}', headers: { 'x-mark': 'm' }, signal: never }
  const web = webOf(press, { resolve: [`hook.example=127.0.0.1:${port}`], allowPrivate: [`127.0.0.1:${port}`] })
  expect(await web.post('http://hook.example/in?b=1', message)).toEqual({ status: 302 })
  expect(got).toEqual(['POST /in?b=1 m {"a":1}'])
  const shut = webOf(press, { resolve: [`hook.example=127.0.0.1:${port}`], allowPrivate: [] })
  await expect(shut.post('http://hook.example/in', message)).rejects.toMatchObject({ code: 'web-refused' })
  await expect(web.post('http://localhost/in', message)).rejects.toMatchObject({ code: 'web-refused' })
  server.close()
  await expect(web.post('http://hook.example/in', message)).rejects.toThrow(/^POST http:\/\/hook\.example\/in: the connection failed/)
})
