import { attributeOf, elementsWith, placesOf, textOf, type PageTree } from '../../page/page-tree.ts'
import { squash } from '../../words.ts'
import { metaOf, type Head } from '../head.ts'
import { stringOf, type LinkedNode } from '../json-ld.ts'
import { figuresOfPage } from './figure-order.ts'
import { changedWords, lettersOf, visibleDate } from './visible-date.ts'
import { toIsoDate, findWrittenDate, isoDay, type ReadFigures } from './written-date.ts'

export interface DateSources {
  readonly tree: PageTree
  readonly head: Head
  readonly node: LinkedNode | undefined
  readonly url: string | undefined
  readonly title: string | undefined
}

const publishedMetas = [
  'article:published_time', 'article:published', 'og:article:published_time', 'og:published_time', 'datepublished', 'parsely-pub-date', 'sailthru.date', 'article.published', 'published-date', 'publish-date', 'publishdate', 'publish_date', 'publication_date', 'publicationdate', 'cxenseparse:recs:publishtime', 'cxenseparse:publishtime', 'dc.date.issued', 'dc.date.created', 'dcterms.created', 'dcterms.date', 'dc.date', 'article_date_original', 'originalpublicationdate', 'bt:pubdate', 'pubdate', 'displaydate', 'rnews:datepublished', 'date', 'last-modified-original', 'vr:published_time', 'citation_date', 'citation_publication_date', 'shareaholic:article_published_time', 'iso-8601-publish-date', 'analyticsattributes.articledate', 'weibo: article:create_at', 'og:release_date', 'article:post_date',
] as const // prettier-ignore

/**
 * When the article was published, ISO 8601 with the offset as written, or a bare day where no offset is written. What the page declares comes
 * first, then a time element near the headline, then the address, then a date in the text near the headline. Never a declared date of
 * change; a printed one only where nothing else is.
 */
export function readPublishedAt(sources: DateSources): string | undefined {
  const { tree, head, node, url, title } = sources
  const readFigures = figuresOfPage(sources)
  const linked = (key: string): string | undefined => (node ? toIsoDate(stringOf(node, key) ?? '', readFigures) : undefined)
  return (
    linked('datePublished') ??
    declaredDate(head, publishedMetas, readFigures) ??
    declaredDate(head, otherPublishedMetas(head), readFigures) ??
    linked('dateCreated') ??
    timeElement(tree, readFigures, { changes: false }) ??
    dateInUrl(url ?? head.canonical ?? metaOf(head, 'og:url')) ??
    visibleDate(tree, headlinesOf(tree, title ?? ''), readFigures) ??
    timeElement(tree, readFigures, { changes: true })
  )
}

function declaredDate(head: Head, names: readonly string[], readFigures: ReadFigures): string | undefined {
  for (const name of names) {
    const date = toIsoDate(metaOf(head, name) ?? '', readFigures)
    if (date !== undefined) return date
  }
  return undefined
}

/** Metas of systems that put a word of their own before the name: `w-published-date`, `acme.publicationTime`. */
function otherPublishedMetas(head: Head): readonly string[] {
  return [...head.metas.keys()].filter((name) => publishedName.test(name) && !otherName.test(name))
}

const publishedName = /(?:publish(?:ed)?|publication)[-_. ]?(?:date|time|on|at)(?![a-z])|(?:date|time)[-_. ]?published(?![a-z])/
const otherName = /modif|updat|expir|unpublish/

/** The first `time` element that says it is the publication, else the first after the headline, else the first. `changes`: those that a word for change stands before count too. */
function timeElement(tree: PageTree, readFigures: ReadFigures, { changes }: { readonly changes: boolean }): string | undefined {
  let first: string | undefined
  let afterHeadline: string | undefined
  const headline = placesOf(tree, 'h1')[0] ?? tree.size
  const elements = new Set([...placesOf(tree, 'time'), ...elementsWith(tree, 'itemprop')])
  for (const index of [...elements].toSorted((a, b) => a - b)) {
    const itemprop = attributeOf(tree, index, 'itemprop')?.toLowerCase() ?? ''
    if (tree.tags[index] !== 'time' && !itemprop.includes('datepublished')) continue
    const names = `${itemprop} ${attributeOf(tree, index, 'class')?.toLowerCase() ?? ''}`
    if (names.includes('modified') || names.includes('updated') || (!changes && tellsOfChange(tree, index))) continue
    const date =
      toIsoDate(attributeOf(tree, index, 'datetime') ?? attributeOf(tree, index, 'content') ?? '', readFigures) ??
      findWrittenDate(textOf(tree, index, 200), readFigures)
    if (date === undefined) continue
    if (itemprop.includes('datepublished')) return date
    first ??= date
    if (index >= headline) afterHeadline ??= date
  }
  return afterHeadline ?? first
}

const labelNodes = 6
const maxLabelChars = 40

/** Whether the text right before an element, or its own first words, say that something was changed: "Updated", "Обновлено:". */
function tellsOfChange(tree: PageTree, element: number): boolean {
  const own = textOf(tree, element, maxLabelChars)
  let before = ''
  for (let at = element - 1; at > 0 && at > element - labelNodes && before === ''; at--) before = tree.texts[at]!.trim()
  const label = before.length > maxLabelChars ? '' : before
  return [lettersOf(label).at(-1), lettersOf(own)[0]].some((word) => word !== undefined && changedWords.has(word))
}

/** A day between dividers, or one that opens a long number: many systems number articles by the time they were made. */
function dateInUrl(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  const address = url.slice(0, 2_000)
  const match =
    /[/_-]((?:19|20)\d{2})([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/.exec(address) ??
    /[/_-][A-Za-z]{0,4}(20\d{2})()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4,12}(?!\d)/.exec(address)
  return match ? isoDay(`${match[1]}-${match[3]}-${match[4]}`) : undefined
}

const mostHeadlines = 8

/** Where a headline starts: each `h1`, and each text that is the title. */
function headlinesOf(tree: PageTree, title: string): readonly number[] {
  const wanted = squash(title)
  const found: number[] = []
  for (let index = 1; index < tree.size && found.length < mostHeadlines; index++) {
    if (tree.tags[index] === 'h1') found.push(index)
    const text = tree.texts[index]!
    if (wanted === '' || text.length < wanted.length || text.length > title.length + 200) continue
    const parent = tree.tags[tree.parents[index]!]
    if (parent !== 'title' && parent !== 'script' && squash(text) === wanted) found.push(index)
  }
  return found
}
