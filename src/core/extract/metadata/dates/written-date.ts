import { monthNumber } from './month-names.ts'
import { dayOfOtherCalendar } from './other-calendars.ts'

const firstYear = 1990
const lastYear = 2100

/** What `03/04/2026` may mean. */
export interface TwoReadings {
  readonly dayFirst: string
  readonly monthFirst: string
}

/** Takes one of two readings; whoever has a page asks what the page says. */
export type ReadFigures = (readings: TwoReadings) => string

/** What most of the world means, for texts that come without a page. */
export const dayFirst: ReadFigures = (readings) => readings.dayFirst

/** The day of a date in an ISO form, as written; `undefined` for any other. */
export function isoDay(written: string): string | undefined {
  const value = written.trim()
  return value.length < 8 || value.length > 100 ? undefined : (isoForm(value) ?? compactForm(value))?.slice(0, 10)
}

/**
 * A declared date as ISO 8601: the offset stays as written, a time without an offset becomes its day, since nobody says where. Reads ISO forms,
 * the forms of mail and of `Date.toString`, seconds and milliseconds since 1970, and dates in words. `undefined` for anything else or out of range.
 */
export function toIsoDate(written: string, readFigures: ReadFigures): string | undefined {
  const value = asciiDigits(written.trim())
  if (value.length < 6 || value.length > 100) return undefined
  return isoForm(value) ?? compactForm(value) ?? mailForm(value) ?? epochForm(value) ?? findWrittenDate(value, readFigures)
}

function isoForm(value: string): string | undefined {
  const match =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?/i.exec(
      value,
    )
  if (!match) return undefined
  const day = toDay(match[1], match[2], match[3])
  if (day === undefined || match[4] === undefined) return day
  return withTime(day, { hour: match[4], minute: match[5], second: match[6], offset: match[7] })
}

function compactForm(value: string): string | undefined {
  const match = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(value)
  if (!match) return undefined
  const day = toDay(match[1], match[2], match[3])
  if (day === undefined || match[4] === undefined) return day
  return withTime(day, { hour: match[4], minute: match[5], second: match[6], offset: match[7] })
}

/** `Fri, 22 Dec 2023 10:00:00 +0100` and `Fri Dec 22 10:00:00 CET 2023`. */
function mailForm(value: string): string | undefined {
  const match =
    /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]([A-Za-z]{3,9})[\s-](\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?/.exec(
      value,
    ) ??
    reorder(
      /^(?:[A-Za-z]{3},?\s+)?([A-Za-z]{3,9})\s+(\d{1,2})\s+(?:(\d{4})\s+)?(\d{1,2}):(\d{2}):(\d{2})\s+(?:(?:GMT|UTC)?([+-]\d{4})|UTC|GMT|[A-Z]{2,5})?(?:.{0,40}?\s(\d{4}))?/.exec(
        value,
      ),
    )
  if (!match) return undefined
  const month = monthNumber(match[2] ?? '')
  const day = month === undefined ? undefined : toDay(match[3], month, match[1])
  return day === undefined ? undefined : withTime(day, { hour: match[4] ?? '', minute: match[5], second: match[6], offset: match[7] })
}

function reorder(match: RegExpExecArray | null): readonly (string | undefined)[] | undefined {
  if (!match) return undefined
  const [, month, day, year, hour, minute, second, offset, lateYear] = match
  return ['', day, month, year ?? lateYear, hour, minute, second, offset]
}

function epochForm(value: string): string | undefined {
  if (!/^(?:\d{10}|\d{13})$/.test(value)) return undefined
  const iso = new Date(Number(value) * (value.length === 10 ? 1_000 : 1)).toISOString()
  return isYear(Number(iso.slice(0, 4))) ? iso.replace(/\.\d{3}Z$/, 'Z') : undefined
}

interface WrittenTime {
  readonly hour: string
  readonly minute: string | undefined
  readonly second: string | undefined
  readonly offset: string | undefined
}

