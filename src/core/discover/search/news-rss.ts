import { primarySubtag } from '../../text/primary-subtag.ts'
import { readFeed } from '../feeds/feed.ts'
import { fillTemplate } from './fill-template.ts'
import type { FoundItem, SearchReading, SearchService } from './service.ts'

/**
 * A news search that answers with RSS, in the manner of Google News. Its links lead to the service, so an entry is a lead: a headline, an
 * outlet and a time. The article is looked for in the outlet's own feeds and sitemaps; the service is never asked to decode its links.
 * A service whose links are the articles' own gives articles.
 */
export function newsRss({ url }: { readonly url: string }): SearchService {
  return {
    ask: (question) => {
      const filled = fillTemplate(url, question)
      return filled === undefined ? undefined : { url: filled, leastIntervalMs: 0 }
    },
    read: readNewsRss,
  }
}

function readNewsRss(text: string, url: string): SearchReading {
  const reading = readFeed(text, url)
  if (reading.kind === 'not-a-feed') return { kind: 'refused', code: 'search-answer', reason: reading.reason }
  const service = URL.parse(url)?.hostname
  const language = primarySubtag(reading.head.language)
  const items = reading.items.flatMap((item): readonly FoundItem[] => {
    if (item.url === undefined) return []
    const { name, home } = item.source ?? {}
    const outletHome = home === undefined ? undefined : URL.parse('/', home)?.href
    const isLead = URL.parse(item.url)?.hostname === service && service !== undefined
    const title = name === undefined ? item.title : withoutEnd(item.title, ` - ${name}`)
    // What it says of the article is a list of other headlines.
    return [{ ...item, url: item.url, title, summary: isLead ? '' : item.summary, language, outletName: name, outletHome, isLead }]
  })
  return { kind: 'found', items, damaged: reading.items.length - items.length }
}

function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text
}
