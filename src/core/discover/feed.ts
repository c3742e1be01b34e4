import { Parser } from 'htmlparser2'
import { z } from 'zod'
import { resolveAddress, textOfMarkup, toIsoTime } from './feed-values.ts'

/** One entry of a feed or news sitemap: an address that may hold an article. */
export interface FeedItem {
  readonly url: string
  readonly title: string
  /** Plain text. */
  readonly summary: string
  /** ISO 8601. */
  readonly publishedAt: string | undefined
}

export type FeedReading =
  | { readonly kind: 'feed'; readonly title: string; readonly language: string | undefined; readonly items: readonly FeedItem[] }
  | { readonly kind: 'not-a-feed'; readonly reason: string }

/** Most items read of one source, and the most characters of one value. */
const mostItems = 2000
const longestValue = 20_000

/**
 * Reads RSS, Atom, RDF and JSON Feed as they come, damaged ones too: unclosed tags and stray ampersands cost the item they stand in, not the
 * feed. Entities that a document defines for itself are never expanded.
 */
export function readFeed(text: string, base: string): FeedReading {
  const begin = text.trimStart().slice(0, 1)
  if (begin === '{') return readJsonFeed(text, base)
  return readXmlFeed(text, base)
}

interface OpenItem {
  title: string
  links: string[]
  summary: string
  content: string
  date: string
  updated: string
  guid: string
}

function readXmlFeed(text: string, base: string): FeedReading {
  const items: FeedItem[] = []
  const feed = { title: '', language: '', isFeed: false }
  const path: string[] = []
  let item: OpenItem | undefined
  let value = ''
  const parser = new Parser(
    {
      onopentag: (qualified, attributes) => {
        const name = localName(qualified)
        path.push(name)
        value = ''
        if (feedRoots.has(name)) {
          feed.isFeed = true
          feed.language ||= attributes['xml:lang'] ?? ''
        }
        if (itemNames.has(name)) {
          if (item) finish(item)
          item = { title: '', links: [], summary: '', content: '', date: '', updated: '', guid: '' }
        }
        if (item && name === 'link' && attributes['href'] !== undefined && isArticleLink(attributes)) item.links.push(attributes['href'])
      },
      ontext: (part) => {
        if (value.length < longestValue) value += part
      },
      onclosetag: (qualified) => {
        const name = localName(qualified)
        path.pop()
        if (itemNames.has(name)) {
          if (item) finish(item)
          item = undefined
        } else if (item) keep(item, qualified.toLowerCase(), value)
        else if (path.length <= 2) keepHead(feed, name, value)
        value = ''
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  )
  parser.end(text)
  if (item) finish(item)
  if (!feed.isFeed) return { kind: 'not-a-feed', reason: `Expected RSS, Atom, RDF or JSON Feed, found ${describeStart(text)}` }
  return { kind: 'feed', title: textOfMarkup(feed.title), language: feed.language.trim() || undefined, items }

  function finish(open: OpenItem): void {
    const address = open.links.find((link) => link.trim() !== '') ?? (/^https?:/i.test(open.guid) ? open.guid : undefined)
    const url = address === undefined ? undefined : resolveAddress(address, base)
    if (url === undefined || items.length >= mostItems) return
    const summary = textOfMarkup(open.summary || open.content)
    items.push({ url, title: textOfMarkup(open.title), summary, publishedAt: toIsoTime(open.date || open.updated) })
  }
}

const feedRoots = new Set(['rss', 'feed', 'rdf', 'channel'])
const itemNames = new Set(['item', 'entry'])

function isArticleLink({ rel, type }: Readonly<Record<string, string>>): boolean {
  return (rel === undefined || rel === 'alternate') && (type === undefined || !/^(?:image|audio|video)\//.test(type))
}

function keep(item: OpenItem, qualified: string, value: string): void {
  const text = value.trim()
  if (text === '') return
  switch (qualified) {
    case 'title':
      item.title ||= text
      break
    case 'link':
      item.links.push(text)
      break
    case 'guid':
    case 'id':
      item.guid ||= text
      break
    case 'description':
    case 'summary':
      item.summary ||= text
      break
    case 'content:encoded':
    case 'content':
      item.content ||= text
      break
    case 'pubdate':
    case 'published':
    case 'dc:date':
    case 'issued':
      item.date ||= text
      break
    case 'updated':
    case 'modified':
      item.updated ||= text
      break
    default:
  }
}

function keepHead(feed: { title: string; language: string }, name: string, value: string): void {
  if (name === 'title') feed.title ||= value
  if (name === 'language') feed.language ||= value
}

const jsonFeedSchema = z.object({
  title: z.string().optional(),
  language: z.string().optional(),
  items: z.array(z.unknown()),
})
const jsonItemSchema = z.object({
  url: z.string().optional(),
  external_url: z.string().optional(),
  id: z.union([z.string(), z.number()]).optional(),
  title: z.string().optional(),
  summary: z.string().optional(),
  content_text: z.string().optional(),
  content_html: z.string().optional(),
  date_published: z.string().optional(),
  date_modified: z.string().optional(),
})

function readJsonFeed(text: string, base: string): FeedReading {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { kind: 'not-a-feed', reason: 'Expected a feed, found damaged JSON' }
  }
  const feed = jsonFeedSchema.safeParse(json)
  if (!feed.success) return { kind: 'not-a-feed', reason: 'Expected a JSON Feed with a list of items, found other JSON' }
  const items = feed.data.items.slice(0, mostItems).flatMap((entry): readonly FeedItem[] => {
    const item = jsonItemSchema.safeParse(entry).data
    const address = item?.url ?? item?.external_url ?? String(item?.id ?? '')
    const url = resolveAddress(address, base)
    if (!item || url === undefined) return []
    const summary = textOfMarkup(item.summary ?? item.content_text ?? item.content_html ?? '')
    return [{ url, title: textOfMarkup(item.title ?? ''), summary, publishedAt: toIsoTime(item.date_published ?? item.date_modified ?? '') }]
  })
  return { kind: 'feed', title: feed.data.title ?? '', language: feed.data.language, items }
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1).toLowerCase()
}

function describeStart(text: string): string {
  const start = text.trimStart().slice(0, 200)
  if (start === '') return 'an empty document'
  return /<!doctype html|<html/i.test(start) ? 'a web page' : 'another kind of document'
}
