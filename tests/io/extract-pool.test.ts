import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createExtractPool, type ExtractedPage } from '../../src/io/extract-pool.ts'

const html = { url: 'https://paper.example/a', contentType: 'text/html; charset=utf-8', format: 'html' } as const
const never = new AbortController().signal
const article = Buffer.from(
  `<html lang="en"><head><title>Bridge reopens</title></head><body><article><h1>Bridge reopens</h1><p>The bridge over the river opened again on Monday, two years after the flood, said the mayor.</p></article></body></html>`,
)

describe('createExtractPool', () => {
  const shared = createExtractPool({ size: 1, deadlineMs: 5_000, memoryMb: 256 })
  afterAll(async () => shared[Symbol.asyncDispose]())

  test('a page is decoded and extracted in a thread', async () => {
    await using pool = createExtractPool({ size: 1, deadlineMs: 5_000, memoryMb: 256 })
    const read = await pool.extract(article, html, never)
    expect(read).toMatchObject({ kind: 'article', article: { title: 'Bridge reopens' } })
  })

  test('a text file tells what it declared', async () => {
    await using pool = createExtractPool({ size: 1, deadlineMs: 5_000, memoryMb: 256 })
    const text = Buffer.from('Title: Bridge reopens\nOutlet: The Paper\n\nThe bridge over the river opened again on Monday.')
    const read = await pool.extract(text, { url: 'a.txt', contentType: undefined, format: 'text' }, never)
    expect(read.declared).toEqual({ outletName: 'The Paper', url: undefined })
  })

  test('a thread that began with a text file reads pages too', async () => {
    await using pool = createExtractPool({ size: 1, deadlineMs: 5_000, memoryMb: 256 })
    const text = Buffer.from('The bridge over the river opened again on Monday.')
    await pool.extract(text, { url: 'a.txt', contentType: undefined, format: 'text' }, never)
    const read = await pool.extract(article, html, never)
    expect(read).toMatchObject({ kind: 'article', article: { title: 'Bridge reopens' } })
  })

  test.each([
    ['a PDF', Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3', 'latin1')],
    ['a PNG image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ['a JPEG image', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46])],
    ['a zip archive', Buffer.from('PK\u0003\u0004', 'latin1')],
    ['a gzip file', gzipSync('<p>packed</p>')],
    ['a video', Buffer.from('\0\0\0\u0020ftypisom', 'latin1')],
    ['JSON', Buffer.from('{"items":[1,2]}')],
  ])('%s is told from its bytes, and never an article', async (name, bytes) => {
    const read = await shared.extract(bytes, { ...html, contentType: 'text/html' }, never)
    expect(read).toMatchObject({ kind: 'not-an-article', code: 'not-html', reason: `The page is ${name}, not HTML` })
  })

  test('a page past its deadline fails with parse-timeout, and the next page is read', async () => {
    await using pool = createExtractPool({ size: 1, deadlineMs: 60, memoryMb: 512 })
    const slow = Buffer.from('<p>word, <b>word</b> '.repeat(40_000).concat('</p>'))
    await expect(pool.extract(slow, html, never)).rejects.toMatchObject({ code: 'parse-timeout', retry: 'never' })
    const next = createNext(pool)
    await expect(next).resolves.toMatchObject({ title: 'Bridge reopens' })
  })

  test('a page that needs too much memory fails with parse-memory, and the next page is read', async () => {
    await using pool = createExtractPool({ size: 1, deadlineMs: 20_000, memoryMb: 24 })
    const big = Buffer.from('<p>word <b>word</b></p>'.repeat(49_000))
    await expect(pool.extract(big, html, never)).rejects.toMatchObject({ code: 'parse-memory', retry: 'never' })
    await expect(createNext(pool)).resolves.toMatchObject({ title: 'Bridge reopens' })
  })

  test('an aborted page ends with the reason of the signal, whether it is being read or waiting', async () => {
    await using pool = createExtractPool({ size: 1, deadlineMs: 5_000, memoryMb: 256 })
    const controller = new AbortController()
    const pages = [pool.extract(article, html, controller.signal), pool.extract(article, html, controller.signal)]
    controller.abort(new Error('stopped'))
    for (const page of pages) await expect(page).rejects.toThrow('stopped')
    await expect(createNext(pool)).resolves.toMatchObject({ title: 'Bridge reopens' })
  })

  test('closing the pool fails what is waiting and ends its threads', async () => {
    const pool = createExtractPool({ size: 1, deadlineMs: 5_000, memoryMb: 256 })
    const waiting = pool.extract(article, html, never)
    const [failure] = await Promise.all([waiting.catch((error: unknown) => error), pool[Symbol.asyncDispose]()])
    expect(failure).toMatchObject({ code: 'pool-closed', retry: 'later' })
    await expect(pool.extract(article, html, never)).rejects.toMatchObject({ code: 'pool-closed' })
  })
})

/** The first page after a death may find a slow new thread: it is asked until it is read. */
async function createNext(pool: ReturnType<typeof createExtractPool>) {
  for (let attempt = 0; attempt < 4; attempt++) {
    const read = await pool.extract(article, html, never).catch(() => undefined)
    if (read?.kind === 'article') return read.article
  }
  return undefined
}

const file = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'security/html.json')
const repeatSchema = z.object({ unit: z.string(), count: z.number() })
const vectorsSchema = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      why: z.string(),
      recipe: z.object({
        prefix: z.string().default(''),
        unit: z.string().optional(),
        unitIndexed: z.string().optional(),
        count: z.number(),
        suffix: z.string().default(''),
        suffixRepeat: repeatSchema.optional(),
      }),
      expect: z.object({ outcome: z.string(), underMs: z.number().optional(), titleMax: z.number().optional() }),
    }),
  ),
})
type Recipe = z.infer<typeof vectorsSchema>['cases'][number]['recipe']

