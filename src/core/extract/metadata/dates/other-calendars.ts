const dayMs = 86_400_000

/** Months of the Iranian calendar, in order. */
const jalaliMonths = ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'] as const
const thaiMonths = ['มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม', 'มิถุนายน', 'กรกฎาคม', 'สิงหาคม', 'กันยายน', 'ตุลาคม', 'พฤศจิกายน', 'ธันวาคม'] as const // prettier-ignore

const jalaliInWords = new RegExp(`(?<!\\d)(\\d{1,2})\\s+(${jalaliMonths.join('|')})\\s+(?:ماه\\s+)?(1[34]\\d{2})(?!\\d)`)
const jalaliInFigures = /(?<!\d)(1[34]\d{2})\/(\d{1,2})\/(\d{1,2})(?!\d)/
const thaiInWords = new RegExp(`(?<!\\d)(\\d{1,2})\\s+(${thaiMonths.join('|')})\\s+(?:พ\\.ศ\\.\\s*)?(2[45]\\d{2})(?!\\d)`)
/** First years of what Japan and Taiwan count from. */
const eras = [
  ['令和', 2019],
  ['平成', 1989],
  ['民國', 1912],
] as const
const inEra = new RegExp(`(${eras.map(([name]) => name).join('|')})\\s?(\\d{1,3}|元)\\s?年\\s?(\\d{1,2})\\s?月\\s?(\\d{1,2})\\s?日`)

/** Letters from the Arabic block on, of which the names of these months and eras are made. */
const otherScripts = /[\u0600-\uffff]/

/** Year, month and day as the rest of the world counts them. */
export type CivilDay = readonly [year: number, month: number, day: number]

/**
 * A date of a calendar whose years are not ours: Iran's (`۱۲ اسفند ۱۴۰۴`), Thailand's (`3 มีนาคม 2569`), Japan's and Taiwan's (`令和8年3月3日`,
 * `民國115年3月3日`). Figures are to be ASCII. In figures alone Iran's is believed only where `isPersian`.
 */
export function dayOfOtherCalendar(text: string, isPersian: boolean): CivilDay | undefined {
  if (!isPersian && !otherScripts.test(text)) return undefined
  const words = jalaliInWords.exec(text)
  if (words) return fromJalali(Number(words[3]), jalaliMonths.findIndex((name) => name === words[2]) + 1, Number(words[1]))
  const figures = isPersian ? jalaliInFigures.exec(text) : null
  if (figures) return fromJalali(Number(figures[1]), Number(figures[2]), Number(figures[3]))
  const thai = thaiInWords.exec(text)
  if (thai) return [Number(thai[3]) - 543, thaiMonths.findIndex((name) => name === thai[2]) + 1, Number(thai[1])]
  const era = inEra.exec(text)
  const first = eras.find(([name]) => name === era?.[1])?.[1]
  if (!era || first === undefined) return undefined
  return [first - 1 + (era[2] === '元' ? 1 : Number(era[2])), Number(era[3]), Number(era[4])]
}

/** By the rule of 33 years, which is right from 1343 to 1472 (1964 to 2093). `undefined` for a day that the month has not. */
function fromJalali(year: number, month: number, day: number): CivilDay | undefined {
  const length = month < 7 ? 31 : month < 12 || isJalaliLeap(year) ? 30 : 29
  if (year < 1343 || year > 1472 || month < 1 || month > 12 || day < 1 || day > length) return undefined
  const daysSinceAnchor = daysBefore(year, month) + day - daysBefore(1404, 1) - 1
  const date = new Date(Date.UTC(2025, 2, 21) + daysSinceAnchor * dayMs)
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}

const leapPlaces = new Set([1, 5, 9, 13, 17, 22, 26, 30])

function isJalaliLeap(year: number): boolean {
  return leapPlaces.has(year % 33)
}

/** Days from the beginning of year 1320 to that of a month. */
function daysBefore(year: number, month: number): number {
  let days = month < 8 ? 31 * (month - 1) : 186 + 30 * (month - 7)
  for (let at = 1320; at < year; at++) days += isJalaliLeap(at) ? 366 : 365
  return days
}
