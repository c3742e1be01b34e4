import { getDomain, parse } from 'tldts'
import { metaOf, type Head } from './head.ts'
import { nodesOf, stringOf, type LinkedNode } from './json-ld.ts'

const maxSiteNameChars = 200
const maxUrlChars = 8_192

/** The name the site gives itself. */
export function readSiteName(head: Head, node: LinkedNode | undefined): string | undefined {
  const publisher = node ? nodesOf(node, 'publisher')[0] : undefined
  const name =
    metaOf(head, 'og:site_name') ??
    (publisher ? stringOf(publisher, 'name') : undefined) ??
    metaOf(head, 'application-name', 'apple-mobile-web-app-title')
  return name?.slice(0, maxSiteNameChars)
}

/** All that could stand for the site in a title or a byline: its names and its host. */
export function siteNames(head: Head, node: LinkedNode | undefined, url: string | undefined): readonly string[] {
  const publisher = node ? nodesOf(node, 'publisher')[0] : undefined
  const names: (string | undefined)[] = [
    metaOf(head, 'og:site_name'),
    publisher ? stringOf(publisher, 'name') : undefined,
    metaOf(head, 'application-name', 'apple-mobile-web-app-title', 'twitter:site'),
  ]
  const address = url ?? head.canonical ?? metaOf(head, 'og:url')
  if (address !== undefined) {
    const { domain, domainWithoutSuffix } = parse(address)
    names.push(domain ?? undefined, domainWithoutSuffix ?? undefined)
  }
  return names.filter((name): name is string => name !== undefined && name !== '')
}

/** The address the page calls its own, if it is one of the same site: what another site's page claims is not believed. `undefined` for a front page. */
export function readCanonicalUrl(head: Head, node: LinkedNode | undefined, url: string | undefined): string | undefined {
  for (const candidate of [head.canonical, metaOf(head, 'og:url'), node ? stringOf(node, 'url') : undefined]) {
    if (candidate === undefined || candidate.length > maxUrlChars) continue
    const address = URL.parse(candidate, isWeb(url) ? url : undefined)
    if (!address || !isWeb(address.href) || address.username !== '' || address.pathname === '/') continue
    if (isWeb(url) && address.host !== URL.parse(url)?.host && getDomain(address.href) !== getDomain(url)) continue
    address.hash = ''
    return address.href
  }
  return undefined
}

function isWeb(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//i.test(url)
}
