import { getDomainWithoutSuffix } from 'tldts'
import type { FeedHead } from './feeds/feed.ts'
import { primarySubtag } from '../text/primary-subtag.ts'
import { readMarkup } from './feeds/read-markup.ts'

/** What an outlet says of itself. */
export interface OutletDescription {
  /** Made of its domain: lower case, digits and hyphens. */
  readonly id: string
  readonly name: string
  /** BCP 47 primary subtag. */
  readonly language: string | undefined
}

export interface OutletWords {
  readonly homepage: string
  /** The front page, where it could be read. */
  readonly html: string | undefined
  /** Of a feed, where one could be read. */
  readonly feed: FeedHead | undefined
}

/** Takes an outlet's name and language from its front page, else from its feed, else from its address. The country is nowhere said, and not guessed. */
export function describeOutlet({ homepage, html, feed }: OutletWords): OutletDescription {
  const host = URL.parse(homepage)?.hostname ?? homepage
  const domain = getDomainWithoutSuffix(homepage) ?? host.replace(/^www\./, '')
  const front = readFront(html ?? '')
  const name = [front.siteName, front.title && partNaming(domain, front.title), feed?.title, host]
  const language = [front.language, front.locale, feed?.language].map(primarySubtag)
  return {
    id:
      domain
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, '') || 'outlet',
    name: name.map(clean).find((candidate) => candidate !== '') ?? host,
    language: language.find((subtag) => subtag !== undefined),
  }
}

interface Front {
  siteName?: string
  title?: string
  locale?: string
  language?: string
}

const readAtMost = 1_000_000

function readFront(html: string): Front {
  const front: Front = {}
  let title: string | undefined
  readMarkup(html.slice(0, readAtMost), {
    onopentag: (tag, { lang, property, name, content, 'http-equiv': header }) => {
      if (tag === 'html' && lang !== undefined) front.language ??= lang
      if (tag === 'title' && front.title === undefined) title = ''
      if (tag !== 'meta' || content === undefined) return
      const key = (property ?? name ?? header ?? '').toLowerCase()
      if (key === 'og:site_name' || key === 'application-name') front.siteName ??= content
      if (key === 'og:locale' || key === 'content-language') front.locale ??= content
    },
    ontext: (part) => {
      if (title !== undefined && title.length < 1000) title += part
    },
    onclosetag: (tag) => {
      if (tag !== 'title' || title === undefined) return
      front.title ??= title
      title = undefined
    },
  })
  return front
}

/** "World news | The Courier" of courier.example: the part that sounds like the domain, else the first. */
function partNaming(domain: string, title: string): string {
  const parts = title.split(/\s[|–—:·-]\s|\s?\|\s?/u)
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return (
    parts.find((part) => plain(part) !== '' && (plain(part).includes(plain(domain)) || plain(domain).includes(plain(part)))) ??
    parts[0] ??
    ''
  )
}

function clean(text: string | undefined): string {
  return (text ?? '')
    .slice(0, 1000)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 100)
    .trim()
}
