import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readFeed, type FeedReading } from '../../../../src/core/discover/feeds/feed.ts'
import { textOfMarkup } from '../../../../src/core/discover/feeds/feed-values.ts'
import { decodePage } from '../../../../src/io/decode.ts'

const folder = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'feeds')
const caseSchema = z.object({
  id: z.string(),
  base: z.string(),
  opinion: z.boolean().default(false),
  headers: z.record(z.string(), z.string()),
  body: z.object({ text: z.string().optional(), base64: z.string().optional() }),
  expect: z.record(z.string(), z.unknown()),
})
const damagedSchema = z.object({
  id: z.string(),
  body: z.object({ text: z.string() }),
  items: z.array(z.object({ title: z.string(), link: z.string() })),
})

function linesOf(name: string): readonly unknown[] {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line))
}

describe.skipIf(!existsSync(folder))(`the feed vectors (${folder})`, () => {
  test('at least 97 % of the expectations that are no opinion hold', () => {
    let held = 0
    let all = 0
    const missed: string[] = []
    for (const { id, base, opinion, headers, body, expect: expected } of linesOf('feedparser-dev.jsonl').map((line) =>
      caseSchema.parse(line),
    )) {
      if (opinion) continue
      const bytes = body.base64 === undefined ? Buffer.from(body.text ?? '') : Buffer.from(body.base64, 'base64')
      const reading = readFeed(decodePage(bytes, headers['content-type']).text, headers['content-location'] ?? base)
      for (const [key, value] of Object.entries(expected)) {
        all++
        if (isSame(valueOf(reading, key), value)) held++
        else missed.push(`${id} ${key}`)
      }
    }
    expect(held / all >= 0.97 ? [] : missed).toEqual([])
  })

  test('of 680 items in damaged feeds at least 655 are saved, and none throws', () => {
    let saved = 0
    for (const { body, items } of linesOf('damaged-dev.jsonl').map((line) => damagedSchema.parse(line))) {
      const reading = readFeed(body.text, 'https://outlet.example/feed')
      const found = new Set(reading.kind === 'feed' ? reading.items.map(({ url, title }) => `${url} ${title}`) : [])
      saved += items.filter(({ link, title }) => found.has(`${link} ${textOfMarkup(title)}`)).length
    }
    expect(saved).toBeGreaterThanOrEqual(655)
  })
})

function valueOf(reading: FeedReading, key: string): string | number | undefined {
  if (reading.kind !== 'feed') return undefined
  const [, index, field = key.replace('feed.', '')] = /^entries\[(\d+)\]\.(\w+)$/.exec(key) ?? []
  if (key.startsWith('entries') && index === undefined) return reading.items.length
  const item =
    index === undefined ? { ...reading.head, url: reading.head.homepage, id: undefined, author: undefined } : reading.items[Number(index)]
  switch (field) {
    case 'title':
      return item?.title
    case 'link':
      return item?.url
    case 'summary':
    case 'content':
      return item?.summary
    case 'published':
    case 'updated':
      return item?.publishedAt
    case 'id':
      return item?.id
    case 'author':
      return item?.author
    default:
      return undefined
  }
}

/** Dates are compared as moments, text without markup. */
function isSame(found: string | number | undefined, expected: unknown): boolean {
  if (typeof expected === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(expected)) return Date.parse(String(found)) === Date.parse(expected)
  return textOfMarkup(written(found)) === textOfMarkup(written(expected))
}

function written(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}
