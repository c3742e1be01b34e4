import { printable, safeLink } from '../safe-link.ts'

/** The small parts of Markdown that reports are made of. Outside text is escaped so that it cannot become markup or a link. */

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function linked(words: string, address: string): string {
  const safe = safeLink(address)
  return safe ? `[${escaped(words)}](<${safe.href.replaceAll(/[<>|]/gu, encodeURIComponent)}>)` : `${escaped(words)} (${escaped(address)})`
}

/** One line of text in which nothing is markup: every character that Markdown or HTML could read gets its escape. */
export function escaped(text: string): string {
  return inline(text).trim()
}

/** As `escaped`, with the blanks at its ends. */
export function inline(text: string): string {
  return printable(text)
    .replaceAll(/\s+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll(/[\\`*_{}[\]|~#$]/gu, String.raw`\$&`)
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('://', ':&#47;&#47;')
    .replaceAll('www.', 'www&#46;')
    .replace(/^([-+=])/u, String.raw`\$1`)
    .replace(/^(\d+)([.)])/u, String.raw`$1\$2`)
}
