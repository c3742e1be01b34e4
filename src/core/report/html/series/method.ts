import type { SeriesData } from '../../series/series-data.ts'
import { seriesCitation, seriesMethod } from '../../series/series-views.ts'
import { foreign, html, type Markup } from '../markup.ts'
import { foundTerms, keyValues } from '../method.ts'

/** How the series was made, and how to make it again. */
export function seriesMethodSection(data: SeriesData): Markup {
  const { run } = data
  return html`<section aria-labelledby="method">
      <h2 id="method">How this was made</h2>
      <dl class="method">
        ${seriesMethod(data).map(
          ([heading, text]) =>
            html`<div>
              <dt>${heading}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>
      <details class="numbers">
        <summary>Versions, settings and hashes</summary>
        ${keyValues('Versions', { ...run.versions })}${keyValues('Settings', run.settings)}${keyValues('SHA-256', run.hashes)}
      </details>
      ${foundTerms(data)}
    </section>
    <section aria-labelledby="again">
      <h2 id="again">Cite it, check it, run it again</h2>
      <p class="cite">${foreign(seriesCitation(data))}</p>
      <p>
        A series is made of the store alone and holds no clock: the same command on the same data folder gives the same bytes. Each of its
        stories has a report and a bundle of its own, which hold the pages (<code>report list</code>, <code>report verify</code>).
      </p>
      <p>
        The same in other forms: <code>report.md</code>, <code>report.json</code> (schema <code>config/schemas/series.schema.json</code>),
        and tables (<code>stories</code>, <code>coverage</code>, <code>articles</code>, <code>hits</code>, <code>rates</code>,
        <code>groups</code>, <code>contrasts</code>, <code>timeline</code>, <code>terms</code>, <code>words</code>, each <code>.csv</code>)
        with <code>codebook.csv</code>, which explains their columns.
      </p>
    </section>`
}
