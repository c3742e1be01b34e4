import { methodsParagraph } from '../texts/methods-paragraph.ts'
import { citationOf, methodsText } from '../texts/methods-text.ts'
import type { ReportData } from '../report-data.ts'
import { accuracyHeads, accuracyRows } from '../texts/tone-words.ts'
import { counted } from '../wording.ts'
import { foreign, html, nothing, type Markup } from './markup.ts'

/** How it was made, with what, and how to make it again. */
export function methodSection(data: ReportData): Markup {
  const { run } = data
  return html`<section aria-labelledby="method">
      <h2 id="method">How this was made</h2>
      <dl class="method">
        ${methodsText(data).map(
          ([heading, text]) =>
            html`<div>
              <dt>${heading}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>
      ${run.note === undefined ? nothing : html`<p class="run-note"><b>Note by the person who ran it:</b> ${foreign(run.note)}</p>`}
      ${accuracy(data)}
      <details class="numbers">
        <summary>Versions, settings and hashes</summary>
        ${keyValues('Versions', { ...run.versions })}${keyValues('Settings', run.settings)}${keyValues('SHA-256', run.hashes)}
      </details>
      ${foundTerms(data)}
      ${
        run.failures.length === 0
          ? nothing
          : html`<details class="numbers">
              <summary>What failed <span>${run.failures.length}</span></summary>
              <ul class="left-out">
                ${run.failures.map(({ stage, code, message }) => html`<li>${stage} <code>${foreign(code)}</code> <small>${foreign(message)}</small></li>`)}
              </ul>
            </details>`
      }
    </section>
    <section aria-labelledby="again">
      <h2 id="again">Cite it, check it, run it again</h2>
      <p class="cite">${foreign(citationOf(data))}</p>
      ${
        run.command === undefined
          ? nothing
          : html`<p>It was made by</p>
              <pre tabindex="0"><code>${foreign(run.command)}</code></pre>`
      }
      <h3>Methods, to be copied</h3>
      <p>${foreign(methodsParagraph(data))}</p>
      <p>
        The same report in other forms: <code>picture.svg</code> (who says it, as a picture to print), <code>report.md</code>,
        <code>report.json</code> (every number and every hit), <code>outlets.csv</code>, <code>articles.csv</code>, <code>hits.csv</code>,
        <code>claims.csv</code>, <code>rates.csv</code>, <code>contrasts.csv</code>, and <code>codebook.csv</code>, which explains their
        columns; <code>annotations.jsonld</code> (every hit as a W3C Web Annotation); <code>CITATION.cff</code> and
        <code>citation.bib</code>. The folder <code>bundle/</code> holds what it was made of.
      </p>
    </section>`
}

/** Terms that were found, with how often; the whole lexicon is long, and stands in report.json. */
export function foundTerms({ lexicon, hits }: Pick<ReportData, 'lexicon' | 'hits'>): Markup {
  const counts = new Map<string, number>()
  for (const { term } of hits) counts.set(term, (counts.get(term) ?? 0) + 1)
  const found = lexicon.terms.filter(({ id }) => counts.has(id))
  return html`<details class="numbers">
    <summary>The terms that were found <span>${found.length} of ${lexicon.terms.length}</span></summary>
    <div class="scroll" role="group" aria-label="Terms that were found" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Term</th>
            <th scope="col">Hits</th>
            <th scope="col">Frame</th>
            <th scope="col">Language</th>
            <th scope="col">Patterns</th>
          </tr>
        </thead>
        <tbody>
          ${found.map(
            ({ id, frame, language, patterns }) =>
              html`<tr>
                <th scope="row">${foreign(id)}</th>
                <td>${counts.get(id)}</td>
                <td>${foreign(frame)}</td>
                <td>${foreign(language)}</td>
                <td>${foreign(patterns.join('  |  '), language)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="note">All ${counted(lexicon.terms.length, 'term')} of the lexicon are in report.json.</p>
  </details>`
}

/** Pairs of keys and values, sorted. */
export function keyValues(heading: string, values: Readonly<Record<string, string | number | boolean>>): Markup {
  const sorted = Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return html`<h3>${heading}</h3>
    <dl class="pairs">
      ${sorted.map(
        ([key, value]) =>
          html`<div>
            <dt>${foreign(key)}</dt>
            <dd>${foreign(String(value))}</dd>
          </div>`,
      )}
    </dl>`
}

/** What the sentiment models were found to be worth, a row for each language and labelled set. */
function accuracy(data: ReportData): Markup {
  const rows = accuracyRows(data)
  if (rows.length === 0) return nothing
  return html`<details class="numbers">
    <summary>How good the sentiment models are</summary>
    <div class="scroll" role="group" aria-label="How good the sentiment models are" tabindex="0">
      <table>
        <thead>
          <tr>
            ${accuracyHeads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ model, language, macroF1, measuredOn }) =>
              html`<tr>
                <th scope="row">${model}</th>
                <td>${language}</td>
                <td>${macroF1}</td>
                <td>${measuredOn}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="note">Of three tones. How this was measured: docs/score-cards.md.</p>
  </details>`
}
