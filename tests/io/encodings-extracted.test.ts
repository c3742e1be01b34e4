import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createExtractPool } from '../../src/io/extract-pool.ts'

const file = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'security/encodings.json')
const vectorsSchema = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      why: z.string(),
      contentType: z.string().nullable(),
      bodyBase64: z.string(),
      expectText: z.string().nullable(),
    }),
  ),
})

describe.skipIf(!existsSync(file))(`bytes of encodings.json come out of extraction as text (skipped without ${file})`, () => {
  const cases = existsSync(file) ? vectorsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).cases : []
  const pool = createExtractPool({ size: 1, deadlineMs: 5_000, memoryMb: 256 })
  afterAll(async () => pool[Symbol.asyncDispose]())

  test.each(cases)('$id: $why', async ({ contentType, bodyBase64, expectText }) => {
    const page = { url: 'https://paper.example/a', contentType: contentType ?? undefined, format: 'html' } as const
    const read = await pool.extract(Buffer.from(bodyBase64, 'base64'), page, new AbortController().signal)
    const article = read.kind === 'article' ? read.article : read.best
    const found = `${article?.title ?? ''}\n${article?.text ?? ''}`
    expect(found).toContain((expectText ?? '').normalize('NFC').trim())
    expect(found).not.toMatch(/<\/?(?:html|body|p|script)\b/i)
  })
})
