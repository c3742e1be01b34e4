import { attributeOf, placesOf, type PageTree } from '../../page/page-tree.ts'
import { metaOf, type Head } from '../head.ts'
import { stringOf, type LinkedNode } from '../json-ld.ts'
import { isoDay, type ReadFigures, type TwoReadings } from './written-date.ts'

export interface DatedPage {
  readonly tree: PageTree
  readonly head: Head
  readonly node: LinkedNode | undefined
  readonly url: string | undefined
}

/**
 * How a page means `03/04/2026`. What the page itself shows goes first: a date for machines, or the months in its address, that fit one reading; then its other
 * dates in figures, where one has a number above 12; then where it says it is from. Americans write the month first, everybody else the day.
 */
export function figuresOfPage(page: DatedPage): ReadFigures {
  // Most pages print no such date: nothing is looked for before one is met.
  let declared: Declared | undefined
  let isMonthFirst: boolean | undefined
  return (readings) => {
    declared ??= declaredIn(page)
    const fitting = fittingOne(readings, declared)
    if (fitting !== undefined) return fitting
    isMonthFirst ??= orderShown(page.tree) ?? isAmerican(page)
    return isMonthFirst ? readings.monthFirst : readings.dayFirst
  }
}

interface Declared {
  readonly days: ReadonlySet<string>
  /** `2026-03`. */
  readonly months: ReadonlySet<string>
}

function fittingOne({ dayFirst, monthFirst }: TwoReadings, { days, months }: Declared): string | undefined {
  if (days.has(dayFirst) !== days.has(monthFirst)) return days.has(dayFirst) ? dayFirst : monthFirst
  const [inDayFirst, inMonthFirst] = [months.has(dayFirst.slice(0, 7)), months.has(monthFirst.slice(0, 7))]
  if (inDayFirst === inMonthFirst) return undefined
  return inDayFirst ? dayFirst : monthFirst
}

const linkedDates = ['datePublished', 'dateCreated', 'dateModified', 'uploadDate'] as const

function declaredIn({ tree, head, node, url }: DatedPage): Declared {
  const written = [
    ...[...head.metas.values()].flat(),
    ...linkedDates.map((key) => (node ? stringOf(node, key) : undefined)),
    ...placesOf(tree, 'time').map((index) => attributeOf(tree, index, 'datetime')),
  ]
  const days = written.map((value) => isoDay(value ?? '')).filter((day) => day !== undefined)
  const addresses = [url, head.canonical, metaOf(head, 'og:url')]
  const months = addresses.map((address) => /[/_-]((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])(?=[/_-]|$)/.exec(address?.slice(0, 2_000) ?? ''))
  return { days: new Set(days), months: new Set(months.flatMap((match) => (match ? [`${match[1]}-${match[2]}`] : []))) }
}

const mostTexts = 5_000
const mostTextChars = 300

/** Whether other dates of the page have the month first; `undefined` where none tells, or some do and some do not. */
function orderShown(tree: PageTree): boolean | undefined {
  let hasDayFirst = false
  let hasMonthFirst = false
  for (let index = 1; index < tree.size && index < mostTexts; index++) {
    const text = tree.texts[index]!
    if (text.length < 8 || text.length > mostTextChars) continue
    for (const match of text.matchAll(/(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)\d{2}(?!\d)/g)) {
      const [first, second] = [Number(match[1]), Number(match[3])]
      hasDayFirst ||= first > 12 && first <= 31 && second <= 12
      hasMonthFirst ||= second > 12 && second <= 31 && first <= 12
    }
  }
  return hasDayFirst === hasMonthFirst ? undefined : hasMonthFirst
}

/** Domains of the United States. */
const americanDomains = new Set(['us', 'gov', 'mil'])
/** Domains of countries that read English and write the day first: their sites often leave the language at what the software came with. */
const dayFirstDomains = new Set([
  'uk', 'ie', 'au', 'nz', 'in', 'pk', 'bd', 'lk', 'za', 'ng', 'ke', 'gh', 'ug', 'tz', 'zw', 'zm', 'sg', 'my', 'hk', 'mt', 'jm', 'tt', 'eu',
]) // prettier-ignore

function isAmerican({ head, url }: Pick<DatedPage, 'head' | 'url'>): boolean {
  const domain =
    URL.parse(url ?? head.canonical ?? '')
      ?.hostname.split('.')
      .at(-1) ?? ''
  if (americanDomains.has(domain)) return true
  if (dayFirstDomains.has(domain)) return false
  const { htmlLanguage = '' } = head
  // A page that names no country in its own language tag may do so elsewhere.
  const tags = /^(?:en)?$/i.test(htmlLanguage.trim()) ? [metaOf(head, 'og:locale'), metaOf(head, 'content-language')] : [htmlLanguage]
  return tags.some((tag) => /^en[-_]us$/i.test(tag?.trim() ?? ''))
}
