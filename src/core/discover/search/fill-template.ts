import type { placeholders } from './placeholders.ts'
import { queryWords } from './query-text.ts'
import { daysAsked, isoDay, type SearchQuestion } from './service.ts'

/**
 * An address made of a template: `{query}` (the names, any of them, and a word), `{from}` and `{to}` (days), `{language}`, `{limit}`; all
 * escaped. `undefined` where the anchor gives no query.
 */
export function fillTemplate(template: string, question: SearchQuestion): string | undefined {
  const query = queryText(question)
  if (query === undefined) return undefined
  const { from, to } = daysAsked(question)
  const values: Readonly<Record<(typeof placeholders)[number], string>> = {
    query,
    from: isoDay(from),
    to: isoDay(to),
    language: question.language,
    limit: String(question.limit),
  }
  return template.replaceAll(/\{(query|from|to|language|limit)\}/g, (_, name: keyof typeof values) => encodeURIComponent(values[name]))
}

/** Names joined by OR, and one word, in the form that nearly every search understands. */
export function queryText({ profile, language }: SearchQuestion): string | undefined {
  const asked = queryWords(profile, language)
  if (!asked) return undefined
  const quoted = asked.names.map((name) => (/\s/.test(name) ? `"${name}"` : name))
  const anyName = quoted.length === 1 ? (quoted[0] ?? '') : `(${quoted.join(' OR ')})`
  return asked.word === undefined ? anyName : `${anyName} ${asked.word}`
}
