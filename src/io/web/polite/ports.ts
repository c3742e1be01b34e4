/** Decides when a host may be called, for all processes that share the clock. `src/io/store/hosts.ts` keeps one in the store. */
export interface HostClock {
  /** `waitMs` 0: granted, and the host is taken for `intervalMs`. Above 0: nothing is taken; ask again after that time. */
  take(host: string, intervalMs: number): Promise<{ readonly waitMs: number }>
  /** Keeps everybody off the host until `untilMs` (epoch milliseconds). Never shortens a wait. */
  backOff(host: string, untilMs: number): Promise<void>
}

/** What a site answered when it was asked for its robots.txt. */
export interface StoredRobots {
  readonly text: Uint8Array | undefined
  /** HTTP status. */
  readonly status: number
  /** Epoch milliseconds. */
  readonly fetchedAt: number
}

/** `src/io/store/robots.ts` keeps one in the store. `origin` is scheme, host and port. */
export interface RobotsCache {
  get(origin: string): Promise<StoredRobots | undefined>
  put(origin: string, robots: StoredRobots): Promise<void>
}

/** A clock for one process that keeps nothing. */
export function memoryHostClock(now: () => number): HostClock {
  const freeAt = new Map<string, number>()
  return {
    take: async (host, intervalMs) => {
      const waitMs = Math.max(0, (freeAt.get(host) ?? 0) - now())
      if (waitMs === 0) freeAt.set(host, now() + intervalMs)
      return { waitMs }
    },
    backOff: async (host, untilMs) => {
      freeAt.set(host, Math.max(freeAt.get(host) ?? 0, untilMs))
    },
  }
}

/** A cache for one process that keeps nothing. */
export function memoryRobotsCache(): RobotsCache {
  const stored = new Map<string, StoredRobots>()
  return {
    get: async (origin) => stored.get(origin),
    put: async (origin, robots) => {
      stored.set(origin, robots)
    },
  }
}
