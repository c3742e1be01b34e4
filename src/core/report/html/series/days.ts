const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
/** Days named on an axis. */
const namedAtMost = 6

/** Days from the first to this one. */
export function dayNumber(day: string, first: string): number {
  return Math.round((Date.parse(day) - Date.parse(first)) / 86_400_000)
}

/** Some of the days, evenly chosen, as "2 Mar"; the first and the last are among them. */
export function dayTicks(days: readonly string[]): readonly { readonly x: number; readonly label: string }[] {
  const unique = [...new Set(days)]
  const [first] = unique
  if (first === undefined) return []
  const step = Math.max(1, (unique.length - 1) / (namedAtMost - 1))
  const indices = Array.from({ length: Math.min(namedAtMost, unique.length) }, (_, index) => Math.round(index * step))
  return [...new Set(indices)].flatMap((index) => {
    const day = unique[index]
    return day === undefined ? [] : [{ x: dayNumber(day, first), label: shortDay(day) }]
  })
}

function shortDay(day: string): string {
  const [, month = '', date = ''] = day.split('-')
  return `${Number(date)} ${months[Number(month) - 1] ?? month}`
}
