import type { AnchorProfile } from '../core/discover/profile.ts'
import { screenItems } from '../core/discover/screen.ts'
import type { FoundItem } from '../core/discover/search/service.ts'
import type { ServiceSpec } from '../core/discover/search/search-spec.ts'
import { serviceOf } from '../core/discover/search/services.ts'
import { findOutlet } from '../core/story/find-outlet.ts'
import type { Outlet, OutletId, SearchRead } from '../model.ts'
import { askService, type ServicePorts } from './ask-service.ts'

export interface SearchPorts extends ServicePorts {
  readonly now: () => Date
}

export interface SearchCall {
  readonly profile: AnchorProfile
  readonly language: string
  readonly windowDays: number
  /** Most candidates of one outlet. */
  readonly perOutlet: number
  readonly outlets: readonly Outlet[]
  readonly signal: AbortSignal
}

export interface SearchPoll {
  readonly read: SearchRead
  readonly candidates: readonly { readonly url: string; readonly outlet: OutletId }[]
  readonly dropped: readonly { readonly url: string; readonly outlet: OutletId; readonly code: string; readonly reason: string }[]
  /** Outlets that tell the story by the word of the service, and what it says the article is called. */
  readonly leads: readonly { readonly outlet: Outlet; readonly title: string }[]
}

/**
 * Asks a search service for coverage, and screens what it names as what outlets announce is screened: by title and date, the best few of each
 * outlet. Throws `PipelineError` where asking again may help.
 */
export async function askSearch(spec: ServiceSpec, call: SearchCall, ports: SearchPorts): Promise<SearchPoll> {
  const { profile, language, windowDays, signal } = call
  const base = { service: spec.id, language }
  const now = ports.now().getTime()
  const request = serviceOf(spec).ask({ profile, language, windowDays, limit: spec.limit, now })
  if (!request) return nothing({ ...base, url: undefined }, `The anchor holds no name that it could be asked for in ${language}`)
  const { url } = request
  const reading = await askService(spec, request, { ...ports, signal })
  if (reading.kind === 'keyless') return nothing({ ...base, url }, `It needs a key: set ${reading.variable}`)
  if (reading.kind === 'refused') return nothing({ ...base, url }, reading.reason)
  const screened = screenByOutlet(reading.items, call, now)
  const failure = reading.damaged > 0 ? `${reading.damaged} of its entries could not be read` : undefined
  const kept = screened.candidates.length + screened.leads.length
  return { ...screened, read: { ...base, url, items: reading.items.length, kept, failure } }
}

function nothing(base: Pick<SearchRead, 'service' | 'language' | 'url'>, failure: string): SearchPoll {
  return { read: { ...base, items: 0, kept: 0, failure }, candidates: [], dropped: [], leads: [] }
}

function screenByOutlet(items: readonly FoundItem[], { profile, windowDays, perOutlet, outlets }: SearchCall, now: number) {
  const screened: {
    candidates: SearchPoll['candidates'][number][]
    dropped: SearchPoll['dropped'][number][]
    leads: SearchPoll['leads'][number][]
  } = {
    candidates: [],
    dropped: [],
    leads: [],
  }
  for (const { outlet, own } of byOutlet(items, outlets)) {
    const language = own.find((item) => item.language !== undefined)?.language ?? outlet.language
    const { candidates, dropped } = screenItems(own, { profile, windowDays, limit: perOutlet, language, now })
    for (const left of dropped) screened.dropped.push({ ...left, outlet: outlet.id })
    for (const { url, title } of candidates) {
      if (own.some((item) => item.url === url && item.isLead)) screened.leads.push({ outlet, title })
      else screened.candidates.push({ url, outlet: outlet.id })
    }
  }
  return screened
}

/** Items with the outlet whose they are: a configured one, or one made of what the service says. */
function byOutlet(items: readonly FoundItem[], outlets: readonly Outlet[]) {
  const found = new Map<OutletId, { readonly outlet: Outlet; readonly own: FoundItem[] }>()
  for (const item of items) {
    const outlet = outletOf(item, outlets)
    const known = found.get(outlet.id) ?? { outlet, own: [] }
    known.own.push(item)
    found.set(outlet.id, known)
  }
  return found.values()
}

function outletOf({ url, isLead, outletName, outletHome, language }: FoundItem, outlets: readonly Outlet[]): Outlet {
  // The address of a lead is the service's; without a home of its own, the outlet is known by its name only.
  const place = isLead ? (outletHome ?? outletName ?? url) : url
  const outlet = findOutlet({ declaredName: undefined, url: place, hint: undefined, fallbackName: outletName, outlets })
  if (outlets.includes(outlet)) return outlet
  return { ...outlet, name: outletName ?? outlet.name, homepage: outletHome ?? outlet.homepage, language }
}
