export interface SafeLink {
  readonly href: string
  /** As the address is resolved: punycode, so that look-alike letters show. */
  readonly host: string
}

/** The address as a link, or `undefined` where it must stay text: only http and https, and no user name that could pose as the host. */
export function safeLink(address: string): SafeLink | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, username, password, href, host } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return undefined
  return username === '' && password === '' ? { href, host } : undefined
}

/** Text without control characters, broken surrogates, and U+FFFE and U+FFFF, which no document may carry. Line breaks and tabs stay. */
export function printable(text: string): string {
  return text.toWellFormed().replaceAll(/[^\P{Cc}\n\t\r]|[\uFFFE\uFFFF]/gu, '')
}
