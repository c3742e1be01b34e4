import { PipelineError } from '../errors.ts'
import type { Page, Sha256 } from '../model.ts'

/** What a server answered, as far as stages care. Throws `PipelineError` for faults that may pass. */
export type WebAnswer =
  | {
      readonly kind: 'body'
      readonly bytes: Uint8Array
      readonly finalUrl: string
      readonly contentType: string | undefined
      readonly etag: string | undefined
      readonly lastModified: string | undefined
      readonly permanentlyMovedTo?: string | undefined
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }

/** What is asked for: decides which types of answers are read. */
export type Wanted = 'page' | 'feed' | 'sitemap' | 'robots' | 'search'

export interface AddressQuestion {
  readonly accept: Wanted
  /** Sent to this origin only: the key of a service. */
  readonly credential?: { readonly header: string; readonly value: string }
  /** Where a service wants more quiet between two requests than is kept anyway, in ms. */
  readonly leastIntervalMs?: number
  readonly signal: AbortSignal
}

export interface AddressPorts {
  readonly web: {
    get(
      url: string,
      request: AddressQuestion & {
        readonly validators: { readonly etag: string | undefined; readonly lastModified: string | undefined } | undefined
      },
    ): Promise<WebAnswer>
  }
  readonly pages: {
    latest(url: string): Promise<Page | undefined>
    put(page: Page, bytes: Uint8Array): Promise<void>
  }
  readonly digest: (bytes: Uint8Array) => Sha256
  readonly now: () => Date
  /** A stored page younger than this is taken as it is. */
  readonly freshForMs: number
  readonly offline: boolean
}

export type AddressReading =
  /** `bytes` where they have just come in; else they are in the store. `asked`: the server has answered now, were it only that nothing has changed. */
  | { readonly kind: 'page'; readonly page: Page; readonly bytes: Uint8Array | undefined; readonly asked: boolean }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }

/**
 * Reads an address into the store: takes what is there while that is fresh, or offline, whatever its age; else asks whether it has changed.
 * Everything that comes from the web comes this way: articles, feeds, sitemaps, front pages, answers of search services.
 */
export async function readAddress(url: string, question: AddressQuestion, ports: AddressPorts): Promise<AddressReading> {
  const stored = await ports.pages.latest(url)
  if (stored && (ports.offline || isFresh(stored, ports))) return { kind: 'page', page: stored, bytes: undefined, asked: false }
  if (ports.offline) return { kind: 'refused', code: 'offline', reason: 'Not in the store, and the run is offline' }
  const answer = await ports.web.get(url, { ...question, validators: stored && validatorsOf(stored) })
  switch (answer.kind) {
    case 'refused':
      return { kind: 'refused', code: answer.code, reason: answer.reason }
    case 'unchanged':
      if (stored) return { kind: 'page', page: stored, bytes: undefined, asked: true }
      throw new PipelineError('http-unasked-304', `GET ${url} answered 304 although nothing is stored`, { retry: 'never' })
    case 'body': {
      const { bytes, finalUrl, contentType, etag, lastModified, permanentlyMovedTo: movedTo } = answer
      const told = { url, finalUrl, contentType, etag, lastModified, fetchedAt: ports.now().toISOString() }
      const page: Page = { hash: ports.digest(bytes), ...told, ...(movedTo === undefined ? {} : { movedTo }) }
      await ports.pages.put(page, bytes)
      return { kind: 'page', page, bytes, asked: true }
    }
  }
}

/** Also what another machine fetched a moment ahead of our clock; what seems to come from far ahead was fetched by a clock that has been put right since. */
function isFresh(page: Page, ports: AddressPorts): boolean {
  return Math.abs(ports.now().getTime() - Date.parse(page.fetchedAt)) < ports.freshForMs
}

function validatorsOf(page: Page): { etag: string | undefined; lastModified: string | undefined } | undefined {
  return page.etag === undefined && page.lastModified === undefined ? undefined : { etag: page.etag, lastModified: page.lastModified }
}
