import { canonicalUrl } from './canonical-url.ts'
import type { FeedItem } from './feeds/feed.ts'
import { likenessOf, type Likeness } from './likeness.ts'
import { outsideWindow } from './outside-window.ts'
import type { AnchorProfile } from './profile.ts'

/** An item that leads somewhere. */
export type Announced = FeedItem & { readonly url: string }

export interface Screening {
  readonly candidates: readonly Announced[]
  readonly dropped: readonly { readonly url: string; readonly code: string; readonly reason: string }[]
}

export interface ScreenOptions {
  readonly profile: AnchorProfile
  /** In which the outlet publishes. */
  readonly language: string | undefined
  readonly windowDays: number
  /** Most candidates kept. */
  readonly limit: number
  /** Epoch milliseconds: what is dated later cannot be right. */
  readonly now: number
}

/**
 * Decides by title, summary and date which items are worth fetching, the closest first. `undecided` is what says nothing that could be compared: neither related nor not.
 */
export function screenItems(items: readonly Announced[], options: ScreenOptions): Screening {
  const dropped: { url: string; code: string; reason: string }[] = []
  const scored: { item: Announced; score: number }[] = []
  for (const item of uniqueByUrl(items)) {
    const likeness = likenessOf(item, options)
    const fault = wrongTime(item, options) ?? unlike(item, likeness)
    if (fault) dropped.push({ url: item.url, ...fault })
    else scored.push({ item, score: likeness.score })
  }
  const ranked = scored.toSorted((a, b) => b.score - a.score || (a.item.url < b.item.url ? -1 : 1))
  const strong = ranked.filter(({ score }) => score >= strongScore).length
  const most = Math.min(options.limit, Math.max(strong, Math.ceil(options.limit / 2)))
  for (const { item } of ranked.slice(most)) {
    dropped.push({
      url: item.url,
      code: 'over-limit',
      reason: `Others of this outlet were closer to the anchor, and no more than ${most} are read`,
    })
  }
  return { candidates: ranked.slice(0, most).map(({ item }) => item), dropped }
}

/** One name said in passing in the anchor, or one word of its headline: a headline says little, and the text decides later. */
const leastScore = 0.5
/** Items below this fill no more than half of the places. */
const strongScore = 1

interface Fault {
  readonly code: string
  readonly reason: string
}

const dayMs = 86_400_000
/** Clocks differ, and some outlets date the paper of tomorrow. */
const earlyDays = 2
/** Nothing on the web is older: such a date is a clock that was never set, and says nothing. */
const beginning = Date.UTC(1991, 7, 6)

function wrongTime({ publishedAt }: Announced, { profile, windowDays, now }: ScreenOptions): Fault | undefined {
  const time = Date.parse(publishedAt ?? '')
  if (Number.isNaN(time) || time < beginning) return undefined
  if (time > now + earlyDays * dayMs)
    return {
      code: 'date-in-future',
      reason: `Dated ${publishedAt?.slice(0, 10) ?? ''}, a day still to come: when it was published is unknown`,
    }
  return outsideWindow(publishedAt, profile.publishedAt, windowDays)
}

function unlike({ title, summary }: Announced, { score, isComparable, isForeign }: Likeness): Fault | undefined {
  if (score >= leastScore) return undefined
  const shown = title.slice(0, 120)
  if (title === '' && !isComparable) return { code: 'undecided', reason: 'Announced without a title, and its address tells nothing' }
  if (isForeign && !isComparable && summary === '')
    return { code: 'undecided', reason: `Its title is in another language and holds no name or number to compare: ${shown}` }
  if (title === '') return { code: 'unrelated', reason: 'Announced without a title, and its address shares no word with the anchor' }
  return {
    code: 'unrelated',
    reason: `Its title shares no name${isForeign ? ' and no number' : ', number or word'} with the anchor: ${shown}`,
  }
}

/** One item for each address; what one source leaves out, another may say. */
function uniqueByUrl(items: readonly Announced[]): readonly Announced[] {
  const found = new Map<string, Announced>()
  for (const item of items) {
    const key = canonicalUrl(item.url)
    const known = found.get(key)
    const filled = known && {
      ...known,
      title: known.title || item.title,
      summary: known.summary || item.summary,
      publishedAt: known.publishedAt ?? item.publishedAt,
    }
    found.set(key, filled ?? item)
  }
  return [...found.values()]
}
