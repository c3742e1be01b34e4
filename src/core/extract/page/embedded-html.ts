const minChars = 500
const maxChars = 500_000
const maxStrings = 20_000

/**
 * The longest piece of HTML that a script of the page carries as a string: pages that a browser puts together keep their body there. Markup is
 * told by paragraphs, written plainly or as `\u003cp`. `undefined` where no script holds one of 500 characters or more.
 */
export function embeddedHtml(html: string): string | undefined {
  let longest = ''
  let strings = 0
  for (let script = html.indexOf('<script'); script !== -1;) {
    const open = html.indexOf('>', script)
    if (open === -1) break
    const close = html.indexOf('</script', open)
    const end = close === -1 ? html.length : close
    // Looked for within the script alone: in the page, each script without a quote would be gone through to the next one that has some.
    const source = html.slice(open + 1, end)
    for (let at = source.indexOf('"'); at !== -1 && strings < maxStrings; strings++) {
      const last = endOfString(source, at + 1)
      const raw = last - at > longest.length && last - at > minChars && last - at < maxChars ? source.slice(at + 1, last) : ''
      if (holdsParagraphs(raw)) longest = decode(raw) ?? longest
      at = source.indexOf('"', last + 1)
    }
    script = html.indexOf('<script', end)
  }
  return longest.length > minChars ? longest : undefined
}

function endOfString(source: string, from: number): number {
  let at = from
  while (at < source.length && source.charCodeAt(at) !== 0x22) at += source.charCodeAt(at) === 0x5c ? 2 : 1
  return at
}

function holdsParagraphs(raw: string): boolean {
  return raw !== '' && (raw.includes('\\u003cp') || raw.includes('\\u003Cp') || raw.includes('<p>') || raw.includes('<p '))
}

function decode(raw: string): string | undefined {
  try {
    const text: unknown = JSON.parse(`"${raw.replace(/[\u0000-\u001f]/g, ' ')}"`)
    return typeof text === 'string' ? text : undefined
  } catch {
    return undefined
  }
}
