import { sql, type Kysely } from 'kysely'
import type { HostClock } from '../web/polite/ports.ts'
import type { Tables } from './tables.ts'

/** Decides when a host may be called, for all processes that share the store. `now` gives epoch milliseconds. */
export function hostClock(db: Kysely<Tables>, now: () => number): HostClock {
  return {
    take: async (host, intervalMs) => {
      const at = now()
      const grant = intervalMs === 0 ? 0 : at + leaseMs
      const slot = { next_free_at: at + intervalMs, held_until: grant, written_at: at }
      const granted = await db
        .insertInto('hosts')
        .values({ host, ...slot })
        .onConflict((found) => found.column('host').doUpdateSet(slot).where(isFree(at)))
        .returning('host')
        .executeTakeFirst()
      if (granted) return { waitMs: 0, grant }
      const row = await db.selectFrom('hosts').select(['next_free_at', 'held_until']).where('host', '=', host).executeTakeFirst()
      const { next_free_at: freeAt, held_until: heldUntil } = row ?? { next_free_at: 0, held_until: 0 }
      // Whoever holds it will be done long before the lease is over.
      const turnMs = heldUntil > at ? Math.min(heldUntil - at, intervalMs) : 0
      return { waitMs: Math.max(1, freeAt - at, turnMs), grant: undefined }
    },
    hold: async (host, grant) => {
      const at = now()
      const longer = { held_until: at + leaseMs, written_at: at }
      const held = await db
        .updateTable('hosts')
        .set(longer)
        .where('host', '=', host)
        .where('held_until', '=', grant)
        .returning('host')
        .executeTakeFirst()
      return held ? longer.held_until : grant
    },
    leave: async (host, grant, untilMs) => {
      const at = now()
      await db
        .updateTable('hosts')
        .set({ held_until: 0, written_at: at, next_free_at: laterOf(Math.ceil(untilMs), at) })
        .where('host', '=', host)
        .where('held_until', '=', grant)
        .execute()
    },
    backOff: async (host, wishedMs) => {
      const [at, untilMs] = [now(), Math.ceil(wishedMs)]
      await db
        .insertInto('hosts')
        .values({ host, next_free_at: untilMs, held_until: 0, written_at: at })
        .onConflict((found) => found.column('host').doUpdateSet({ next_free_at: laterOf(untilMs, at), written_at: at }))
        .execute()
    },
  }
}

/** How long a host is held for a process that has been granted it and then says nothing more. */
const leaseMs = 10_000

/** Nobody holds the host, and its quiet time is over; or its row comes from the future: the clock was put back since, and to obey would lock the host for as long as it went. */
function isFree(at: number) {
  return sql<boolean>`((hosts.next_free_at <= ${at} and hosts.held_until <= ${at}) or hosts.written_at > ${at + tolerableSkewMs})`
}

/** Never shortens a wait, unless it was written in what is still to come. */
function laterOf(untilMs: number, at: number) {
  return sql<number>`case when hosts.next_free_at > ${untilMs} and hosts.written_at <= ${at + tolerableSkewMs} then hosts.next_free_at else cast(${untilMs} as bigint) end`
}

/** By how much the clocks of machines that share a store may differ. */
const tolerableSkewMs = 60_000
