import { z } from 'zod'
import { resolveAddress, textOfMarkup, titleOf } from '../feeds/feed-values.ts'
import { queryWords } from './query-text.ts'
import { gdeltEndpoint } from './search-spec.ts'
import { daysAsked, type FoundItem, type SearchQuestion, type SearchReading, type SearchService } from './service.ts'
import { textOrNothing } from './text-or-nothing.ts'

/**
 * GDELT DOC 2.0, a free index of the world's online news of the last three months. It reads all languages in English translation, so that
 * English words find them all.
 */
export function gdelt({ url = gdeltEndpoint }: { readonly url?: string | undefined }): SearchService {
  return {
    ask: (question) => {
      const query = queryOf(question)
      if (query === undefined) return undefined
      const { from, to } = daysAsked(question)
      // GDELT gives 250 and no second page.
      const maxrecords = String(Math.max(1, Math.min(question.limit, 250)))
      const times = { startdatetime: compactTime(from), enddatetime: compactTime(to) }
      const asked = new URLSearchParams({ query, mode: 'artlist', format: 'json', maxrecords, sort: 'datedesc', ...times })
      return { url: `${url}?${asked.toString()}`, leastIntervalMs: 6000 }
    },
    read: readGdelt,
  }
}

/** Quoted, also because a hyphen outside quotation marks is read as "without". */
function queryOf({ profile, language }: SearchQuestion): string | undefined {
  const asked = queryWords(profile, language)
  // It refuses what is no word in letters that are spaced.
  const names = asked?.names.filter((name) => !/^\p{Script=Han}/u.test(name)) ?? []
  const quoted = names.map((name) => `"${name}"`)
  if (quoted.length === 0) return undefined
  const anyName = quoted.length === 1 ? (quoted[0] ?? '') : `(${quoted.join(' OR ')})`
  return asked?.word === undefined ? anyName : `${anyName} "${asked.word}"`
}

/** `YYYYMMDDHHMMSS` in UTC. */
function compactTime(time: number): string {
  return new Date(time).toISOString().replace(/\D/g, '').slice(0, 14)
}

/** Reads GDELT's answer, whatever status and type it came with: complaints are plain text under status 200, and its JSON is not always JSON. */
function readGdelt(text: string): SearchReading {
  const answer = text.replace(/^\ufeff/, '').trim()
  if (!answer.startsWith('{')) return complaint(answer)
  const mended = mend(answer)
  const whole = parseJson(mended)
  const answered = answerSchema.safeParse(whole)
  if (whole !== undefined && !answered.success)
    return { kind: 'refused', code: 'gdelt-answer', reason: `GDELT answered with something else than articles: ${answer.slice(0, 200)}` }
  const entries = answered.data ? answered.data.articles : salvage(mended)
  if (whole === undefined && entries.length === 0)
    return { kind: 'refused', code: 'gdelt-answer', reason: 'GDELT answered with damaged JSON, and no article in it could be read' }
  const items = entries.flatMap((entry) => toItem(entry) ?? [])
  return { kind: 'found', items, damaged: entries.length - items.length }
}

/** `gdelt-limit`: asked too fast; `gdelt-query`: it does not understand the question; `gdelt-answer`: something else answered. */
function complaint(answer: string): SearchReading {
  const shown = textOfMarkup(answer.slice(0, 2000)).slice(0, 200)
  if (answer === '') return { kind: 'refused', code: 'gdelt-answer', reason: 'GDELT answered with nothing' }
  if (/limit requests|too many requests/i.test(shown))
    return { kind: 'refused', code: 'gdelt-limit', reason: `GDELT asks for patience: ${shown}` }
  if (/^<(?:!doctype|html)/i.test(answer))
    return { kind: 'refused', code: 'gdelt-answer', reason: `GDELT answered with a web page: ${shown}` }
  return { kind: 'refused', code: 'gdelt-query', reason: `GDELT did not understand the question: ${shown}` }
}

/** Nothing found is `{}`. */
const answerSchema = z.union([z.object({ articles: z.array(z.unknown()) }), z.strictObject({}).transform(() => ({ articles: [] }))])
const articleSchema = z.object({
  url: z.string(),
  title: textOrNothing,
  seendate: textOrNothing,
  domain: textOrNothing,
  language: textOrNothing,
})

function toItem(entry: unknown): FoundItem | undefined {
  const { data } = articleSchema.safeParse(entry)
  const url = data && resolveAddress(data.url, gdeltEndpoint)
  if (url === undefined || !/^https?:/i.test(data?.url.trim() ?? '')) return undefined
  return {
    url,
    title: closeUp(titleOf(data?.title)),
    summary: '',
    // When GDELT saw it first: no earlier than it was published.
    publishedAt: toTime(data?.seendate),
    id: undefined,
    author: undefined,
    language: languageCodes().get(data?.language?.toLowerCase() ?? ''),
    outletName: undefined,
    outletHome: data?.domain === undefined ? undefined : resolveAddress(`https://${data.domain}/`, gdeltEndpoint),
    isLead: false,
  }
}

/** Titles come with spaces round their punctuation. */
function closeUp(title: string): string {
  return title
    .replace(/ (?=[,.;:!?%)\]»”’])/g, '')
    .replace(/(?<=[([«“]) /g, '')
    .replace(/ ' (?=(?:s|t|re|ve|ll|d|m)\b)/g, "'")
}

function toTime(seen: string | undefined): string | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(seen ?? '') ?? []
  if (year === undefined) return undefined
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
  return Number.isNaN(Date.parse(time)) ? undefined : time
}

/** What GDELT lets through: control characters, and backslashes that escape nothing. */
function mend(json: string): string {
  return json
    .replace(/[\u0000-\u001f]/g, ' ')
    .replace(/\\(["\\/bfnrt]|u[0-9a-fA-F]{4})|\\/g, (written, escaped: string | undefined) => (escaped === undefined ? '\\\\' : written))
}

/** Article by article, where the whole cannot be read, as with a bare quotation mark in a title. */
function salvage(json: string): readonly unknown[] {
  return [...json.matchAll(/\{[^{}]*\}/g)].map(([entry]) => parseJson(entry))
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

let codes: ReadonlyMap<string, string> | undefined

/** Codes by the English names that GDELT uses. */
function languageCodes(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'language' })
  return (codes ??= new Map(indexed.split(' ').map((code) => [names.of(code)?.toLowerCase() ?? code, code])))
}

const indexed =
  'af am ar az be bg bn bs ca cs da de el en es et eu fa fi fr gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru sd si sk sl so sq sr sv sw ta te tg th tk tr tt uk ur uz vi zh'
