import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decodePage } from '../../src/io/decode.ts'

const file = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'security/encodings.json')
const vectorsSchema = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      why: z.string(),
      contentType: z.string().nullable(),
      bodyBase64: z.string(),
      expectCharset: z.string(),
      expectText: z.string().nullable(),
    }),
  ),
})

describe.skipIf(!existsSync(file))(`decodePage reads the vectors of encodings.json as they say (skipped without ${file})`, () => {
  const cases = existsSync(file) ? vectorsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).cases : []
  test.each(cases)('$id: $why', ({ contentType, bodyBase64, expectCharset, expectText }) => {
    const { text, encoding } = decodePage(Buffer.from(bodyBase64, 'base64'), contentType ?? undefined)
    const named = expectCharset.split(' or ')
    const isFree = named.includes('any') || named.includes('rejected')
    expect(isFree || named.includes(encoding)).toBe(true)
    expect(text.replaceAll('\0', '')).toContain(expectText ?? '')
  })
})

describe('decodePage', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text)

  test('valid multi-byte UTF-8 wins over a header that says otherwise', () => {
    expect(decodePage(bytes('<p>Żółć</p>'), 'text/html; charset=iso-8859-2')).toEqual({ text: '<p>Żółć</p>', encoding: 'utf-8' })
  })

  test('plain ASCII takes the header at its word', () => {
    expect(decodePage(bytes('<p>plain</p>'), 'text/html; charset=windows-1251').encoding).toBe('windows-1251')
  })

  test('a page in Cyrillic without any declaration is detected by its letters, not by its markup', () => {
    const letters = [...Buffer.from('Правительство объявило о новых мерах поддержки экономики', 'utf8')]
    const cyrillic = new TextDecoder('utf-8').decode(Uint8Array.from(letters))
    const windows1251 = Uint8Array.from(Array.from(cyrillic, (letter) => (letter === ' ' ? 32 : (letter.codePointAt(0) ?? 0) - 0x350)))
    const tags = Buffer.from('<div class="a"><p class="text">'.repeat(40))
    expect(decodePage(Buffer.concat([tags, windows1251]), undefined)).toMatchObject({ encoding: 'windows-1251' })
  })

  test('a cut last character does not turn a UTF-8 page into another encoding', () => {
    const cut = bytes('<p>Größe — 10 €</p>€').subarray(0, -1)
    expect(decodePage(cut, 'text/html; charset=utf-8').encoding).toBe('utf-8')
  })

  test.each([1, 2])('a text that ends %i bytes short, without any declaration, is read as what it is up to there', (missing) => {
    const cut = bytes('Министр назвал это предательством. 背后一刀').subarray(0, -missing)
    expect(decodePage(cut, undefined)).toEqual({ text: 'Министр назвал это предательством. 背后一\ufffd', encoding: 'utf-8' })
  })

  test('one letter at the end of plain text is no beginning of UTF-8', () => {
    expect(decodePage(Buffer.from('Un grand café', 'latin1'), undefined).text).toBe('Un grand café')
  })

  test('no bytes are no text', () => {
    expect(decodePage(new Uint8Array(0), undefined).text).toBe('')
  })
})

test('a feed that declares UTF-16 and is none is read as what it is', () => {
  const feed = '<?xml version="1.0" encoding="utf-16"?><rss><channel><title>Courier</title></channel></rss>'
  expect(decodePage(Buffer.from(feed), 'application/rss+xml')).toEqual({ text: feed, encoding: 'utf-8' })
  expect(decodePage(Buffer.from(`\ufeff${feed}`, 'utf16le'), 'application/rss+xml')).toEqual({ text: feed, encoding: 'utf-16le' })
})
