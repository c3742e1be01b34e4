import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import type { OutletUse } from '../work/report/frame-use.ts'
import { table } from './table.ts'

interface Chosen {
  /** Address of the report. */
  readonly report: string
  readonly frame: string
  readonly order: string
}

/** Who says it, who only passes it on, and who does not have it; each number leads to its sentences. */
export function useSection(chosen: Chosen, { uses, name }: { readonly uses: readonly OutletUse[]; readonly name: string }): Markup {
  return html`<section aria-labelledby="uses">
    <h2 id="uses">Who uses “${foreign(name)}”</h2>
    <div class="uses">
      ${table(
        'Outlets',
        [
          'Outlet',
          'What it does',
          'In its own voice',
          'In others’ words',
          'Unclear',
          'Articles',
          'Own words read',
          'Enough text to say so?',
        ],
        uses.map((use) => useRow(chosen, use)),
      )}
    </div>
    <p class="note">
      Hits of body and headlines, as the report counts them; with limits in
      <a href="${chosen.report}/files/rates.csv" download>rates.csv</a>. What is not found may be said in other words:
      <a href="${chosen.report}#instead">what each outlet says instead</a>. <a href="${chosen.report}#again">How to cite</a>
    </p>
  </section>`
}

function useRow({ report, frame, order }: Chosen, { outlet, status, reason, counts, verdict }: OutletUse) {
  const linked = (count: number, voice: string) =>
    count === 0 ? '0' : html`<a href="${report}/hits?${new URLSearchParams({ frame, outlet, voice, order }).toString()}#lines">${count}</a>`
  const does = html`<b>${whatItDoes({ status, counts })}</b>`
  if (!counts) {
    const why = reason === undefined ? nothing : html`<small>${foreign(reason)}</small>`
    return { head: foreign(outlet), cells: [does, ...Array.from({ length: 5 }, () => undefined), why] }
  }
  const { own, attributed, unclear, articles, words } = counts
  return {
    head: foreign(outlet),
    cells: [
      does,
      linked(own, 'outlet'),
      linked(attributed, 'attributed'),
      linked(unclear, 'unclear'),
      articles,
      words.toLocaleString('en'),
      verdict === undefined ? undefined : html`<small>${foreign(verdict)}</small>`,
    ],
  }
}

function whatItDoes({ status, counts }: Pick<OutletUse, 'status' | 'counts'>): string {
  if (counts) {
    if (counts.own > 0) return 'says it itself'
    if (counts.attributed > 0) return 'only in others’ words'
    return counts.unclear > 0 ? 'voice unclear' : 'not at all'
  }
  if (status === 'silent') return 'silent on the story'
  return status === 'unseen' ? 'could not be seen' : 'not measured'
}
