const lookedAtChars = 3_000

/** The address that a browser noted when it saved the page: Chrome, Edge and Internet Explorer, or the SingleFile extension. */
export function savedFrom(html: string): string | undefined {
  const head = html.slice(0, lookedAtChars)
  const noted =
    /<!-- saved from url=\(\d{1,5}\)(https?:\/\/[^\s<>"]{1,2000})\s*-->/i.exec(head) ??
    /<!--\s*Page saved with SingleFile\s{1,20}url: (https?:\/\/[^\s<>"]{1,2000})\s/i.exec(head)
  return noted?.[1] === undefined ? undefined : (URL.parse(noted[1])?.href ?? undefined)
}
