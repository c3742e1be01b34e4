/** Days and months of a language in lower case, by the runtime's own names: written like names, and no names. */
export function calendarWords(language: string | undefined): ReadonlySet<string> {
  const key = language ?? 'en'
  const known = calendars.get(key)
  if (known) return known
  const words = new Set<string>()
  for (const part of ['weekday', 'month'] as const) {
    for (const width of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(key, { [part]: width, timeZone: 'UTC' })
      for (let index = 0; index < 12; index++) words.add(format.format(Date.UTC(2024, index, 1 + index)).toLowerCase())
    }
  }
  calendars.set(key, words)
  return words
}

const calendars = new Map<string, ReadonlySet<string>>()
