import { z } from 'zod'
import type { FeedItem, FeedReading } from './feed.ts'
import { toIsoTime } from './feed-time.ts'
import { authorNameOf, entryIdOf, resolveAddress, textOfMarkup, titleOf } from './feed-values.ts'
import { mostItems } from './xml-feed.ts'

/** A field that is empty, or of another kind than it should be, is as good as none: it costs neither its item nor the feed. */
const text = z.string().trim().min(1).optional().catch(undefined)
const author = z.object({ name: text }).optional().catch(undefined)

const feedSchema = z.object({ title: text, description: text, home_page_url: text, language: text, items: z.array(z.unknown()) })
const itemSchema = z.object({
  url: text,
  external_url: text,
  id: z.union([z.string(), z.number()]).optional().catch(undefined),
  title: text,
  summary: text,
  content_text: text,
  content_html: text,
  date_published: text,
  date_modified: text,
  author,
  authors: z.array(author).optional().catch(undefined),
})

/** Reads JSON Feed, 1.0 and 1.1. */
export function readJsonFeed(written: string, base: string): FeedReading {
  let json: unknown
  try {
    json = JSON.parse(written.replace(/^\ufeff/, ''))
  } catch {
    return { kind: 'not-a-feed', reason: 'Expected a feed, found damaged JSON' }
  }
  const feed = feedSchema.safeParse(json)
  if (!feed.success) return { kind: 'not-a-feed', reason: 'Expected a JSON Feed with a list of items, found other JSON' }
  const { title = '', description = '', home_page_url: home = '', language } = feed.data
  const head = {
    title: textOfMarkup(title),
    summary: textOfMarkup(description),
    homepage: resolveAddress(home, base),
    publishedAt: undefined,
    language,
  }
  const { items } = feed.data
  return {
    kind: 'feed',
    head,
    items: items.slice(0, mostItems).map((entry) => toItem(entry, base)),
    beyond: Math.max(0, items.length - mostItems),
  }
}

function toItem(entry: unknown, base: string): FeedItem {
  const item = itemSchema.safeParse(entry).data ?? {}
  const id = item.id === undefined ? undefined : String(item.id)
  // An id is an address only where it looks like one.
  const addresses = [item.url, item.external_url, id !== undefined && /^https?:/i.test(id) ? id : undefined]
  return {
    url: addresses.map((address) => resolveAddress(address ?? '', base)).find((url) => url !== undefined),
    title: titleOf(item.title),
    summary: textOfMarkup(item.summary ?? item.content_text ?? item.content_html ?? ''),
    publishedAt: toIsoTime(item.date_published ?? '') ?? toIsoTime(item.date_modified ?? ''),
    id: entryIdOf(id),
    author: authorNameOf(item.authors?.[0]?.name ?? item.author?.name),
  }
}
