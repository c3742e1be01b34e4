import { html as template, raw } from 'hono/html'
import { printable, safeLink } from '../safe-link.ts'

/** Markup that is safe to place as it is. */
export type Markup = Exclude<ReturnType<typeof template>, Promise<unknown>>

/** The escaping template of hono; every outside string goes through here. Refuses promises: a report is made at once. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Markup {
  const made = template(unindented(strings), ...values)
  if (made instanceof Promise) throw new TypeError('A report is made without waiting: a template got a promise')
  return made
}

/** Templates without the indentation of our source, which would be a fifth of every page. */
const known = new WeakMap<TemplateStringsArray, TemplateStringsArray>()

function unindented(strings: TemplateStringsArray): TemplateStringsArray {
  const earlier = known.get(strings)
  if (earlier) return earlier
  const short = strings.map((text) => text.replaceAll(/\n\s+/gu, '\n'))
  const made = Object.assign(short, { raw: short })
  known.set(strings, made)
  return made
}

/** Markup that our own code drew (the style sheet, pictures from numbers). The only way past the escaping. */
export function drawnByUs(markup: string): Markup {
  return raw(markup)
}

export const nothing: Markup = html``

/** An outside string in its own direction and, where it is known, language. */
export function foreign(text: string, language?: string): Markup {
  return html`<bdi${langOf(language)}>${printable(text)}</bdi>`
}

/** ` lang="…"` for a plausible subtag, else nothing. */
export function langOf(language: string | undefined): Markup {
  return language !== undefined && /^[a-z]{2,3}$/u.test(language) ? html` lang="${language}"` : nothing
}

/** A link that says where it leads, or the address as text where it must not be a link. */
export function link(address: string, words: Markup): Markup {
  const safe = safeLink(address)
  if (!safe) return html`${words} <bdi class="address">${printable(address)}</bdi>`
  return html`<a href="${safe.href}" rel="noopener noreferrer nofollow">${words}</a>`
}

/** An id for anchors inside the page, made of any string. */
export function anchorId(prefix: string, text: string): string {
  return `${prefix}-${text.replaceAll(/[^\p{L}\p{N}-]/gu, '_')}`
}
