import { textOf, type PageTree } from '../page/page-tree.ts'
import { metaOf, type Head } from './head.ts'
import { stringOf, type LinkedNode } from './json-ld.ts'
import { toIsoDate, findWrittenDate } from './written-date.ts'

export interface DateSources {
  readonly tree: PageTree
  readonly head: Head
  readonly node: LinkedNode | undefined
  readonly url: string | undefined
}

const publishedMetas = [
  'article:published_time', 'article:published', 'og:article:published_time', 'og:published_time', 'datepublished', 'parsely-pub-date', 'sailthru.date', 'article.published', 'published-date', 'publish-date', 'publishdate', 'publish_date', 'publication_date', 'publicationdate', 'cxenseparse:recs:publishtime', 'cxenseparse:publishtime', 'dc.date.issued', 'dc.date.created', 'dcterms.created', 'dcterms.date', 'dc.date', 'article_date_original', 'originalpublicationdate', 'bt:pubdate', 'pubdate', 'displaydate', 'rnews:datepublished', 'date', 'last-modified-original', 'vr:published_time', 'citation_date', 'citation_publication_date', 'shareaholic:article_published_time', 'iso-8601-publish-date', 'analyticsattributes.articledate', 'weibo: article:create_at', 'og:release_date', 'article:post_date',
] as const // prettier-ignore

/**
 * When the article was published, ISO 8601 with the offset as written, or a bare day where no offset is written. What the page declares comes
 * first, then a time element near the headline, then the address, then a date in the text near the headline. Never a date of change.
 */
export function readPublishedAt(sources: DateSources): string | undefined {
  const { tree, head, node, url } = sources
  const declared = [
    node ? stringOf(node, 'datePublished') : undefined,
    ...publishedMetas.map((name) => metaOf(head, name)),
    node ? stringOf(node, 'dateCreated') : undefined,
  ]
  for (const value of declared) {
    const date = value === undefined ? undefined : toIsoDate(value)
    if (date !== undefined) return date
  }
  return timeElement(tree) ?? dateInUrl(url ?? head.canonical ?? metaOf(head, 'og:url')) ?? visibleDate(tree)
}

/** The first `time` element that says it is the publication, else the first after the headline, else the first. */
function timeElement(tree: PageTree): string | undefined {
  let first: string | undefined
  let afterHeadline: string | undefined
  let headlineSeen = false
  for (let index = 1; index < tree.size; index++) {
    const tag = tree.tags[index]
    if (tag === 'h1') headlineSeen = true
    const attributes = tree.attributes[index]
    const itemprop = attributes?.get('itemprop')?.toLowerCase() ?? ''
    if (tag !== 'time' && !itemprop.includes('datepublished')) continue
    const names = `${itemprop} ${attributes?.get('class')?.toLowerCase() ?? ''}`
    if (names.includes('modified') || names.includes('updated')) continue
    const date = toIsoDate(attributes?.get('datetime') ?? attributes?.get('content') ?? '') ?? findWrittenDate(textOf(tree, index, 200))
    if (date === undefined) continue
    if (itemprop.includes('datepublished')) return date
    first ??= date
    if (headlineSeen) afterHeadline ??= date
  }
  return afterHeadline ?? first
}

function dateInUrl(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  const match = /[/_-]((?:19|20)\d{2})([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/.exec(url.slice(0, 2_000))
  return match ? toIsoDate(`${match[1]}-${match[3]}-${match[4]}`) : undefined
}

const nearHeadlineNodes = 120
const dateWords = /date|time|publish|posted|meta|byline|dateline|fecha|datum|data/i

/** A date written near the headline, or in an element whose class speaks of dates. */
function visibleDate(tree: PageTree): string | undefined {
  let headlineAt = -1
  for (let index = 1; index < tree.size && headlineAt === -1; index++) if (tree.tags[index] === 'h1') headlineAt = index
  let looked = 0
  for (let index = 1; index < tree.size && looked < 400; index++) {
    const text = tree.texts[index]!
    if (text.length < 6 || text.length > 300) continue
    const parent = tree.parents[index]!
    if (tree.tags[parent] === 'script' || tree.tags[parent] === 'title') continue
    const names = `${tree.attributes[parent]?.get('class') ?? ''} ${tree.attributes[parent]?.get('id') ?? ''}`
    const isNear = headlineAt !== -1 && index > headlineAt - nearHeadlineNodes / 4 && index < headlineAt + nearHeadlineNodes
    if (!isNear && !dateWords.test(names)) continue
    looked += 1
    const date = findWrittenDate(text)
    if (date !== undefined) return date
  }
  return undefined
}
