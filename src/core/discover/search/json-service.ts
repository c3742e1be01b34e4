import { primarySubtag } from '../../text/primary-subtag.ts'
import { toIsoTime } from '../feeds/feed-time.ts'
import { homeOf, resolveAddress, textOfMarkup, titleOf } from '../feeds/feed-values.ts'
import { fillTemplate } from './fill-template.ts'
import type { FoundItem, SearchReading, SearchService } from './service.ts'

export interface JsonServiceOptions {
  /** Template of the address. */
  readonly url: string
  readonly intervalMs: number
  /** JSON pointer (RFC 6901) to the list of articles. */
  readonly list: string
  /** JSON pointers inside one article. */
  readonly fields: {
    readonly url: string
    readonly title?: string | undefined
    readonly summary?: string | undefined
    readonly publishedAt?: string | undefined
    readonly outlet?: string | undefined
    readonly homepage?: string | undefined
    readonly language?: string | undefined
  }
}

/** Any service that answers a GET with a list of articles as JSON: where things stand in it is said by JSON pointers. */
export function jsonService(options: JsonServiceOptions): SearchService {
  return {
    ask: (question) => {
      const url = fillTemplate(options.url, question)
      return url === undefined ? undefined : { url, leastIntervalMs: options.intervalMs }
    },
    read: (text, url) => readAnswer(text, url, options),
  }
}

function readAnswer(text: string, base: string, { list, fields }: JsonServiceOptions): SearchReading {
  let answer: unknown
  try {
    answer = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return refused(
      `Expected JSON, found ${text.trim() === '' ? 'nothing' : `something else: ${textOfMarkup(text.slice(0, 2000)).slice(0, 200)}`}`,
    )
  }
  const entries = at(answer, list)
  if (!Array.isArray(entries)) return refused(`Expected a list of articles at ${list || 'the top'} of the answer, found ${kindOf(entries)}`)
  const items = entries.slice(0, mostItems).flatMap((entry: unknown): readonly FoundItem[] => {
    const field = (name: keyof typeof fields) => textAt(entry, fields[name])
    const url = resolveAddress(field('url') ?? '', base)
    if (url === undefined || field('url') === undefined) return []
    return [
      {
        url,
        title: titleOf(field('title')),
        summary: textOfMarkup(field('summary') ?? ''),
        publishedAt: toIsoTime(field('publishedAt') ?? ''),
        id: undefined,
        author: undefined,
        language: primarySubtag(field('language')),
        outletName: field('outlet'),
        outletHome: homeOf(field('homepage'), base),
        isLead: false,
      },
    ]
  })
  return { kind: 'found', items, damaged: Math.min(entries.length, mostItems) - items.length }
}

const mostItems = 1000

function refused(reason: string): SearchReading {
  return { kind: 'refused', code: 'search-answer', reason }
}

function textAt(value: unknown, pointer: string | undefined): string | undefined {
  const found = pointer === undefined ? undefined : at(value, pointer)
  if (typeof found === 'number') return String(found)
  return typeof found === 'string' && found.trim() !== '' ? found : undefined
}

/** The value that a JSON pointer names; only what an object holds itself is looked at. */
function at(value: unknown, pointer: string): unknown {
  let found = value
  for (const written of pointer.split('/').slice(1)) {
    const key = written.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = Object.entries(found).find(([name]) => name === key)?.[1]
  }
  return found
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  return value === null ? 'null' : typeof value
}
