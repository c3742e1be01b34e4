import { checkUrl, type Access, type CheckedUrl } from './address/url-policy.ts'
import { refuse, shown, type Refusal } from './refusal.ts'
import type { Answer } from './request/exchange.ts'

/** Where a request ended. `isPermanent`: there were redirects, and all of them are for good. */
export type Arrival =
  | { readonly kind: 'arrival'; readonly answer: Answer; readonly finalUrl: string; readonly isPermanent: boolean }
  | Refusal

/** Asks for one address. Past the first hop, `isRedirect`; at another origin than the start, `isAbroad`. */
export type Visit = (checked: CheckedUrl, hop: { readonly isRedirect: boolean; readonly isAbroad: boolean }) => Promise<Answer | Refusal>

/** Follows redirects by hand: each hop is a new address, checked and visited like the first. */
export async function travel(start: string, access: Access, visit: Visit): Promise<Arrival> {
  const seen = new Set<string>()
  let address = start
  let isPermanent = true
  const origin = URL.parse(start)?.origin
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const checked = checkUrl(address, access)
    if (checked.kind === 'refused') return onTheWay(checked, hop)
    checked.url.hash = ''
    if (seen.has(checked.url.href)) return refuse('redirect-loop', `${shown(start)} redirects in a circle`)
    seen.add(checked.url.href)
    const answer = await visit(checked, { isRedirect: hop > 0, isAbroad: checked.url.origin !== origin })
    if (answer.kind === 'refused') return onTheWay(answer, hop)
    if (!redirects.has(answer.status)) return { kind: 'arrival', answer, finalUrl: checked.url.href, isPermanent: isPermanent && hop > 0 }
    const { location } = answer.headers
    if (location === undefined || location === '') return refuse('redirect-invalid', `${shown(address)} redirects without saying where to`)
    if (!URL.canParse(location, checked.url.href)) return refuse('redirect-invalid', `${shown(address)} redirects to what is no address`)
    isPermanent &&= permanentRedirects.has(answer.status)
    address = new URL(location, checked.url).href
  }
  return refuse('too-many-redirects', `${shown(start)} redirects more than ${mostRedirects} times`)
}

const mostRedirects = 5
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const permanentRedirects: ReadonlySet<number> = new Set([301, 308])

function onTheWay(refusal: Refusal, hop: number): Refusal {
  return hop === 0 ? refusal : refuse(refusal.code, `After ${hop === 1 ? 'a redirect' : `${hop} redirects`}: ${refusal.reason}`)
}
