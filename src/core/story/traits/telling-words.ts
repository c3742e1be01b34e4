import { calendarWords } from './calendar-words.ts'

/** Of what two articles share, as it is printed, what a reader recognises their story by: no weekdays and months, each once, without “’s”. */
export function tellingWords(printed: readonly string[], language: string | undefined): readonly string[] {
  const timeWords = calendarWords(language)
  const telling = printed.filter((word) => !timeWords.has(word.toLowerCase()))
  return [...new Set(telling.map((word) => word.replace(/['’]s$/u, '')))]
}