describe.skipIf(!existsSync(file))(`hostile pages of html.json cost one job at most (skipped without ${file})`, () => {
  const cases = existsSync(file) ? vectorsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).cases : []

  const answers = new Map<string, { readonly read: ExtractedPage; readonly tookMs: number; readonly mainMs: number }>()

  beforeAll(async () => {
    await using pool = createExtractPool({ size: 1, deadlineMs: 3_000, memoryMb: 300 })
    await pool.extract(article, html, never)
    for (const { id, recipe } of cases) {
      const page = Buffer.from(build(recipe))
      const before = { all: process.cpuUsage(), main: process.threadCpuUsage() }
      const read = await pool.extract(page, html, never)
      // Processor time, of all threads and of this one: a busy machine is not the page's fault.
      const tookMs = toMs(process.cpuUsage(before.all))
      answers.set(id, { read, tookMs, mainMs: toMs(process.threadCpuUsage(before.main)) })
    }
  }, 120_000)

  test.each(cases)('$id: $why', ({ id, expect: expected }) => {
    const answer = answers.get(id)
    expect(answer?.tookMs).toBeLessThan(expected.underMs ?? 2_000)
    // What this thread does at a stretch is less than all it does: its loop is not held up longer.
    expect(answer?.mainMs).toBeLessThan(200)
    const read = answer?.read
    const found = read?.kind === 'article' ? read.article : read?.best
    const code = read?.kind === 'not-an-article' ? read.code : undefined
    if (expected.outcome.startsWith('rejected')) expect(code).toBe('markup-limit')
    if (expected.outcome === 'parsed') expect(code).not.toBe('markup-limit')
    if (expected.outcome === 'date absent') expect(found?.publishedAt).toBeUndefined()
    expect(found?.title.length ?? 0).toBeLessThanOrEqual(expected.titleMax ?? 1_000)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

function toMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000
}

function build({ prefix, unit, unitIndexed, count, suffix, suffixRepeat }: Recipe): string {
  const units =
    unitIndexed === undefined
      ? (unit ?? '').repeat(count)
      : Array.from({ length: count }, (_, index) => unitIndexed.replaceAll('{i}', String(index))).join('')
  return prefix + units + (suffixRepeat ? suffixRepeat.unit.repeat(suffixRepeat.count) : '') + suffix
}
