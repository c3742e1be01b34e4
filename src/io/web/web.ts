import { PipelineError } from '../../errors.ts'
import { parseAllowedTarget } from './address/allowed-target.ts'
import { locate } from './address/locate.ts'
import { parseResolveRule } from './address/resolve-rule.ts'
import { checkUrl, type Access, type CheckedUrl } from './address/url-policy.ts'
import { HostAsker, type Wire } from './polite/ask-host.ts'
import { hostHealth } from './polite/host-health.ts'
import { pace } from './polite/pace.ts'
import type { HostClock, RobotsCache } from './polite/ports.ts'
import { robotsGate, type Permission } from './polite/robots-gate.ts'
import type { Api, ApiAnswer, ApiRequest } from './api.ts'
import { refuse, shown, type Refusal } from './refusal.ts'
import { exchange, type Answer, type Credential, type ExchangeLimits, type Validators } from './request/exchange.ts'
import type { Accept } from './request/media.ts'
import { systemNetwork, type Network } from './request/network.ts'
import { travel, type Arrival } from './travel.ts'

export type { Accept }

/** The one gate for requests to the outside: no other code opens a socket to a site. */
export interface Web {
  /**
   * Reads an address if its site lets us, at the site's pace. Throws `PipelineError` where the answer may be another one later: at a cost
   * (`timeout`, `network`, `truncated`, `dns`, `http-500` …) or at none (`host-busy`, `http-429`: come back after a while).
   */
  get(url: string, request: WebRequest): Promise<WebAnswer>
  /**
   * Sends a message to an address that the user named for that. Checked and paced like every request; redirects are not followed, robots.txt
   * is not asked, and the answer's body is not read. Throws `PipelineError` where it did not get there, `web-refused` where it may not go.
   */
  post(url: string, message: WebMessage): Promise<{ readonly status: number }>
}

export interface WebMessage {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

export interface WebRequest {
  readonly accept: Accept
  /** Of the copy in the store: an answer may then be `unchanged`. */
  readonly validators: Validators | undefined
  /** Goes to the origin of the address only; a redirect to another one is followed without it. */
  readonly credential?: Credential
  /** Where a service wants more quiet between two requests than is kept anyway, in ms. */
  readonly leastIntervalMs?: number
  readonly signal: AbortSignal
}

export type WebAnswer =
  | {
      readonly kind: 'body'
      readonly bytes: Uint8Array
      /** After redirects. */
      readonly finalUrl: string
      readonly contentType: string | undefined
      readonly etag: string | undefined
      readonly lastModified: string | undefined
      /** Where every redirect on the way was a permanent one. To be shown; to be followed only as any other address is. */
      readonly permanentlyMovedTo: string | undefined
    }
  | { readonly kind: 'unchanged' }
  | Refusal

export interface WebOptions {
  readonly network: ExchangeLimits & { readonly hostIntervalMs: number }
  /** Where site owners reach the user: part of the User-Agent; empty for none. */
  readonly contact: string
  readonly version: string
  /** `HOST[:PORT]`, address or CIDR. */
  readonly allowPrivate: readonly string[]
  /** `HOST=ADDRESS[:PORT]`. */
  readonly resolve: readonly string[]
  readonly clock: HostClock
  readonly robots: RobotsCache
  /** Epoch milliseconds. */
  readonly now: () => number
  /** In place of the operating system's. */
  readonly system?: Network
}

/** Throws `allow-private-invalid` or `resolve-invalid`. Disposing ends what is under way. */
export function createWeb(options: WebOptions): Web & Api & AsyncDisposable {
  const access: Access = { allowed: options.allowPrivate.map(parseAllowedTarget), rules: options.resolve.map(parseResolveRule) }
  return new Gate(options, access)
}

const agent = 'Frameshift'
/** How long a lane may be held by one slow host before the job is put off. */
const mostPatienceMs = 5000
/** Hops of one request are waited for longer: a job that is put off starts again at the first one. */
const redirectPatienceMs = 60_000

class Gate implements Web, Api, AsyncDisposable {
  readonly #options
  readonly #access
  readonly #network
  readonly #health
  readonly #pace
  readonly #robots
  readonly #userAgent
  readonly #asker
  readonly #closing = new AbortController()

