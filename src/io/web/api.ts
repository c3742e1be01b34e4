import type { Refusal } from './refusal.ts'
import type { Posted } from './request/exchange.ts'

/** A service that the user configured by its address, no site: it is asked as often as its user likes, but left alone for as long as it asks. */
export interface Api {
  /** Sends JSON and takes JSON. Redirects are refused: nothing that was sent to one address goes on to another. Throws as `get` does. */
  ask(url: string, request: ApiRequest): Promise<ApiAnswer>
}

export interface ApiRequest extends Posted {
  /** Value of the header; goes into it and nowhere else. */
  readonly authorization: string | undefined
  /** From the beginning to the end of the answer. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export type ApiAnswer = { readonly kind: 'body'; readonly bytes: Uint8Array } | Refusal
