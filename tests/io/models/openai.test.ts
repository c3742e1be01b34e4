import { afterEach, describe, expect, test } from 'vitest'
import type { Answer, Question } from '../../../src/core/sentiment/asked.ts'
import { openAiModel } from '../../../src/io/models/openai.ts'
import { memoryHostClock, memoryRobotsCache } from '../../../src/io/web/polite/ports.ts'
import { createWeb } from '../../../src/io/web/web.ts'
import { says, sendJson, startEndpoint, type Endpoint, type Manner } from './endpoint.ts'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const resource of open.splice(0).toReversed()) await resource[Symbol.asyncDispose]()
})

const network = { headersTimeoutMs: 500, deadlineMs: 900, maxWireBytes: 100_000, maxDecodedBytes: 200_000, hostIntervalMs: 100 }
const question: Question = { text: 'Critics called … of Severia.', named: { start: 17, end: 24, printed: 'Severia' }, language: 'en' }
const good = says('{"tone":"negative","sureness":0.9}')

async function setUp(manner: Manner, more: { readonly allow?: boolean; readonly key?: string; readonly model?: string } = {}) {
  const endpoint = await startEndpoint(manner)
  const web = createWeb({
    network,
    contact: '',
    version: '1.0.0',
    resolve: [],
    allowPrivate: more.allow === false ? [] : [endpoint.address],
    clock: memoryHostClock(Date.now),
    robots: memoryRobotsCache(),
    now: Date.now,
  })
  open.push(endpoint, web)
  const waits: number[] = []
  const asking = openAiModel({
    url: endpoint.url,
    model: more.model ?? 'tiny',
    key: more.key,
    timeoutMs: 400,
    parallel: 1,
    api: web,
    sleep: async (ms) => void waits.push(ms),
  })
  return { endpoint, asking, waits }
}

async function ask(manner: Manner, count = 1): Promise<{ readonly answers: readonly Answer[]; readonly endpoint: Endpoint }> {
  const { endpoint, asking } = await setUp(manner)
  const answers = await asking.ask(
    Array.from({ length: count }, () => question),
    new AbortController().signal,
  )
  return { answers, endpoint }
}

