import { dayFirst, toIsoDate } from '../../extract/metadata/dates/written-date.ts'

/**
 * A date of a feed, sitemap or service as ISO 8601, whatever the machine's own time zone. Reads ISO 8601, RFC 822 with its named zones and
 * those of news, seconds since 1970, and days in words. The written offset stays; a time without one is UTC, as readers of feeds agree; of a
 * time in a zone whose name means several only the day is told. `undefined` for what is no whole date, or has two readings.
 */
export function toIsoTime(written: string): string | undefined {
  const text = written.trim()
  if (text.length > 100 || isAmbiguous(text)) return undefined
  const plain = toIsoDate(withOffset(withCentury(text)), dayFirst)?.replace(/[+-]00:00$/, 'Z')
  return plain !== undefined && isoForm.test(text) && !Number.isNaN(Date.parse(text)) ? text : plain
}

/** Needs no other spelling. */
const isoForm = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?$/

/** `10/11/2026` is a day in November or in October, also behind the name of a weekday. */
function isAmbiguous(text: string): boolean {
  const [, first, second] = /(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)/.exec(text) ?? []
  return first !== second && Number(first) <= 12 && Number(second) <= 12
}

/** RFC 822 wrote years with two digits: `14 Oct 26 10:00`. */
function withCentury(text: string): string {
  const spaced = text.replace(/^([A-Za-z]{3,9}),(?=\d)/, '$1, ')
  return spaced.replace(/^((?:[A-Za-z]{3,9},?\s*)?\d{1,2}[\s-][A-Za-z]{3,9}[\s-])(\d{2})(?=\s)/, (_, before: string, year: string) => {
    return `${before}${Number(year) < 70 ? '20' : '19'}${year}`
  })
}

/** The offset of a time, in figures. A name that is not known stays, and is read as no offset. */
function withOffset(text: string): string {
  const time =
    /^(.*?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(?:GMT|UTC)?([+-]\d{1,2}(?::?\d{2})?(?!\d)|[A-Za-z]{1,5}(?![A-Za-z]))?(.*)$/i.exec(text)
  if (!time) return text
  const [, before = '', zone = '', after = ''] = time
  const offset = zone === '' ? '+0000' : (offsetOf.get(zone.toUpperCase()) ?? inFigures(zone))
  return offset === undefined ? text : `${before} ${offset} ${after}`.trim()
}

/** `+3` and `-0700` with all four figures. */
function inFigures(zone: string): string | undefined {
  const [, sign, hours = '', minutes] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? []
  return sign === undefined ? undefined : `${sign}${hours.padStart(2, '0')}${minutes ?? '00'}`
}

/** Zones by name: those of RFC 822, and others that mean one thing in the news. IST is three, and stays unread. */
const offsetOf: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '+0000': 'UT UTC GMT Z WET',
    '+0100': 'BST CET MEZ WEST WAT',
    '+0200': 'CEST MESZ EET CAT SAST',
    '+0300': 'EEST MSK EAT TRT',
    '+0500': 'PKT',
    '+0700': 'WIB',
    '+0800': 'HKT SGT PHT AWST',
    '+0900': 'JST KST',
    '+1000': 'AEST',
    '+1100': 'AEDT',
    '+1200': 'NZST',
    '+1300': 'NZDT',
    '-0300': 'BRT ART',
    '-0400': 'EDT',
    '-0500': 'EST CDT',
    '-0600': 'CST MDT',
    '-0700': 'MST PDT',
    '-0800': 'PST',
  }).flatMap(([offset, names]) => names.split(' ').map((name): [string, string] => [name, offset])),
)
