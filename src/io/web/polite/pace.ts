import { setTimeout as pause } from 'node:timers/promises'
import { PipelineError } from '../../../errors.ts'
import type { HostClock } from './ports.ts'

/** Lets requests to a host through one after another. */
export interface Pace {
  /**
   * Does the work when it is the host's turn. A wait that is long, or behind others of this process, is not
   * waited for: throws `host-busy` with the time after which to come back, at no cost, so that no lane is blocked by one slow host.
   */
  inTurn<T>(host: string, wish: Wish, work: () => Promise<T>): Promise<T>
}

export interface Wish {
  /** Quiet time after an answer; 0: no pace, only times that the host asked for. */
  readonly intervalMs: number
  /** The longest wait for the clock that is waited for here. */
  readonly patienceMs: number
  readonly signal: AbortSignal
}

/** What this process knows of the queue for one host. */
interface Line {
  current: Promise<void> | undefined
  isSomebodyWaiting: boolean
  /** When the next one that is sent away shall come back. */
  nextReturnAt: number
}

/** Well within the time for which a clock holds a host for those of whom nothing is heard. */
const holdEveryMs = 2500

/** `now` gives epoch milliseconds; the clock is asked before each request and told after it. */
export function pace(clock: HostClock, now: () => number): Pace {
  const lines = new Map<string, Line>()

  async function inTurn<T>(host: string, { intervalMs, patienceMs, signal }: Wish, work: () => Promise<T>): Promise<T> {
    if (intervalMs === 0) {
      await granted(host, { intervalMs, patienceMs, signal }, undefined)
      return work()
    }
    const line = lines.get(host) ?? { current: undefined, isSomebodyWaiting: false, nextReturnAt: 0 }
    lines.set(host, line)
    if (line.isSomebodyWaiting) throw sendAway(host, line, { waitMs: intervalMs, intervalMs, now: now() })
    line.isSomebodyWaiting = true
    let grant: number
    try {
      if (line.current && !(await endsWithin(line.current, patienceMs, signal)))
        throw sendAway(host, line, { waitMs: intervalMs, intervalMs, now: now() })
      grant = await granted(host, { intervalMs, patienceMs, signal }, line)
    } finally {
      line.isSomebodyWaiting = false
    }
    const turn = Promise.withResolvers<void>()
    line.current = turn.promise
    // While an answer is slow, the turn is prolonged; what is wrong with the clock shows when the turn ends.
    const holding = setInterval(() => {
      clock.hold(host, grant).then(
        (renewed) => (grant = renewed),
        () => {},
      )
    }, holdEveryMs)
    try {
      return await work()
    } finally {
      clearInterval(holding)
      try {
        // The quiet time counts from the end of an answer, also where connecting took long.
        await clock.leave(host, grant, now() + intervalMs)
      } finally {
        line.current = undefined
        if (!line.isSomebodyWaiting && line.nextReturnAt <= now()) lines.delete(host)
        turn.resolve()
      }
    }
  }

  async function granted(host: string, { intervalMs, patienceMs, signal }: Wish, line: Line | undefined): Promise<number> {
    const lastMoment = now() + patienceMs
    for (;;) {
      signal.throwIfAborted()
      const { waitMs, grant } = await clock.take(host, intervalMs)
      if (grant !== undefined) return grant
      if (now() + waitMs > lastMoment) throw sendAway(host, line, { waitMs, intervalMs, now: now() })
      await pause(waitMs, undefined, { signal })
    }
  }

  return { inTurn }
}

/** Those who are sent away come back one after another, not all at once. */
function sendAway(host: string, line: Line | undefined, at: { waitMs: number; intervalMs: number; now: number }): PipelineError {
  const returnAt = Math.max(at.now + at.waitMs, line?.nextReturnAt ?? 0)
  if (line) line.nextReturnAt = returnAt + at.intervalMs
  const afterMs = Math.ceil(returnAt - at.now)
  return new PipelineError('host-busy', `Waiting for ${host}: its turn comes in ${afterMs} ms`, { retry: { afterMs } })
}

async function endsWithin(promise: Promise<void>, limitMs: number, signal: AbortSignal): Promise<boolean> {
  const timer = new AbortController()
  const timeout = pause(limitMs, false, { signal: AbortSignal.any([signal, timer.signal]) })
  try {
    return await Promise.race([promise.then(() => true), timeout])
  } finally {
    timer.abort()
    await timeout.catch(() => {})
  }
}