describe('openAiModel', () => {
  test('asks for JSON of a fixed schema, with the key in the header alone, and takes the answer as an opinion', async () => {
    const { endpoint, asking } = await setUp(good, { key: 'secret-123' })
    const [answer] = await asking.ask([question], new AbortController().signal)
    expect(answer).toEqual({ kind: 'opinion', opinion: { label: 'negative', score: -0.9, abstained: false, probabilities: undefined } })
    const [asked] = endpoint.asked
    expect(asked).toMatchObject({
      path: '/v1/chat/completions',
      authorization: 'Bearer secret-123',
      body: { model: 'tiny', temperature: 0 },
    })
    expect(asked?.body).toMatchObject({ response_format: { type: 'json_schema', json_schema: { strict: true } } })
    expect(asked?.body.messages?.[1]?.content).toContain('"target":"Severia"')
    expect(JSON.stringify(asked?.body)).not.toContain('secret')
  })

  test('an answer that is not sure enough is an abstention', async () => {
    const { answers } = await ask(says('{"tone":"positive","sureness":0.1}'))
    expect(answers[0]).toMatchObject({ kind: 'opinion', opinion: { abstained: true } })
  })

  const page: Manner = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Log in</p>')
  test.each<[string, Manner, string]>([
    ['words instead of JSON', says('I would say it is negative.'), 'model-malformed'],
    ['JSON cut in the middle', says('{"tone":"nega'), 'model-malformed'],
    ['JSON of another schema', says('{"sentiment":"bad"}'), 'model-wrong-schema'],
    ['a tone that is none', says('{"tone":"angry","sureness":1}'), 'model-wrong-schema'],
    ['a sureness beyond 1', says('{"tone":"negative","sureness":95}'), 'model-wrong-schema'],
    ['more than was asked for', says('{"tone":"negative","sureness":1,"why":"…"}'), 'model-wrong-schema'],
    [
      'a refusal',
      (response) => sendJson(response, { choices: [{ message: { content: null, refusal: 'I cannot help' } }] }),
      'model-refused',
    ],
    ['an answer out of tokens', says('{"tone":"negative","sureness":1}', { finish_reason: 'length' }), 'model-cut-short'],
    ['an answer held back', says('', { finish_reason: 'content_filter' }), 'model-refused'],
    ['no choices', (response) => sendJson(response, { choices: [] }), 'model-malformed'],
    ['no completion', (response) => sendJson(response, ['negative']), 'model-malformed'],
    ['a page', page, 'model-malformed'],
    ['an error of the server', (response) => response.writeHead(500).end(), 'http-500'],
    ['a model that is not there', (response) => response.writeHead(404).end(), 'http-404'],
    ['a key that is not good', (response) => response.writeHead(401).end(), 'http-401'],
    ['a redirect', (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/steal' }).end(), 'http-307'],
    [
      'half an answer',
      (response) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' }).write('{"cho', () => response.destroy()),
      'truncated',
    ],
    ['silence', () => {}, 'timeout'],
    ['an answer of a megabyte', says('x'.repeat(1_000_000)), 'body-too-large'],
  ])('%s is a failure and never a guess', async (_name, manner, code) => {
    const { answers } = await ask(manner)
    expect(answers).toMatchObject([{ kind: 'failed', code }])
  })

  test('no failure tells the key', async () => {
    const { asking } = await setUp((response) => response.writeHead(401).end(), { key: 'secret-123' })
    expect(JSON.stringify(await asking.ask([question], new AbortController().signal))).not.toContain('secret')
  })

  test('a passing error is asked again, and a long quiet time is not waited for', async () => {
    const { answers, endpoint } = await ask((response, asked, count) =>
      count === 1 ? response.writeHead(502).end() : good(response, asked, count),
    )
    expect([answers[0]?.kind, endpoint.asked.length]).toEqual(['opinion', 2])
    const busy = await ask((response) => response.writeHead(429, { 'retry-after': '120' }).end())
    expect([busy.answers[0], busy.endpoint.asked.length]).toMatchObject([{ kind: 'failed', code: 'http-429' }, 1])
  })

  test('a short quiet time is waited for', async () => {
    const { asking, waits } = await setUp((response) => response.writeHead(429, { 'retry-after': '1' }).end())
    expect(await asking.ask([question], new AbortController().signal)).toMatchObject([{ kind: 'failed' }])
    expect(waits[0]).toBeGreaterThanOrEqual(1000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000)
  })

  test('an endpoint that is down is not asked about every hit', async () => {
    const { answers, endpoint } = await ask((response) => response.writeHead(404).end(), 9)
    expect(endpoint.asked).toHaveLength(3)
    expect(answers.map((answer) => (answer.kind === 'failed' ? answer.code : ''))).toEqual([
      ...Array.from({ length: 3 }, () => 'http-404'),
      ...Array.from({ length: 6 }, () => 'model-down'),
    ])
  })

  test('a model that talks nonsense is still asked about the next hit', async () => {
    const { answers } = await ask((response, asked, count) => (count === 5 ? good : says('?'))(response, asked, count), 5)
    expect(answers[4]?.kind).toBe('opinion')
  })

  test('a private address is reached only where the settings name it', async () => {
    const { endpoint, asking } = await setUp(good, { allow: false })
    expect(await asking.ask([question], new AbortController().signal)).toMatchObject([{ kind: 'failed' }])
    expect(endpoint.asked).toEqual([])
  })

  test('another model is another version, and so is another address', async () => {
    const versions = [await setUp(good), await setUp(good, { model: 'other' })].map(({ asking }) => asking.version)
    expect(new Set(versions).size).toBe(2)
    expect(versions[0]).toContain('tiny')
  })

  test('stops asking when it is aborted', async () => {
    const { asking } = await setUp(() => {})
    const stop = new AbortController()
    const asked = asking.ask([question], stop.signal)
    setTimeout(() => stop.abort(new Error('enough')), 50)
    await expect(asked).rejects.toThrow('enough')
  })
})
