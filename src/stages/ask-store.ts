import { canonicalUrl } from '../core/discover/canonical-url.ts'
import type { Article, OutletId, SearchRead, Sha256 } from '../model.ts'
import type { Reading } from './fetch.ts'

/** An article that is in the store already, and the page it was read from. */
export interface StoredCoverage {
  readonly url: string
  readonly outlet: OutletId
  readonly page: Sha256
  readonly format: 'html' | 'text'
  readonly contentType: string | undefined
}

export interface StorePorts {
  /** Articles of these days that share the most telling names, numbers and words with the anchor, the closest first. */
  readonly storedCoverage: (
    anchor: Article,
    question: { readonly windowDays: number; readonly limit: number },
  ) => Promise<readonly StoredCoverage[]>
}

export interface StoreQuestion {
  readonly service: string
  readonly limit: number
  readonly windowDays: number
  readonly perOutlet: number
}

/** Asks our own store for coverage that earlier runs have read: no server is asked, and what has left the feeds is found again. */
export async function askStore(
  anchor: Article,
  { service, limit, windowDays, perOutlet }: StoreQuestion,
  ports: StorePorts,
): Promise<{ readonly read: SearchRead; readonly readings: readonly Reading[] }> {
  const found = await ports.storedCoverage(anchor, { windowDays, limit })
  const others = found.filter(({ url }) => canonicalUrl(url) !== canonicalUrl(anchor.url))
  const taken = new Map<OutletId, number>()
  const kept = others.filter(({ outlet }) => {
    const count = (taken.get(outlet) ?? 0) + 1
    taken.set(outlet, count)
    return count <= perOutlet
  })
  const readings = kept.map(({ url: name, outlet, page: hash, format, contentType }): Reading => ({
    source: { kind: 'stored', name, format, hash, outletName: outlet, contentType },
    role: 'related',
    named: false,
    outlet,
  }))
  const language = anchor.language ?? 'en'
  return { read: { service, language, url: undefined, items: others.length, kept: kept.length, failure: undefined }, readings }
}
