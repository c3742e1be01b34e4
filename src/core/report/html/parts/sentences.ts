import type { OutletId } from '../../../../model.ts'
import { outletOf, type ReportBody } from '../../report-data.ts'
import type { Passage } from '../../views/passages.ts'
import { counted } from '../../wording.ts'
import { evidence } from '../evidence.ts'
import { anchorId, foreign, html, nothing, type Markup } from '../markup.ts'

export interface SentencesOptions {
  /** Outlets whose first sentence stands open. */
  readonly open: number
  /** Sentences of one outlet; more are in hits.csv. */
  readonly perOutlet: number
}

/** Every sentence of a frame, by outlet: a few open, one of each outlet, the rest folded. Numbers lead to the list of their outlet. */
export function sentencesByOutlet(
  data: ReportBody,
  { frame, passages }: { readonly frame: string; readonly passages: readonly Passage[] },
  { open, perOutlet }: SentencesOptions,
): Markup {
  const outlets = [...new Set(passages.map(({ article }) => article.article.outlet))]
  return html`<h3>Every sentence <small>${passages.length}</small></h3>
    ${outlets.map((outlet, index) => {
      const own = passages.filter(({ article }) => article.article.outlet === outlet)
      const name = foreign(outletOf(data, outlet).name)
      const id = sentencesId(frame, outlet)
      if (index >= open) return folded(data, own.slice(0, perOutlet), { id, name, words: counted(own.length, 'sentence'), all: own.length })
      const [first, ...rest] = own.slice(0, perOutlet)
      const more = { id: undefined, name, words: counted(own.length - 1, 'more sentence'), all: own.length - 1 }
      return html`<div id="${id}">
        ${first ? evidence(data, first, 'row') : nothing}${rest.length > 0 ? folded(data, rest, more) : nothing}
      </div>`
    })}`
}

interface Folded {
  /** Where links lead to: inside the list, because browsers open a list only for what is in it. */
  readonly id: string | undefined
  readonly name: Markup
  readonly words: string
  /** How many there are, shown or not. */
  readonly all: number
}

function folded(data: ReportBody, shown: readonly Passage[], { id, name, words, all }: Folded): Markup {
  return html`<details class="more">
    <summary>${name} <span>${words}</span></summary>
    <div${id === undefined ? nothing : html` id="${id}"`}>
      ${shown.map((passage) => evidence(data, passage, 'row'))}
      ${all > shown.length ? html`<p class="note">${counted(all - shown.length, 'more sentence')} in hits.csv.</p>` : nothing}
    </div>
  </details>`
}

/** Where the sentences of one outlet in one frame stand. */
export function sentencesId(frame: string, outlet: OutletId): string {
  return anchorId('said', `${frame}-${outlet}`)
}

/** A number that leads to its sentences; plain where there are none. */
export function countLink(count: number, { frame, outlet }: { readonly frame: string; readonly outlet: OutletId }): Markup {
  return count === 0 ? html`0` : html`<a href="#${sentencesId(frame, outlet)}">${count}</a>`
}
