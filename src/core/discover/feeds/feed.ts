import { toIsoTime } from './feed-time.ts'
import { authorNameOf, describeStart, entryIdOf, textOfMarkup, titleOf } from './feed-values.ts'
import { readJsonFeed } from './json-feed.ts'
import { collectFeed, type RawItem } from './xml-feed.ts'

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
  /** `beyond`: how many entries there are beyond those that are read. */
  | { readonly kind: 'feed'; readonly head: FeedHead; readonly items: readonly FeedItem[]; readonly beyond: number }
  | { readonly kind: 'not-a-feed'; readonly reason: string }

/**
 * Reads RSS, Atom, RDF and JSON Feed as they come, damaged ones too: unclosed tags and stray ampersands cost the item they stand in, not the
 * feed. Entities that a document defines for itself are never expanded.
 */
export function readFeed(text: string, base: string): FeedReading {
  return text.trimStart().startsWith('{') ? readJsonFeed(text, base) : readXmlFeed(text, base)
}

function readXmlFeed(text: string, base: string): FeedReading {
  const { isFeed, language, head, items, beyond } = collectFeed(text, base)
  if (!isFeed) return { kind: 'not-a-feed', reason: `Expected RSS, Atom, RDF or JSON Feed, found ${describeStart(text)}` }
  const { url: homepage, title, summary, publishedAt } = toItem(head)
  return { kind: 'feed', head: { title, summary, homepage, publishedAt, language }, items: items.map(toItem), beyond }
}

function toItem({ fields, link, source }: RawItem): FeedItem {
  return {
    url: link,
    title: titleOf(fields.get('title')),
    summary: textOfMarkup(fields.get('summary') ?? fields.get('content') ?? ''),
    publishedAt: toIsoTime(fields.get('published') ?? fields.get('updated') ?? ''),
    id: entryIdOf(fields.get('id')),
    author: authorOf(fields.get('author')),
    ...(source && { source: { name: textOfMarkup(source.name), home: source.home } }),
  }
}

/** The name of `name <mail>`, `mail (name)`, or of the markup in which Atom writes it. */
function authorOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined
  const named = /<name>([^<]*)<\/name>/i.exec(written)?.[1] ?? /\(([^()]+)\)/.exec(written)?.[1] ?? written
  return authorNameOf(named)
}
