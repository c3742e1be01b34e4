import { parseRobots, robotsAllow, robotsLimitBytes, type Robots } from '../../../core/discover/robots.ts'
import { PipelineError } from '../../../errors.ts'
import { refuse, shown, type Refusal } from '../refusal.ts'
import type { RobotsCache, StoredRobots } from './ports.ts'

/** Answers whether robots.txt lets us read an address, asking each origin (scheme, host and port) at most once a day. */
export interface RobotsGate {
  permission(url: URL, signal: AbortSignal): Promise<Permission>
  /** The file itself: from the same cache. */
  read(url: URL, signal: AbortSignal): Promise<StoredRobots | Refusal>
}

export type Permission = { readonly kind: 'allowed'; readonly crawlDelayMs: number } | Refusal

/** How a request for a robots.txt ended. Throws `PipelineError` for what may pass. */
export type RobotsAnswer = { readonly kind: 'answer'; readonly status: number; readonly body: Uint8Array | undefined } | Refusal

export interface RobotsGateOptions {
  /** Our product token. */
  readonly agent: string
  readonly cache: RobotsCache
  readonly fetchRobots: (url: string, signal: AbortSignal) => Promise<RobotsAnswer>
  readonly now: () => number
  /** Ends requests that several callers wait for. */
  readonly closed: AbortSignal
}

/** Sites that ask for more quiet than this between two requests are not read. */
const longestCrawlDelayMs = 30_000

const freshForMs = 24 * 3_600_000
/** While a robots.txt cannot be read, an older copy counts for this long (RFC 9309, 2.3.1.4). */
const usableForMs = 30 * 24 * 3_600_000
/** … and is not asked for again for this long. */
const copyCountsForMs = 10 * 60_000
const mostOrigins = 500

interface Known {
  readonly robots: Robots
  readonly stored: StoredRobots
  readonly until: number
}

/** No rules where there is no robots.txt; where it cannot be read, nothing may be. */
export function robotsGate(options: RobotsGateOptions): RobotsGate {
  const { agent, cache, now } = options
  const known = new Map<string, Known>()
  const underWay = new Map<string, Promise<Known | Refusal>>()

  async function rulesOf(origin: string, signal: AbortSignal): Promise<Known | Refusal> {
    signal.throwIfAborted()
    const found = known.get(origin)
    if (found && found.until > now()) return found
    let asking = underWay.get(origin)
    if (!asking) {
      asking = ask(origin).finally(() => underWay.delete(origin))
      underWay.set(origin, asking)
    }
    return orAborted(asking, signal)
  }

  async function ask(origin: string): Promise<Known | Refusal> {
    const stored = await cache.get(origin)
    if (stored && now() - stored.fetchedAt < freshForMs) return remember(origin, stored, stored.fetchedAt + freshForMs)
    const copy = stored && now() - stored.fetchedAt < usableForMs ? stored : undefined
    try {
      const answer = await fetchOnce(origin)
      if ('fetchedAt' in answer) {
        await cache.put(origin, answer)
        return remember(origin, answer, answer.fetchedAt + freshForMs)
      }
      return copy ? remember(origin, copy, now() + copyCountsForMs) : answer
    } catch (error) {
      if (!copy || !(error instanceof PipelineError)) throw error
      return remember(origin, copy, now() + copyCountsForMs)
    }
  }

  async function fetchOnce(origin: string): Promise<StoredRobots | Refusal> {
    const answer = await options.fetchRobots(`${origin}/robots.txt`, options.closed)
    if (answer.kind === 'answer') {
      const { status, body } = answer
      const isRead = body !== undefined
      const isAbsent = status === 204 || status === 205 || (status >= 400 && status < 500)
      if (isRead || isAbsent) return { status, text: body?.subarray(0, robotsLimitBytes), fetchedAt: now() }
      return refuse('robots-unreadable', `${origin}/robots.txt answered with status ${status}, so nothing there may be read`)
    }
    // "Five redirects at least; then it may be taken for absent."
    if (answer.code === 'redirect-loop' || answer.code === 'too-many-redirects') return { status: 404, text: undefined, fetchedAt: now() }
    return refuse(answer.code, `${answer.reason} (robots.txt of ${origin}; without it nothing there may be read)`)
  }

  function remember(origin: string, stored: StoredRobots, until: number): Known {
    const entry = { robots: parseRobots(stored.text ?? new Uint8Array(), agent), stored, until }
    known.delete(origin)
    known.set(origin, entry)
    const [oldest] = known.keys()
    if (known.size > mostOrigins && oldest !== undefined) known.delete(oldest)
    return entry
  }

  return {
    permission: async (url, signal) => {
      const rules = await rulesOf(url.origin, signal)
      if ('kind' in rules) return rules
      if (!robotsAllow(rules.robots, url.href))
        return refuse('robots', `robots.txt of ${url.host} does not let us read ${shown(url.pathname)}`)
      const crawlDelayMs = rules.robots.crawlDelayMs ?? 0
      if (crawlDelayMs <= longestCrawlDelayMs) return { kind: 'allowed', crawlDelayMs }
      const asked = `${crawlDelayMs / 1000} s between two requests, more than the ${longestCrawlDelayMs / 1000} s we wait`
      return refuse('crawl-delay', `robots.txt of ${url.host} asks for ${asked}`)
    },
    read: async (url, signal) => {
      const rules = await rulesOf(url.origin, signal)
      return 'kind' in rules ? rules : rules.stored
    },
  }
}

/** The work goes on for others who wait for it. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
