/**
 * One spelling per address, so that the same page is read once: host in lower case, no default port, no fragment, no parameters that only
 * track readers, no escapes of characters that need none, the others in capitals. Everything else stays as it is, `www` and trailing slashes
 * too: they may lead elsewhere, and so may addresses for phones and AMP, which only the page itself can lead back (`rel=canonical`). Not a
 * URL: returned unchanged.
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
  url.search = kept.length === 0 ? '' : `?${kept.map(oneEscape).join('&')}`
  url.pathname = oneEscape(url.pathname)
  return url.href
}

/** RFC 3986, 6.2.2: `%7E` is `~`, and `%c3` is `%C3`. */
function oneEscape(part: string): string {
  return part.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
    return /[A-Za-z0-9._~-]/.test(character) ? character : escape.toUpperCase()
  })
}

/** Where a reader came from: `ref` may also name the thing that is asked for, so only what surely tracks is taken off. */
const trackingReferrers = new Set(
  'rss feed twitter facebook telegram whatsapp linkedin reddit home homepage newsletter share social email'.split(' '),
)

const trackingNames = new Set(
  'fbclid gclid dclid gbraid wbraid msclkid yclid ysclid igshid twclid ttclid mc_cid mc_eid cmpid ocid ref_src ref_url _openstat wt_mc smid sref guccounter'.split(
    ' ',
  ),
)
const trackingBeginnings = ['utm_', 'at_', 'ns_', 'pk_', 'mtm_', 'hsa_', '_hs']

function isTracking(pair: string): boolean {
  const [name = '', value = ''] = pair.toLowerCase().split('=')
  if (name === 'ref') return trackingReferrers.has(value)
  return trackingNames.has(name) || trackingBeginnings.some((beginning) => name.startsWith(beginning))
}
