/** Decides when a host may be called, for all processes that share the clock. `src/io/store/hosts.ts` keeps one in the store. */
export interface HostClock {
  /**
   * Asks to call `host` now. `waitMs` 0: granted, and the host is held for whoever asked until it is left, or until nothing has been heard for
   * some seconds; `grant` names the turn. Above 0: nothing is taken; ask again after that time. However many ask at once, one is granted.
   * With an interval of 0 nothing is held: there is no pace, only times that the host asked for.
   */
  take(host: string, intervalMs: number): Promise<Turn>
  /** Goes on holding the host; gives the name of the turn from now on. */
  hold(host: string, grant: number): Promise<number>
  /** Ends a turn: the host is free from `untilMs` (epoch milliseconds) on, or later if it asked for that. Nothing, where the turn is somebody else's by now. */
  leave(host: string, grant: number, untilMs: number): Promise<void>
  /** Keeps everybody off the host until `untilMs`, because it asked for that. Never shortens a wait. */
  backOff(host: string, untilMs: number): Promise<void>
}

export type Turn = { readonly waitMs: 0; readonly grant: number } | { readonly waitMs: number; readonly grant: undefined }

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
  const heldBy = new Map<string, number>()
  let turns = 0
  return {
    take: async (host, intervalMs) => {
      const waitMs = Math.max(0, (freeAt.get(host) ?? 0) - now(), heldBy.has(host) ? intervalMs : 0)
      if (waitMs > 0) return { waitMs, grant: undefined }
      freeAt.set(host, now() + intervalMs)
      if (intervalMs > 0) heldBy.set(host, ++turns)
      return { waitMs: 0, grant: turns }
    },
    hold: async (_host, grant) => grant,
    leave: async (host, grant, untilMs) => {
      if (heldBy.get(host) !== grant) return
      heldBy.delete(host)
      freeAt.set(host, Math.max(freeAt.get(host) ?? 0, untilMs))
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
