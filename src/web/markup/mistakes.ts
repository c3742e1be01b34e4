import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'

/** What went wrong, in one line. */
export function mistakeBox(message: string): Markup {
  return html`<p class="mistake" role="alert">${foreign(message)}</p>`
}

/** All that is wrong with a form; nothing where nothing is. */
export function mistakeList(mistakes: readonly string[]): Markup {
  const [first, ...more] = mistakes
  if (first === undefined) return nothing
  if (more.length === 0) return mistakeBox(first)
  return html`<div class="mistake" role="alert">
    <ul>
      ${mistakes.map((mistake) => html`<li>${foreign(mistake)}</li>`)}
    </ul>
  </div>`
}
