import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Decides when a host may be called, for all processes that share the store. */
export interface HostClock {
  /**
   * Asks to call `host` now. `waitMs` 0: granted, and the host is taken for `intervalMs`. Above 0: nothing is taken; ask again after that time.
   * However many ask at once, one is granted.
   */
  take(host: string, intervalMs: number): Promise<{ readonly waitMs: number }>
  /** Keeps everybody off the host until `untilMs` (epoch milliseconds), because it asked for that. Never shortens a wait. */
  backOff(host: string, untilMs: number): Promise<void>
}

/** `now` gives epoch milliseconds. */
export function hostClock(db: Kysely<Tables>, now: () => number): HostClock {
  return {
    take: async (host, intervalMs) => {
      const at = now()
      const slot = { next_free_at: at + Math.ceil(intervalMs), written_at: at }
      const granted = await db
        .insertInto('hosts')
        .values({ host, ...slot })
        .onConflict((found) => found.column('host').doUpdateSet(slot).where(mayOverwrite(at, at)))
        .returning('host')
        .executeTakeFirst()
      if (granted) return { waitMs: 0 }
      const row = await db.selectFrom('hosts').select('next_free_at').where('host', '=', host).executeTakeFirst()
      return { waitMs: Math.max(1, (row?.next_free_at ?? 0) - at) }
    },
    backOff: async (host, untilMs) => {
      const at = now()
      const until = Math.ceil(untilMs)
      const wait = { next_free_at: until, written_at: at }
      await db
        .insertInto('hosts')
        .values({ host, ...wait })
        .onConflict((found) => found.column('host').doUpdateSet(wait).where(mayOverwrite(until, at)))
        .execute()
    },
  }
}

/** The host is free by `untilMs`, or its row comes from the future: the clock was put back since, and to obey would lock the host for as long as it went. */
function mayOverwrite(untilMs: number, at: number) {
  return sql<boolean>`(hosts.next_free_at <= ${untilMs} or hosts.written_at > ${at + tolerableSkewMs})`
}

/** By how much the clocks of machines that share a store may differ. */
const tolerableSkewMs = 60_000
