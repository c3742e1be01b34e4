import { html, type Markup } from '../../core/report/html/markup.ts'

/** A table that scrolls inside itself on narrow screens. `name` is said to who cannot see it. */
export function table(name: string, columns: readonly string[], rows: readonly Markup[]): Markup {
  return html`<div class="scroll" role="group" aria-label="${name}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}
