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
  const lists = outlets.map((outlet) => ({ outlet, own: passages.filter(({ article }) => article.article.outlet === outlet) }))
  const standIns = standInsOf(data, { frame, outlets }, new Set(lists.flatMap(({ own }) => own.slice(0, perOutlet))))
  const shown = (passage: Passage) => withIds(evidence(data, passage, 'row'), standIns.at.get(passage) ?? [])
  return html`${withIds(html`<h3>Every sentence <small>${passages.length}</small></h3>`, standIns.heading)}
  ${lists.map(({ outlet, own }, index) => {
    const name = foreign(outletOf(data, outlet).name)
    const id = sentencesId(frame, outlet)
    const list = own.slice(0, perOutlet).map(shown)
    if (index >= open) return folded(list, { id, name, words: counted(own.length, 'sentence'), all: own.length, printed: 1 })
    const [first, ...rest] = list
    const more: Folded = { id: undefined, name, words: counted(own.length - 1, 'more sentence'), all: own.length - 1, printed: 0 }
    return html`<div id="${id}">${first ?? nothing}${rest.length > 0 ? folded(rest, more) : nothing}</div>`
  })}`
}

interface StandIns {
  /** Ids that a sentence bears for outlets that only print it as a copy. */
  readonly at: ReadonlyMap<Passage, readonly string[]>
  /** Ids whose sentences are all beyond what is shown. */
  readonly heading: readonly string[]
}

/** An outlet whose sentences all stand under the original of its copy has no list: its numbers lead to that sentence. */
function standInsOf(
  { articles, hits }: ReportBody,
  { frame, outlets }: { readonly frame: string; readonly outlets: readonly OutletId[] },
  shown: ReadonlySet<Passage>,
): StandIns {
  const outletBy = new Map(articles.map(({ article }) => [article.id, article.outlet]))
  const saying = new Set(hits.flatMap((hit) => (hit.frame === frame ? (outletBy.get(hit.articleId) ?? []) : [])))
  const at = new Map<Passage, string[]>()
  const heading: string[] = []
  for (const outlet of [...saying].filter((id) => !outlets.includes(id))) {
    const original = [...shown].find(({ alsoIn }) => alsoIn.some(({ article }) => article.outlet === outlet))
    if (original) at.set(original, [...(at.get(original) ?? []), sentencesId(frame, outlet)])
    else heading.push(sentencesId(frame, outlet))
  }
  return { at, heading }
}

function withIds(markup: Markup, ids: readonly string[]): Markup {
  return ids.reduce<Markup>((inner, id) => html`<div id="${id}">${inner}</div>`, markup)
}

interface Folded {
  /** Where links lead to: inside the list, because browsers open a list only for what is in it. */
  readonly id: string | undefined
  readonly name: Markup
  readonly words: string
  /** How many there are, shown or not. */
  readonly all: number
  /** On paper one sentence of each outlet stands for the others. */
  readonly printed: 0 | 1
}

function folded(shown: readonly Markup[], { id, name, words, all, printed }: Folded): Markup {
  const left = printed === 0 ? ' in report.html and hits.csv' : `, ${all - printed} of them in report.html and hits.csv`
  const elsewhere = all > printed ? html`<span class="on-paper">${left}</span>` : nothing
  return html`<details class="more${printed === 0 ? ' rest' : ''}">
    <summary>${name} <span>${words}${elsewhere}</span></summary>
    <div${id === undefined ? nothing : html` id="${id}"`}>
      ${shown}
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
