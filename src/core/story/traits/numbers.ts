import { grouped } from '../../grouped.ts'

/** How the languages write thousands and millions behind a number. */
const multipliers = new Map<string, number>([
  ...['thousand', 'тысяча', 'тысячи', 'тысяч', 'тыс', 'мың', '千'].map((word) => [word, 1e3] as const),
  ...['million', 'millions', 'mln', 'миллион', 'миллиона', 'миллионов', 'млн'].map((word) => [word, 1e6] as const),
  ...['billion', 'billions', 'bn', 'миллиард', 'миллиарда', 'миллиардов', 'млрд'].map((word) => [word, 1e9] as const),
  ...['trillion', 'trillions', 'триллион', 'триллиона', 'триллионов', 'трлн', '万亿'].map((word) => [word, 1e12] as const),
  ['万', 1e4],
  ['百万', 1e6],
  ['千万', 1e7],
  ['亿', 1e8],
])

const numberPattern = /(\d{1,15}(?:[.,\u00a0\u202f ]\d{1,3}){0,5})\s?(万亿|百万|千万|[万亿千]|\p{L}{2,11})?/gu

/**
 * The numbers of a text as plain values, the same in every language: "4.2 billion", "4,2 миллиарда" and "42亿" give 4200000000. Small
 * counts and years are left out, because unrelated reports share them.
 */
export function numbersIn(text: string): ReadonlySet<string> {
  const numbers = new Set<string>()
  for (const [, digits = '', unit = ''] of text.matchAll(numberPattern)) {
    const value = valueOf(digits)
    const factor = multipliers.get(unit.toLowerCase()) ?? 1
    if (Number.isNaN(value) || (factor === 1 && isCommon(value))) continue
    numbers.add(String(Number((value * factor).toPrecision(6))))
  }
  return numbers
}

const smallestTelling = 100
const namedFrom: readonly (readonly [factor: number, name: string])[] = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
]

/** A value of `numbersIn` as a reader knows it: "12 million", "1,180". `undefined` for one so small that it reminds nobody of anything. */
export function numberWords(number: string): string | undefined {
  const value = Number(number)
  if (!(value >= smallestTelling)) return undefined
  const [factor, name] = namedFrom.find(([from]) => value >= from) ?? []
  if (factor !== undefined) return `${String(Number((value / factor).toPrecision(6)))} ${name}`
  const [whole = '', rest] = number.split('.')
  return [grouped(Number(whole)), rest].filter((part) => part !== undefined).join('.')
}

/** Separators before groups of three digits are thousands; a lone one before other counts is the decimal point. */
function valueOf(digits: string): number {
  const groups = digits.split(/[.,\u00a0\u202f ]/)
  const [first = '', ...rest] = groups
  if (rest.length === 0) return Number(first)
  if (rest.every((group) => group.length === 3) && first !== '0') return Number(groups.join(''))
  return rest.length === 1 ? Number(`${first}.${rest[0] ?? ''}`) : Number(first)
}

function isCommon(value: number): boolean {
  return (Number.isInteger(value) && value <= 31) || (Number.isInteger(value) && value >= 1900 && value <= 2100)
}
