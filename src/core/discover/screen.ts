import { storyFeatures } from '../story/features.ts'
import type { FeedItem } from './feed.ts'
import type { AnchorProfile } from './profile.ts'

/** An item that leads somewhere. */
export type Announced = FeedItem & { readonly url: string }

export interface Screening {
  readonly candidates: readonly Announced[]
  readonly dropped: readonly { readonly url: string; readonly code: string; readonly reason: string }[]
}

export interface ScreenOptions {
  readonly profile: AnchorProfile
  readonly language: string | undefined
  readonly windowDays: number
  /** Most candidates kept. */
  readonly limit: number
}

/**
 * Decides by title, summary and date which items are worth fetching. The bar is low, because a headline says little: one name of the story, or
 * two of its words, is enough; the text decides later.
 */
export function screenItems(items: readonly Announced[], options: ScreenOptions): Screening {
  const dropped: { url: string; code: string; reason: string }[] = []
  const scored: { item: Announced; score: number }[] = []
  for (const item of uniqueByUrl(items)) {
    const late = daysAway(item, options.profile)
    if (late !== undefined && late > options.windowDays) {
      dropped.push({
        url: item.url,
        code: 'outside-window',
        reason: `Published ${Math.round(late)} days from the anchor, more than ${options.windowDays}`,
      })
      continue
    }
    const score = likeness(item, options)
    if (score >= 1) scored.push({ item, score })
    else dropped.push({ url: item.url, code: 'unrelated', reason: `Its title shares no name with the anchor: ${item.title.slice(0, 120)}` })
  }
  const ranked = scored.toSorted((a, b) => b.score - a.score || (a.item.url < b.item.url ? -1 : 1))
  for (const { item } of ranked.slice(options.limit)) {
    dropped.push({ url: item.url, code: 'over-limit', reason: `More than ${options.limit} candidates of this outlet; others were closer` })
  }
  return { candidates: ranked.slice(0, options.limit).map(({ item }) => item), dropped }
}

function likeness(item: Announced, { profile, language }: ScreenOptions): number {
  // A mark in front, so that the first word is no sentence beginning and may count as a name.
  const text = `— ${item.title}\n\n${item.summary}`
  const features = storyFeatures({ title: '', text, language: language ?? profile.language, publishedAt: undefined })
  const names = [...features.names.keys()].filter((name) => profile.names.has(name)).length
  const numbers = [...features.numbers].filter((number) => profile.numbers.has(number)).length
  const roots = [...features.terms.keys()].filter((term) => profile.roots.has(term)).length
  return names + 0.5 * numbers + 0.5 * roots
}

function daysAway(item: Announced, profile: AnchorProfile): number | undefined {
  if (item.publishedAt === undefined || profile.publishedAt === undefined) return undefined
  const days = Math.abs(Date.parse(item.publishedAt) - Date.parse(profile.publishedAt)) / 86_400_000
  return Number.isNaN(days) ? undefined : days
}

function uniqueByUrl(items: readonly Announced[]): readonly Announced[] {
  return [...new Map(items.map((item) => [item.url, item])).values()]
}
