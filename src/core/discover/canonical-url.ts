/**
 * One spelling per address, so that the same page is read once: host in lower case, no default port, no fragment, no parameters that only
 * track readers. Everything else stays as it is, `www` and trailing slashes too: they may lead elsewhere. Not a URL: returned unchanged.
 */
export function canonicalUrl(address: string): string {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) return address
  url.hash = ''
  url.username = ''
  url.password = ''
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTracking(pair))
  url.search = kept.length === 0 ? '' : `?${kept.join('&')}`
  return url.href
}

const trackingNames = new Set(
  'fbclid gclid dclid gbraid wbraid msclkid yclid ysclid igshid twclid ttclid mc_cid mc_eid cmpid ocid ref_src ref_url _openstat wt_mc smid sref guccounter'.split(
    ' ',
  ),
)
const trackingBeginnings = ['utm_', 'at_', 'ns_', 'pk_', 'mtm_', 'hsa_', '_hs']

function isTracking(pair: string): boolean {
  const name = pair.split('=', 1)[0]?.toLowerCase() ?? ''
  return trackingNames.has(name) || trackingBeginnings.some((beginning) => name.startsWith(beginning))
}