  constructor(options: WebOptions, access: Access) {
    const { now, clock, robots: cache } = options
    this.#options = options
    this.#access = access
    this.#network = options.system ?? systemNetwork
    this.#health = hostHealth(now)
    this.#pace = pace(clock, now)
    this.#userAgent = userAgent(options)
    this.#asker = new HostAsker({
      userAgent: this.#userAgent,
      network: this.#network,
      health: this.#health,
      clock,
      hostIntervalMs: options.network.hostIntervalMs,
      now,
    })
    this.#robots = robotsGate({
      agent,
      cache,
      now,
      closed: this.#closing.signal,
      fetchRobots: (url, signal) => this.#fetchRobots(url, signal),
    })
  }

  async get(url: string, request: WebRequest): Promise<WebAnswer> {
    const signal = AbortSignal.any([request.signal, this.#closing.signal])
    signal.throwIfAborted()
    if (request.accept === 'robots') return this.#readRobots(url, signal)
    const arrival = await this.#go(url, { ...request, signal })
    return arrival.kind === 'refused' ? arrival : toWebAnswer(arrival, url, request.validators)
  }

  async post(url: string, message: WebMessage): Promise<{ readonly status: number }> {
    const signal = AbortSignal.any([message.signal, this.#closing.signal])
    signal.throwIfAborted()
    const { network: limits } = this.#options
    const checked = checkUrl(url, this.#access)
    if (checked.kind === 'refused') throw notSent(checked)
    const location = await locate(checked, { network: this.#network, access: this.#access, timeoutMs: limits.headersTimeoutMs, signal })
    if (location.kind === 'refused') throw notSent(location)
    const intervalMs = location.isPrivate ? 0 : limits.hostIntervalMs
    const wire = {
      accept: 'page',
      validators: undefined,
      userAgent: this.#userAgent,
      limits,
      cutAtBytes: 0,
      network: this.#network,
    } as const
    const answer = await this.#pace.inTurn(checked.host, { intervalMs, patienceMs: redirectPatienceMs, signal }, () =>
      exchange(checked, location, { ...wire, credential: undefined, signal, message }),
    )
    if (answer.kind === 'refused') throw notSent(answer)
    return { status: answer.status }
  }

  async ask(url: string, { json, authorization, timeoutMs, signal: stop }: ApiRequest): Promise<ApiAnswer> {
    const signal = AbortSignal.any([stop, this.#closing.signal])
    signal.throwIfAborted()
    const checked = checkUrl(url, this.#access)
    if (checked.kind === 'refused') return checked
    const givenUp = this.#health.check(checked.host)
    if (givenUp) return givenUp
    const limits = { ...this.#options.network, headersTimeoutMs: timeoutMs, deadlineMs: timeoutMs }
    const location = await locate(checked, { network: this.#network, access: this.#access, timeoutMs, signal })
    if (location.kind === 'refused') return location
    const wish = { intervalMs: 0, patienceMs: 0, signal }
    const wire: Wire = {
      accept: 'json',
      validators: undefined,
      credential: authorization === undefined ? undefined : { header: 'authorization', value: authorization },
      post: { json },
      signal,
      limits,
    }
    const answer = await this.#pace.inTurn(checked.host, wish, () => this.#asker.ask(checked, location, wire))
    if (answer.kind === 'refused') return answer
    if (answer.body) return { kind: 'body', bytes: answer.body }
    return refuse(
      `http-${answer.status}`,
      `POST ${shown(url)} answered with status ${answer.status}${statusWords.get(answer.status) ?? ''}`,
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort()
  }

  async #readRobots(url: string, signal: AbortSignal): Promise<WebAnswer> {
    const checked = checkUrl(url, this.#access)
    if (checked.kind === 'refused') return checked
    const stored = await this.#robots.read(checked.url, signal)
    if ('kind' in stored) return stored
    if (stored.text === undefined) return refuse(`http-${stored.status}`, `${shown(url)} answered with status ${stored.status}`)
    const contentType = 'text/plain; charset=utf-8'
    return {
      kind: 'body',
      bytes: stored.text,
      finalUrl: url,
      contentType,
      etag: undefined,
      lastModified: undefined,
      permanentlyMovedTo: undefined,
    }
  }

  async #fetchRobots(url: string, signal: AbortSignal) {
    const arrival = await this.#go(url, { accept: 'robots', validators: undefined, signal })
    return arrival.kind === 'refused' ? arrival : arrival.answer
  }

  #go(start: string, request: WebRequest): Promise<Arrival> {
    return travel(start, this.#access, (checked, { isRedirect, isAbroad }) =>
      this.#visit(checked, isAbroad ? withoutCredential(request) : request, isRedirect),
    )
  }

  /** One request, if robots.txt allows it, when the host is free. */
  async #visit(checked: CheckedUrl, request: WebRequest, isRedirect: boolean): Promise<Answer | Refusal> {
    const { host, url } = checked
    const givenUp = this.#health.check(host)
    if (givenUp) return givenUp
    const { network: limits } = this.#options
    const { accept, signal } = request
    const location = await locate(checked, { network: this.#network, access: this.#access, timeoutMs: limits.headersTimeoutMs, signal })
    if (location.kind === 'refused') return location
    const permission: Permission = accept === 'robots' ? { kind: 'allowed', crawlDelayMs: 0 } : await this.#robots.permission(url, signal)
    if (permission.kind === 'refused') return permission
    const intervalMs = location.isPrivate ? 0 : Math.max(limits.hostIntervalMs, permission.crawlDelayMs, request.leastIntervalMs ?? 0)
    const patienceMs = isRedirect ? redirectPatienceMs : Math.min(intervalMs, mostPatienceMs) + 250
    return this.#pace.inTurn(host, { intervalMs, patienceMs, signal }, () => {
      return this.#asker.ask(checked, location, { ...request, post: undefined, limits })
    })
  }
}

function notSent({ reason }: Refusal): PipelineError {
  return new PipelineError('web-refused', reason, { retry: 'never' })
}

function userAgent({ version, contact }: WebOptions): string {
  const reachable = contact.replace(/[^\u0020-\u007e]/g, '').trim()
  return reachable === '' ? `${agent}/${version}` : `${agent}/${version} (+${reachable})`
}

function withoutCredential({ accept, validators, leastIntervalMs, signal }: WebRequest): WebRequest {
  return { accept, validators, ...(leastIntervalMs === undefined ? {} : { leastIntervalMs }), signal }
}

function toWebAnswer(arrival: Exclude<Arrival, Refusal>, url: string, validators: Validators | undefined): WebAnswer {
  const { answer, finalUrl, isPermanent } = arrival
  const { status, headers, body } = answer
  if (status === 304 && (validators?.etag !== undefined || validators?.lastModified !== undefined)) return { kind: 'unchanged' }
  if (status === 204 || status === 205) return refuse('empty', `${shown(url)} answered that there is no content`)
  if (!body) return refuse(`http-${status}`, `${shown(finalUrl)} answered with status ${status}${statusWords.get(status) ?? ''}`)
  const { contentType, etag, lastModified } = headers
  return { kind: 'body', bytes: body, finalUrl, contentType, etag, lastModified, permanentlyMovedTo: isPermanent ? finalUrl : undefined }
}

const statusWords: ReadonlyMap<number, string> = new Map([
  [401, ': it wants a login'],
  [402, ': it wants payment'],
  [403, ': it does not let us read this'],
  [404, ': there is nothing'],
  [410, ': it was removed'],
  [451, ': it may not show this here'],
])
