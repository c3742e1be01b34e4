/** So many at once, and so many a second after that. */
export interface Allowance {
  readonly burst: number
  readonly perSecond: number
}

/** Buckets that fill up again by the clock, one for each client. */
export interface RateLimit {
  /** Takes one; `undefined` when there was one, else the seconds after which there is one again. */
  take(client: string, now: number): number | undefined
}

/** The most clients remembered: with more, those that could take a whole burst again are forgotten first. */
const mostClients = 10_000

export function rateLimit({ burst, perSecond }: Allowance): RateLimit {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>()
  return {
    take: (client, now) => {
      const bucket = buckets.get(client) ?? { left: burst, at: now }
      const left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond)
      // Put at the end, so that the first is always the one that was not seen for longest.
      buckets.delete(client)
      buckets.set(client, { left: left < 1 ? left : left - 1, at: now })
      const [oldest] = buckets.keys()
      if (buckets.size > mostClients && oldest !== undefined) buckets.delete(oldest)
      return left < 1 ? Math.ceil((1 - left) / perSecond) : undefined
    },
  }
}
