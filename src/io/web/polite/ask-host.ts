import { robotsLimitBytes } from '../../../core/discover/robots.ts'
import { PipelineError } from '../../../errors.ts'
import type { Location } from '../address/locate.ts'
import type { CheckedUrl } from '../address/url-policy.ts'
import { shown, type Refusal } from '../refusal.ts'
import { exchange, type Answer, type Credential, type ExchangeLimits, type Posted, type Validators } from '../request/exchange.ts'
import type { Accept } from '../request/media.ts'
import type { Network } from '../request/network.ts'
import type { HostHealth } from './host-health.ts'
import type { HostClock } from './ports.ts'
import { retryAfterMs } from './retry-after.ts'

/** One request, as it goes out. */
export interface Wire {
  readonly accept: Accept
  readonly validators: Validators | undefined
  readonly credential?: Credential
  readonly post: Posted | undefined
  readonly limits: ExchangeLimits
  readonly signal: AbortSignal
}

export interface HostOptions {
  readonly userAgent: string
  readonly network: Network
  readonly health: HostHealth
  readonly clock: HostClock
  readonly hostIntervalMs: number
  /** Epoch milliseconds. */
  readonly now: () => number
}

/**
 * Makes requests of which it is settled that they may go out now, and hears what the answer says of the host: that it is well, that it is
 * silent, that it wants to be left alone. Throws `PipelineError` where the answer may be another one later.
 */
export class HostAsker {
  readonly #options: HostOptions

  constructor(options: HostOptions) {
    this.#options = options
  }

  async ask(checked: CheckedUrl, location: Location, wished: Wire): Promise<Answer | Refusal> {
    const { host, url } = checked
    const { accept, validators, credential, post, limits, signal } = wished
    const { now, userAgent, network, health } = this.#options
    const beganAt = now()
    const cutAtBytes = accept === 'robots' ? robotsLimitBytes : undefined
    const wire = { accept, validators, credential, post, userAgent, limits, cutAtBytes, network, signal }
    const answer = await this.#noting(host, beganAt, () => exchange(checked, location, wire))
    if (answer.kind === 'refused') return answer
    const { status, headers } = answer
    if (status === 429 || (status === 503 && headers.retryAfter !== undefined)) await this.#obeyQuietTime(checked, answer, beganAt)
    health.well(host)
    if (status >= 500 && status < 600)
      throw new PipelineError(`http-${status}`, `${post ? 'POST' : 'GET'} ${shown(url.href)} answered with status ${status}`, {
        retry: 'later',
      })
    if (status === 408 || status === 425)
      throw new PipelineError(`http-${status}`, `${post ? 'POST' : 'GET'} ${shown(url.href)} answered "later" (${status})`, {
        retry: 'later',
      })
    return answer
  }

  /** A host that does not answer at all has an incident; one that answers badly has not. */
  async #noting<T>(host: string, beganAt: number, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof PipelineError && silences.has(error.code)) this.#options.health.incident(host, beganAt, error.code)
      throw error
    }
  }

  /** The host asks for quiet: everybody stays away from it, in every process, for as long as it says, and longer each time in a row. */
  async #obeyQuietTime({ host, url }: CheckedUrl, { status, headers }: Answer, beganAt: number): Promise<never> {
    const { now, clock, health, hostIntervalMs } = this.#options
    const incidents = health.incident(host, beganAt, `status ${status}`)
    const ownMs = Math.max(hostIntervalMs, leastQuietMs) * 2 ** Math.min(incidents, 10)
    const askedMs = retryAfterMs(headers.retryAfter, now()) ?? 0
    const waitMs = Math.ceil(Math.min(longestQuietMs, Math.max(ownMs, askedMs)))
    await clock.backOff(host, now() + waitMs)
    throw new PipelineError(
      `http-${status}`,
      `${shown(url.href)} answered with status ${status}: ${host} asks to be left alone for ${waitMs} ms`,
      {
        retry: { afterMs: waitMs },
      },
    )
  }
}

const silences: ReadonlySet<string> = new Set(['timeout', 'network'])
/** A `Retry-After: 0` does not switch the back-off off. */
const leastQuietMs = 500
/** No host is waited for longer than this, whatever it asks. */
const longestQuietMs = 3_600_000
