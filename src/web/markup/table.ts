import { html, type Markup } from '../../core/report/html/markup.ts'

/** A table that scrolls inside itself on narrow screens. `name` is said to who cannot see it. */
export function table(name: string, columns: readonly string[], rows: readonly Markup[]): Markup {
  return drawn({ name, columns, look: 'scroll' }, rows)
}

export interface StackedRow {
  readonly head: Markup
  /** What stands under the columns after the first; `undefined` where there is nothing to say. */
  readonly cells: readonly (Markup | string | number | undefined)[]
}

/** A table whose rows become small blocks on narrow screens, each cell beside the name of its column, so that nothing is out of sight. */
export function stackedTable(name: string, columns: readonly string[], rows: readonly StackedRow[]): Markup {
  const cell = (content: StackedRow['cells'][number], column: string | undefined) =>
    content === undefined ? html`<td></td>` : html`<td data-label="${column ?? ''}">${content}</td>`
  return drawn(
    { name, columns, look: 'scroll stacked' },
    rows.map(
      ({ head, cells }) =>
        html`<tr>
          <th scope="row">${head}</th>
          ${cells.map((content, index) => cell(content, columns[index + 1]))}
        </tr>`,
    ),
  )
}

interface Frame {
  readonly name: string
  readonly columns: readonly string[]
  readonly look: string
}

function drawn({ name, columns, look }: Frame, rows: readonly Markup[]): Markup {
  return html`<div class="${look}" role="group" aria-label="${name}" tabindex="0">
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
