import { toId } from '../ids.ts'
import type { Outlet, OutletId } from '../../model.ts'

export interface OutletClues {
  /** The `Outlet` key of a text file: an id or a name. */
  readonly declaredName: string | undefined
  /** Canonical address of the article, or a file path. */
  readonly url: string
  /** The configured outlet in whose feed the article was found. */
  readonly hint: OutletId | undefined
  /** The folder's or file's name, for pages that were not fetched. */
  readonly fallbackName: string | undefined
  readonly outlets: readonly Outlet[]
}

/**
 * Whose article it is: the declared outlet, else the configured outlet of the host, else the one whose feed named it, else an outlet
 * made of the host, else of the folder or file. Two articles of one host never get two outlets.
 */
export function findOutlet(clues: OutletClues): Outlet {
  const { declaredName, outlets } = clues
  if (declaredName !== undefined)
    return outlets.find((outlet) => isCalled(outlet, declaredName)) ?? madeUp(slug(declaredName), declaredName, undefined)
  const host = hostOf(clues.url)
  const hinted = outlets.find((outlet) => outlet.id === clues.hint)
  if (host !== undefined) return outletOfHost(host, outlets) ?? hinted ?? madeUp(host, host, `https://${host}`)
  const name = clues.fallbackName ?? clues.url
  return hinted ?? madeUp(slug(name), name, undefined)
}

/** The configured outlet with the longest homepage host that is this host or a parent of it. */
function outletOfHost(host: string, outlets: readonly Outlet[]): Outlet | undefined {
  let best: Outlet | undefined
  let bestLength = 0
  for (const outlet of outlets) {
    const home = outlet.homepage === undefined ? undefined : hostOf(outlet.homepage)
    if (home === undefined || home.length <= bestLength) continue
    if (host === home || host.endsWith(`.${home}`)) {
      best = outlet
      bestLength = home.length
    }
  }
  return best
}

function isCalled(outlet: Outlet, name: string): boolean {
  return outlet.id === name || outlet.name.toLowerCase() === name.toLowerCase()
}

/** Host without `www.`; `undefined` for a file path. */
function hostOf(url: string): string | undefined {
  if (!/^https?:/i.test(url)) return undefined
  return URL.parse(url)?.hostname.replace(/^www\./, '')
}

function madeUp(id: string, name: string, homepage: string | undefined): Outlet {
  return { id: toId(id), name, homepage, country: undefined, language: undefined, feeds: [], sitemaps: [], groups: {} }
}

function slug(name: string): string {
  const words = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
  return words.replace(/^-|-$/g, '') || 'unnamed'
}
