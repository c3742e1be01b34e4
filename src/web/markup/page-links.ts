import { html, nothing, type Markup } from '../../core/report/html/markup.ts'

export interface PageLinks {
  readonly path: string
  /** What else stands in the address. */
  readonly filter: Readonly<Record<string, string | number | undefined>>
  readonly page: number
  readonly pages: number
}

/** Ways to the pages before and after; nothing where there is one page only. */
export function pageLinks({ path, filter, page, pages }: PageLinks): Markup {
  if (pages <= 1) return nothing
  const to = (target: number) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(filter)) if (value !== undefined && value !== '') query.set(name, String(value))
    query.set('page', String(target))
    return `${path}?${query.toString()}`
  }
  return html`<nav class="pages" aria-label="Pages">
    ${page > 1 ? html`<a href="${to(Math.min(page - 1, pages))}" rel="prev">Before</a>` : nothing}
    <span>Page ${page} of ${pages}</span>
    ${page < pages ? html`<a href="${to(page + 1)}" rel="next">Next</a>` : nothing}
  </nav>`
}
