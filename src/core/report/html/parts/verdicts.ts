import type { FoldedVerdicts } from '../../views/folded-verdicts.ts'
import { foreign, html, nothing, type Markup } from '../markup.ts'

/** Called differences as they are; all else folded, a line each or a line a reason. */
export function verdictList({ clear, unclear, untold, untoldCount }: FoldedVerdicts): Markup {
  return html`${clear.map((sentence) => html`<p class="verdict clear">${foreign(sentence)}</p>`)}
  ${
    unclear.length + untold.length === 0
      ? nothing
      : html`<details class="verdicts">
          <summary>
            ${clear.length === 0 ? 'No difference can be called' : 'The other comparisons'} <span>${unclear.length + untoldCount}</span>
          </summary>
          <ul>
            ${[...unclear, ...untold].map((sentence) => html`<li>${foreign(sentence)}</li>`)}
          </ul>
        </details>`
  }`
}
