import { html, type Markup } from '../markup.ts'

export interface NumbersTable {
  readonly title: string
  readonly head: readonly string[]
  /** The first cell of a row is its head. */
  readonly rows: readonly (readonly (Markup | string | number)[])[]
}

/** The table beside a picture, folded: the same numbers for whoever cannot see it, or wants them exact. */
export function foldedNumbers(table: NumbersTable, summary = 'The numbers'): Markup {
  return html`<details class="numbers">
    <summary>${summary}</summary>
    ${numbersTable(table)}
  </details>`
}

/** A table that scrolls inside its own frame where the page is narrow. */
export function numbersTable({ title, head, rows }: NumbersTable): Markup {
  return html`<div class="scroll" role="group" aria-label="${title}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${head.map((words) => html`<th scope="col">${words}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...cells]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