function withTime(day: string, time: WrittenTime): string {
  const { hour, minute, second, offset } = time
  if (offset === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return day
  const zone = /^(?:z|utc|gmt)$/i.test(offset) ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`
  if (zone !== 'Z' && Number(zone.slice(1, 3)) > 14) return day
  return `${day}T${hour.padStart(2, '0')}:${minute ?? '00'}:${second ?? '00'}${zone}`
}

function toDay(
  year: string | number | undefined,
  month: string | number | undefined,
  day: string | number | undefined,
): string | undefined {
  const numbers = [Number(year), Number(month), Number(day)] as const
  if (!isYear(numbers[0]) || numbers[1] < 1 || numbers[1] > 12 || numbers[2] < 1 || numbers[2] > 31) return undefined
  const text = `${numbers[0]}-${String(numbers[1]).padStart(2, '0')}-${String(numbers[2]).padStart(2, '0')}`
  // The 31st of February is no day.
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text) ? text : undefined
}

function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= firstYear && year <= lastYear
}

/** A date anywhere in a short text, as a bare day. Where day and month in figures could be either, between slashes or hyphens, `readFigures` is asked. */
export function findWrittenDate(text: string, readFigures: ReadFigures): string | undefined {
  const value = asciiDigits(text.slice(0, 300))
  if (!/\d/.test(value)) return undefined
  const other = dayOfOtherCalendar(value, /[\u0600-\u06ff]/.test(text))
  if (other) return toDay(...other)
  const wide = /(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/.exec(value)
  if (wide) return toDay(wide[1], wide[2], wide[3])
  const iso = /(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(value)
  if (iso) return toDay(iso[1], iso[2], iso[3])
  const dayThenMonth =
    /(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|er|º)?,?\s+(?:de\s+)?([^\s\d.,:;/()]{2,12})\.?,?\s+(?:del?\s+)?((?:19|20)\d{2})(?!\d)/.exec(value)
  const namedMonth = monthNumber(dayThenMonth?.[2] ?? '')
  if (dayThenMonth && namedMonth !== undefined) return toDay(dayThenMonth[3], namedMonth, dayThenMonth[1])
  const monthThenDay = /(?<![^\s\d.,:;/()|>-])([^\s\d.,:;/()|>-]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})(?!\d)/.exec(
    value,
  )
  const namedFirst = monthNumber(monthThenDay?.[1] ?? '')
  if (monthThenDay && namedFirst !== undefined) return toDay(monthThenDay[3], namedFirst, monthThenDay[2])
  const yearFirst = dayAfterYear(value)
  if (yearFirst) return yearFirst
  const figures = /(?<!\d)(\d{1,2})([./-])(\d{1,2})[./-]((?:19|20)\d{2})(?!\d)/.exec(value)
  if (!figures) return shortYear(value)
  const day = toDay(figures[4], figures[3], figures[1])
  const month = toDay(figures[4], figures[1], figures[3])
  // Nobody puts dots behind a month that comes first.
  if (day === undefined || month === undefined || figures[2] === '.') return day ?? month
  return readFigures({ dayFirst: day, monthFirst: month })
}

/** `2026. március 3.`, `2026 жылғы 3 наурыз`, `2026 m. kovo 3 d.`; and `3 tháng 3 năm 2026`, whose month is a number. */
function dayAfterYear(value: string): string | undefined {
  if (!/(?:19|20)\d{2}/.test(value)) return undefined
  const dayFollows = /(?<!\d)((?:19|20)\d{2})\.?(?:\s?\p{L}{1,7}\.?,?)?\s(\d{1,2})\.?\s([^\s\d.,:;/()]{3,12})/u.exec(value)
  const named = monthNumber(dayFollows?.[3] ?? '')
  if (dayFollows && named !== undefined) return toDay(dayFollows[1], named, dayFollows[2])
  const monthFollows = /(?<!\d)((?:19|20)\d{2})\.?(?:\s\p{L}{1,5}\.?)??\s([^\s\d.,:;/()]{3,12})\s(\d{1,2})(?!\d)/u.exec(value)
  const namedFirst = monthNumber(monthFollows?.[2] ?? '')
  if (monthFollows && namedFirst !== undefined) return toDay(monthFollows[1], namedFirst, monthFollows[3])
  const numbered = /(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?((?:19|20)\d{2})(?!\d)/iu.exec(value)
  return numbered ? toDay(numbered[3], numbered[2], numbered[1]) : undefined
}

/** First figures of the scripts that have their own. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10]

/** Arabic, Persian, Devanagari, Bengali and full-width figures as ASCII ones; the length stays. */
export function asciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹०-९০-৯０-９]/g, (figure) => {
    const code = figure.charCodeAt(0)
    return String(code - zeros.findLast((zero) => zero <= code)!)
  })
}

/** `14.03.26`, a day as much of Europe writes it. Both figures of each number are asked for, and dots: other forms name versions and other orders. */
function shortYear(value: string): string | undefined {
  const match = /(?<![\d.])(\d{2})\.(\d{2})\.(\d{2})(?!\.?\d)/.exec(value)
  return match ? toDay(`20${match[3]}`, match[2], match[1]) : undefined
}
