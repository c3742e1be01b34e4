import { z } from 'zod'
import { resolveAddress, textOfMarkup } from './feed-values.ts'
import type { AnchorProfile } from './profile.ts'

/** GDELT DOC 2.0, a free index of the world's online news of the last three months. It wants six seconds between questions. */
const endpoint = 'https://api.gdeltproject.org/api/v2/doc/doc'

export interface GdeltWindow {
  /** Either side of the anchor's date; the last days where it has none. */
  readonly days: number
  /** Most articles; GDELT gives 250 and no second page. */
  readonly limit: number
}

/**
 * The address that asks for articles on an anchor's story: its weightiest names, any of them, and its weightiest other word, because names
 * alone find everything and a whole headline finds nothing. `undefined` where the anchor has no name that can be asked for: Chinese names
 * are known by their sounds only.
 */
export function gdeltQuery(profile: AnchorProfile, window: GdeltWindow): string | undefined {
  const names = [...profile.names.values()].filter(isAskable).slice(0, mostNames)
  if (names.length === 0) return undefined
  const [first = ''] = names.map(quote)
  const anyName = names.length === 1 ? first : `(${names.map(quote).join(' OR ')})`
  const word = profile.words.find((candidate) => isAskable(candidate) && !names.includes(candidate))
  const query = word === undefined ? anyName : `${anyName} ${quote(word)}`
  const limit = String(Math.max(1, Math.min(window.limit, 250)))
  const asked = new URLSearchParams({
    query,
    mode: 'artlist',
    format: 'json',
    maxrecords: limit,
    sort: 'datedesc',
    ...timesOf(profile, window),
  })
  return `${endpoint}?${asked.toString()}`
}

const mostNames = 3

/** GDELT refuses shorter words and finds nothing for what is no word; it has no way to write a quotation mark. */
function isAskable(name: string): boolean {
  return /^[\p{L}\p{M}][\p{L}\p{M}\p{N}' ’-]{2,60}$/u.test(name) && !/^\p{Script=Han}/u.test(name)
}

/** Quoted, also because a hyphen outside quotation marks is read as "without". */
function quote(name: string): string {
  return `"${name}"`
}

function timesOf({ publishedAt }: AnchorProfile, { days }: GdeltWindow): Readonly<Record<string, string>> {
  const day = Date.parse(publishedAt?.slice(0, 10) ?? '')
  if (Number.isNaN(day)) return { timespan: `${2 * days}d` }
  return { startdatetime: compactTime(day - days * dayMs), enddatetime: compactTime(day + (days + 1) * dayMs) }
}

const dayMs = 86_400_000

/** `YYYYMMDDHHMMSS` in UTC. */
function compactTime(time: number): string {
  return new Date(time).toISOString().replace(/\D/g, '').slice(0, 14)
}

export interface GdeltArticle {
  readonly url: string
  readonly title: string
  /** When GDELT saw it first: no earlier than it was published. */
  readonly seenAt: string | undefined
  readonly domain: string | undefined
  /** BCP 47 primary subtag. */
  readonly language: string | undefined
}

export type GdeltReading =
  | {
      readonly kind: 'articles'
      readonly articles: readonly GdeltArticle[]
      /** Entries that could not be read. */ readonly damaged: number
    }
  /** `gdelt-limit`: asked too fast; `gdelt-query`: it does not understand the question; `gdelt-answer`: something else answered. */
  | { readonly kind: 'refused'; readonly code: 'gdelt-limit' | 'gdelt-query' | 'gdelt-answer'; readonly reason: string }

/** Reads GDELT's answer, whatever status and type it came with: complaints are plain text under status 200, and its JSON is not always JSON. */
export function readGdelt(text: string): GdeltReading {
  const answer = text.replace(/^\ufeff/, '').trim()
  if (!answer.startsWith('{')) return complaint(answer)
  const mended = mend(answer)
  const whole = parseJson(mended)
  const entries = answerSchema.safeParse(whole).data?.articles ?? (whole === undefined ? salvage(mended) : [])
  if (whole === undefined && entries.length === 0)
    return { kind: 'refused', code: 'gdelt-answer', reason: 'GDELT answered with damaged JSON, and no article in it could be read' }
  const articles = entries.flatMap((entry) => toArticle(entry) ?? [])
  return { kind: 'articles', articles, damaged: entries.length - articles.length }
}

function complaint(answer: string): GdeltReading {
  const shown = textOfMarkup(answer.slice(0, 2000)).slice(0, 200)
  if (answer === '') return { kind: 'refused', code: 'gdelt-answer', reason: 'GDELT answered with nothing' }
  if (/limit requests|too many requests/i.test(shown))
    return { kind: 'refused', code: 'gdelt-limit', reason: `GDELT asks for patience: ${shown}` }
  if (/^<(?:!doctype|html)/i.test(answer))
    return { kind: 'refused', code: 'gdelt-answer', reason: `GDELT answered with a web page: ${shown}` }
  return { kind: 'refused', code: 'gdelt-query', reason: `GDELT did not understand the question: ${shown}` }
}

const answerSchema = z.object({ articles: z.array(z.unknown()) })
const articleSchema = z.object({
  url: z.string(),
  title: z.string().default(''),
  seendate: z.string().optional(),
  domain: z.string().optional(),
  language: z.string().optional(),
})

function toArticle(entry: unknown): GdeltArticle | undefined {
  const { data } = articleSchema.safeParse(entry)
  const url = data && resolveAddress(data.url, endpoint)
  if (url === undefined || !/^https?:/i.test(data?.url.trim() ?? '')) return undefined
  return {
    url,
    title: closeUp(textOfMarkup(data?.title ?? '')),
    seenAt: toTime(data?.seendate),
    domain: data?.domain,
    language: languageCodes().get(data?.language?.toLowerCase() ?? ''),
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
