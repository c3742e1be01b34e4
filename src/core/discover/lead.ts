import { stem } from '../text/stem.ts'
import { words } from '../text/words.ts'
import { writtenLanguage } from './likeness.ts'
import { roomOf } from './outside-window.ts'
import type { Announced } from './screen.ts'

/** The article that a query leads to. */
export interface Lead {
  readonly url: string
  readonly title: string
  readonly publishedAt: string | undefined
  /** Words of the query in its title or summary, and in all. */
  readonly found: number
  readonly asked: number
}

/**
 * The best answer to a query among what outlets and search services announce: it holds most words of the query in title or summary, whatever
 * their ending; of those that hold as many, the newest of the last `windowDays`. What is stamped ahead of the clock, by another time zone or by mistake, counts as undated and comes
 * after the dated: it may be newer or older than any of them. More than half of the words have to be there. `undefined` where nothing is.
 */
export function pickLead(
  items: readonly (Announced & { readonly language: string | undefined })[],
  { query, windowDays, now }: { readonly query: string; readonly windowDays: number; readonly now: number },
): Lead | undefined {
  const scored = items.flatMap(({ url, title, summary, publishedAt, language }) => {
    const time = Date.parse(publishedAt ?? '')
    if (time > now + earlyMs || time + roomOf(publishedAt ?? '') < now - windowDays * dayMs) return []
    const written = writtenLanguage(title, language ?? 'en') ?? 'en'
    const asked = stemsOf(query, written)
    const said = stemsOf(`${title}\n${summary}`, written)
    const found = [...asked].filter((word) => said.has(word)).length
    const lead = { url, title, publishedAt, found, asked: asked.size }
    const isDated = time <= now + clockSlackMs
    return 2 * found > asked.size ? [{ lead, time: isDated ? Math.min(time, now) : Number.NEGATIVE_INFINITY }] : []
  })
  const [best] = scored.toSorted((a, b) => b.lead.found - a.lead.found || newestFirst(a.time, b.time) || (a.lead.url < b.lead.url ? -1 : 1))
  return best?.lead
}

const dayMs = 86_400_000
/** Further ahead, it is tomorrow's paper; up to a day, the time zone may be missing. */
const earlyMs = dayMs
/** Clocks differ by minutes: so far ahead is now. */
const clockSlackMs = 5 * 60_000

/** What has no date comes last. Infinities differ by no number. */
function newestFirst(a: number, b: number): number {
  if (a === b) return 0
  return a > b ? -1 : 1
}

function stemsOf(text: string, language: string): ReadonlySet<string> {
  return new Set(words(text, language).map(({ start, end }) => stem(text.slice(start, end).toLowerCase(), language)))
}
