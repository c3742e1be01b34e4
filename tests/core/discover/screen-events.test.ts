import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { anchorProfile } from '../../../src/core/discover/profile.ts'
import { screenItems } from '../../../src/core/discover/screen.ts'
import { toId } from '../../../src/core/ids.ts'

/** How often an article on the anchor's event is among the five that are read of an outlet, where only its title is announced, among other news. */
const folder = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'events')
const textSchema = z.object({ id: z.string(), lang: z.string(), title: z.string(), text: z.string(), date: z.string().optional() })
type Text = z.infer<typeof textSchema>

describe.skipIf(!existsSync(folder))(`screening by titles alone (${folder})`, () => {
  test('finds at least eight of ten articles in other languages', () => {
    const { texts, eventOf } = readSet('crosslingual-dev')
    const found = texts.flatMap((anchor) =>
      relatedTo(anchor, texts, eventOf).map((related) => {
        const others = texts.filter((text) => text.lang === related.lang && eventOf(text) !== eventOf(anchor))
        return isFound(anchor, related, others)
      }),
    )
    expect(shareOf(found)).toBeGreaterThanOrEqual(0.8)
  })

  test('finds at least seven of ten in the same language, among eighty, dates and garbage for titles included', () => {
    const { texts, eventOf } = readSet('ecbplus-dev')
    const fillers = linesOf('headlines-dev.docs.jsonl').map((line) => z.object({ title: z.string() }).parse(line))
    const found = texts
      .filter((_, place) => place % 9 === 0)
      .flatMap((anchor, turn) =>
        relatedTo(anchor, texts, eventOf)
          .slice(0, 3)
          .map((related) => {
            const others = texts.filter((text, place) => place % 19 === turn % 19 && eventOf(text) !== eventOf(anchor)).slice(0, 40)
            return isFound(anchor, related, [...others, ...fillers.slice(turn * 30, turn * 30 + 40)])
          }),
      )
    expect(shareOf(found)).toBeGreaterThanOrEqual(0.7)
  })
})

function isFound(anchor: Text, related: Text, others: readonly { readonly title: string }[]): boolean {
  const { title, lang: language, date: publishedAt } = anchor
  const rest = { byline: [], siteName: undefined, confidence: 1, flags: [], page: toId<'Sha256'>('0') }
  const text = `${title}\n\n${anchor.text}`
  const article = {
    id: toId<'Article'>(anchor.id),
    url: '',
    outlet: toId<'Outlet'>('o'),
    title,
    text,
    bodyStart: 0,
    language,
    publishedAt,
    ...rest,
  }
  const items = [related, ...others].map((announced, place) => ({
    url: `https://courier.example/${place}`,
    title: announced.title,
    summary: '',
    publishedAt: undefined,
    id: undefined,
    author: undefined,
  }))
  const options = { profile: anchorProfile(article), language: related.lang, windowDays: 3, limit: 5, now: 0 }
  return screenItems(items, options).candidates.some(({ url }) => url === 'https://courier.example/0')
}

function relatedTo(anchor: Text, texts: readonly Text[], eventOf: (text: Text) => string | undefined): readonly Text[] {
  return texts.filter((text) => text !== anchor && eventOf(text) === eventOf(anchor))
}

function shareOf(found: readonly boolean[]): number {
  return found.filter(Boolean).length / found.length
}

function readSet(name: string) {
  const texts = linesOf(`${name}.docs.jsonl`).map((line) => textSchema.parse(line))
  const rows = readFileSync(join(folder, `${name}.gold.tsv`), 'utf8').split('\n')
  const events = new Map(rows.map((row): [string, string] => [row.split('\t')[0] ?? '', row.split('\t')[1] ?? '']))
  return { texts, eventOf: (text: Text) => events.get(text.id) }
}

function linesOf(name: string): readonly unknown[] {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line))
}
