import type { AnchorProfile } from '../profile.ts'
import type { Announced } from '../screen.ts'

/** A service that is asked for coverage with words. Every kind is two pure functions: what to ask, and what the answer holds. */
export interface SearchService {
  /** `undefined` where the anchor holds nothing that this service could be asked for in this language. */
  ask(question: SearchQuestion): SearchRequest | undefined
  /** Reads an answer, whatever it is: services answer with complaints and web pages too. */
  read(text: string, url: string): SearchReading
}

export interface SearchQuestion {
  readonly profile: AnchorProfile
  /** BCP 47 primary subtag of the coverage that is looked for. */
  readonly language: string
  /** Days either side of the anchor's date; the last days where it has none. */
  readonly windowDays: number
  /** Most articles. */
  readonly limit: number
  /** Epoch milliseconds. */
  readonly now: number
}

export interface SearchRequest {
  readonly url: string
  /** Quiet time that the service wants between two questions, in ms; 0 where it says nothing. */
  readonly leastIntervalMs: number
}

export type SearchReading =
  | {
      readonly kind: 'found'
      readonly items: readonly FoundItem[]
      /** Entries that could not be read. */
      readonly damaged: number
    }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }

/** What a service knows of an article. */
export interface FoundItem extends Announced {
  /** BCP 47 primary subtag; `undefined` where the service does not say. */
  readonly language: string | undefined
  readonly outletName: string | undefined
  /** Front page of the outlet. */
  readonly outletHome: string | undefined
  /** Its address leads to the service and not to the article, which is to be found in the outlet's own feeds and sitemaps. */
  readonly isLead: boolean
}

const dayMs = 86_400_000

/** The days a question is about, epoch milliseconds, from the first moment to the last; the last days where the anchor has no date. */
export function daysAsked({ profile, windowDays, now }: SearchQuestion): { readonly from: number; readonly to: number } {
  const day = Date.parse(profile.publishedAt?.slice(0, 10) ?? '')
  if (Number.isNaN(day)) return { from: now - 2 * windowDays * dayMs, to: now }
  return { from: day - windowDays * dayMs, to: day + (windowDays + 1) * dayMs }
}

/** `YYYY-MM-DD` in UTC. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
