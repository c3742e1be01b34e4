import { html, type Markup } from '../../core/report/html/markup.ts'

export interface TableRow {
  readonly head: Markup
  /** What stands under the columns after the first; `undefined` where there is nothing to say. */
  readonly cells: readonly (Markup | string | number | undefined)[]
}

/**
 * A table whose rows become small blocks on narrow screens, each cell beside the name of its column, so that nothing is out of sight. `name` is said to
 * who cannot see it.
 */
export function table(name: string, columns: readonly string[], rows: readonly TableRow[]): Markup {
  const cell = (content: TableRow['cells'][number], column: string | undefined) =>
    content === undefined ? html`<td></td>` : html`<td data-label="${column ?? ''}">${content}</td>`
  return html`<div class="scroll stacked" role="group" aria-label="${name}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ head, cells }) =>
            html`<tr>
              <th scope="row">${head}</th>
              ${cells.map((content, index) => cell(content, columns[index + 1]))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
