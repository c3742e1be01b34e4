/** Days and months of a language in lower case, by the runtime's own names: written like names, and no names. */
export function calendarWords(language: string | undefined): ReadonlySet<string> {
  const key = language ?? 'en'
  const known = calendars.get(key)
  if (known) return known
  const words = new Set<string>()
  for (const width of ['long', 'short'] as const) {
    const weekday = new Intl.DateTimeFormat(key, { weekday: width, timeZone: 'UTC' })
    for (let day = 1; day <= 7; day++) words.add(weekday.format(Date.UTC(2024, 0, day)).toLowerCase())
    const month = new Intl.DateTimeFormat(key, { month: width, timeZone: 'UTC' })
    for (let index = 0; index < 12; index++) words.add(month.format(Date.UTC(2024, index, 1)).toLowerCase())
  }
  calendars.set(key, words)
  return words
}

const calendars = new Map<string, ReadonlySet<string>>()
