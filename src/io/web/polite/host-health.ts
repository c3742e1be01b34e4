import { refuse, type Refusal } from '../refusal.ts'

/** Remembers, for one process, which hosts are in trouble. */
export interface HostHealth {
  /** A refusal while a host is given up. */
  check(host: string): Refusal | undefined
  /** The host answered like a healthy one. */
  well(host: string): void
  /** The host failed or asked for quiet, in answer to a request that began at `beganAt`. Gives the number of incidents in a row. */
  incident(host: string, beganAt: number, what: string): number
}

interface Trouble {
  readonly incidents: number
  readonly notedAt: number
  readonly what: string
}

/** After so many incidents in a row a host is given up … */
const mostIncidents = 5
/** … for this long. */
const givenUpForMs = 15 * 60_000

/** `now` gives epoch milliseconds. Answers to requests that were under way together count as one incident. */
export function hostHealth(now: () => number): HostHealth {
  const troubles = new Map<string, Trouble>()
  return {
    check: (host) => {
      const trouble = troubles.get(host)
      if (!trouble || trouble.incidents < mostIncidents) return undefined
      if (now() - trouble.notedAt >= givenUpForMs) {
        troubles.delete(host)
        return undefined
      }
      return refuse(
        'host-given-up',
        `${host} failed ${trouble.incidents} times in a row, the last time with "${trouble.what}", and is left alone for a while`,
      )
    },
    well: (host) => {
      troubles.delete(host)
    },
    incident: (host, beganAt, what) => {
      const trouble = troubles.get(host)
      if (trouble && beganAt < trouble.notedAt) return trouble.incidents
      const incidents = (trouble?.incidents ?? 0) + 1
      troubles.set(host, { incidents, notedAt: now(), what })
      return incidents
    },
  }
}
