import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readFeed } from '../../../../src/core/discover/feeds/feed.ts'
import { feedsNamedBy } from '../../../../src/core/discover/feeds/find-sources.ts'
import { readSitemap } from '../../../../src/core/discover/feeds/sitemap.ts'

const file = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'security/xml.json')
const vectorsSchema = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      why: z.string(),
      xml: z.string().optional(),
      recipe: z.object({ prefix: z.string(), unit: z.string(), count: z.int(), suffix: z.string() }).optional(),
      expect: z.object({
        outcome: z.string().optional(),
        underMs: z.number().optional(),
        heapMB: z.number().optional(),
        never: z.string().optional(),
        itemsMax: z.int().optional(),
        urlsMax: z.int().optional(),
      }),
    }),
  ),
})
const base = 'https://courier.example/feed.xml'

/** No vector may take longer, whatever the file allows; a second a megabyte is what any document may take. */
const mostMsPerMegabyte = 1000

describe.skipIf(!existsSync(file))(`the XML vectors (${file})`, () => {
  const { cases } = existsSync(file) ? vectorsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : { cases: [] }

  test.each(cases.map((vector): [string, (typeof cases)[number]] => [`${vector.id} ${vector.why}`, vector]))('%s', (_, vector) => {
    const { recipe, expect: limits } = vector
    const xml = vector.xml ?? (recipe === undefined ? '' : recipe.prefix + recipe.unit.repeat(recipe.count) + recipe.suffix)
    const heapBefore = process.memoryUsage().heapUsed
    const start = cpuMs()
    const feed = readFeed(xml, base)
    const sitemap = readSitemap(xml, base)
    const took = cpuMs() - start
    expect(took).toBeLessThan(Math.min(limits.underMs ?? Infinity, mostMsPerMegabyte * Math.max(1, xml.length / 1e6)))
    expect((process.memoryUsage().heapUsed - heapBefore) / 1e6).toBeLessThan(limits.heapMB ?? Infinity)

    const items = feed.kind === 'feed' ? feed.items : []
    const addresses = [...items, ...(sitemap.kind === 'articles' ? sitemap.items : [])].flatMap(({ url }) => url ?? [])
    const printed = JSON.stringify([feed, sitemap])
    expect(items.length).toBeLessThanOrEqual(limits.itemsMax ?? 5000)
    expect(addresses.length).toBeLessThanOrEqual(limits.urlsMax ?? 50_000)
    expect(addresses.filter((address) => !/^https?:/.test(address))).toEqual([])
    if (limits.never !== undefined) expect(printed).not.toContain(limits.never)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    outcomeHolds(limits.outcome ?? '', { isFeed: feed.kind === 'feed', titles: items.map(({ title }) => title), addresses, printed })
  })
})

interface Outcome {
  readonly isFeed: boolean
  readonly titles: readonly string[]
  readonly addresses: readonly string[]
  readonly printed: string
}

function outcomeHolds(outcome: string, { isFeed, titles, addresses, printed }: Outcome): void {
  if (outcome === 'rejected') expect(isFeed).toBe(false)
  if (outcome === 'parsed') expect(isFeed).toBe(true)
  // What an entity stands for is far longer than its name, or a word that its definition alone holds.
  if (outcome === 'rejected-or-unexpanded') expect(titles.join('')).not.toMatch(/haha|A{9}|root:/)
  if (outcome === 'title is text') expect(titles.join('')).not.toMatch(/<\w/)
  if (outcome.startsWith('link dropped')) expect(addresses).toEqual([])
  // Where an address may lead is for the gate to say that every request goes through; here it stays what it was.
  if (outcome === 'link refused at fetch') expect(addresses).toHaveLength(1)
  if (outcome === 'no pollution') expect(printed).not.toContain('polluted')
}

describe('a hostile document costs at most a second a megabyte', () => {
  const megabyte = 1_000_000
  const repeat = (unit: string, length: number) => unit.repeat(Math.floor(length / unit.length))
  test.each([
    ['elements that nest', repeat('<a>', megabyte)],
    ['items that nest', repeat('<item>', megabyte)],
    ['end tags of nothing under elements that nest', repeat('<a>', megabyte / 2) + repeat('</b>', megabyte / 2)],
    [
      'markup that nests in titles',
      repeat(`<item><title>${repeat('&lt;a&gt;', 30_000)}${repeat('&lt;/b&gt;', 30_000)}</title></item>`, megabyte),
    ],
    ['bare ampersands', repeat('&', megabyte)],
    ['comments that never end', repeat('<!--', megabyte)],
    ['sections that never end', repeat('<![CDATA[', megabyte)],
    ['one tag of a hundred thousand attributes', `<item ${repeat('a=1 ', megabyte)}>`],
    ['bases of bases', repeat(`<a xml:base="${repeat('b/', 2000)}">`, megabyte)],
    ['brackets for an author', repeat(`<item><author>${repeat('(', 90_000)}</author></item>`, megabyte)],
    ['brackets for a date', repeat(`<item><pubDate>${repeat('(', 90_000)}</pubDate></item>`, megabyte)],
  ])('%s', (_, hostile) => {
    const start = cpuMs()
    readFeed(`<rss><channel>${hostile}`, base)
    readSitemap(`<urlset>${hostile}`, base)
    feedsNamedBy(hostile, base)
    expect(cpuMs() - start).toBeLessThan(3 * mostMsPerMegabyte)
  })
})

/** Time on the processor: what else the machine does takes none of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
