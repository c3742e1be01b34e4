import { z } from 'zod'
import { toIsoTime } from './feed-time.ts'
import { describeStart, resolveAddress, textOfMarkup } from './feed-values.ts'
import { collectFeed, mostItems, type RawItem } from './xml-feed.ts'

/** One entry of a feed or news sitemap: an address that may hold an article. */
export interface FeedItem {
  /** `undefined` for an entry that leads nowhere; nothing can be fetched for it. */
  readonly url: string | undefined
  readonly title: string
  /** Plain text. */
  readonly summary: string
  /** ISO 8601; of the last change where there is no other date. */
  readonly publishedAt: string | undefined
  /** As the feed names the entry; often its address. */
  readonly id: string | undefined
  readonly author: string | undefined
  /** Whose article it is, in feeds that gather those of several outlets. */
  readonly source?: { readonly name: string; readonly home: string | undefined } | undefined
}

/** What a feed says of itself. */
export interface FeedHead {
  readonly title: string
  readonly summary: string
  /** The page that the feed is of. */
  readonly homepage: string | undefined
  readonly publishedAt: string | undefined
  readonly language: string | undefined
}

export type FeedReading =
  | { readonly kind: 'feed'; readonly head: FeedHead; readonly items: readonly FeedItem[] }
  | { readonly kind: 'not-a-feed'; readonly reason: string }

/**
 * Reads RSS, Atom, RDF and JSON Feed as they come, damaged ones too: unclosed tags and stray ampersands cost the item they stand in, not the
 * feed. Entities that a document defines for itself are never expanded.
 */
export function readFeed(text: string, base: string): FeedReading {
  return text.trimStart().startsWith('{') ? readJsonFeed(text, base) : readXmlFeed(text, base)
}

function readXmlFeed(text: string, base: string): FeedReading {
  const { isFeed, language, head, items } = collectFeed(text, base)
  if (!isFeed) return { kind: 'not-a-feed', reason: `Expected RSS, Atom, RDF or JSON Feed, found ${describeStart(text)}` }
  const { url: homepage, title, summary, publishedAt } = toItem(head)
  return { kind: 'feed', head: { title, summary, homepage, publishedAt, language }, items: items.map(toItem) }
}

function toItem({ fields, links, source }: RawItem): FeedItem {
  return {
    url: links[0],
    title: textOfMarkup(fields.get('title') ?? ''),
    summary: textOfMarkup(fields.get('summary') ?? fields.get('content') ?? ''),
    publishedAt: toIsoTime(fields.get('published') ?? fields.get('updated') ?? ''),
    id: fields.get('id'),
    author: authorOf(fields.get('author')),
    ...(source && { source: { name: textOfMarkup(source.name), home: source.home } }),
  }
}

/** The name of `name <mail>`, `mail (name)`, or of the markup in which Atom writes it. */
function authorOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined
  const named = /<name>([^<]*)<\/name>/i.exec(written)?.[1] ?? /\(([^()]+)\)/.exec(written)?.[1] ?? written
  return textOfMarkup(named) || undefined
}

const jsonFeedSchema = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  home_page_url: z.string().optional(),
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
  author: z.object({ name: z.string().optional() }).optional(),
  authors: z.array(z.object({ name: z.string().optional() })).optional(),
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
    const publishedAt = toIsoTime(item.date_published ?? item.date_modified ?? '')
    const id = item.id === undefined ? undefined : String(item.id)
    return [{ url, title: textOfMarkup(item.title ?? ''), summary, publishedAt, id, author: item.authors?.[0]?.name ?? item.author?.name }]
  })
  const { title = '', description = '', home_page_url: homepage, language } = feed.data
  return { kind: 'feed', head: { title, summary: description, homepage, publishedAt: undefined, language }, items }
}
