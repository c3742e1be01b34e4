import { outletOf, type ReportBody } from '../report-data.ts'
import { agreeWords, meanWords, shareWords, toneLede } from '../texts/tone-words.ts'
import { modelsOf, toneRows, type ToneRow } from '../views/tones.ts'
import { listed, rateVoiceWords } from '../wording.ts'
import { allSeries, forest, type ForestMark } from './charts/forest.ts'
import { frameName } from './evidence.ts'
import { foreign, html, nothing, type Markup } from './markup.ts'

/** The sentiment models side by side, by frame, outlet and voice; where they part, it is said. */
export function sentimentSection(data: ReportBody): Markup {
  const rows = toneRows(data)
  if (rows.length === 0) return nothing
  const frames = [...new Set(rows.map(({ frame }) => frame))]
  return html`<section aria-labelledby="sentiment">
    <h2 id="sentiment">How the words sound</h2>
    <p class="lede">${toneLede(data, rows)}</p>
    <p class="key models">
      ${modelsOf(data).map(
        (model, index) =>
          html`<span class="${keyClasses[index] ?? ''}"
            ><svg viewBox="0 0 12 12" aria-hidden="true"><path d="${signs[index] ?? ''}" /></svg> ${model}</span
          > `,
      )}
    </p>
    ${frames.map((frame) =>
      sentimentOf(
        data,
        frame,
        rows.filter((row) => row.frame === frame),
      ),
    )}
  </section>`
}

/** As the pictures draw the series: circle, diamond, triangle, square, star. */
const signs: readonly string[] = [
  'M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z',
  'M6 1 11 6 6 11 1 6Z',
  'M6 1 11 10H1Z',
  'M2 2H10V10H2Z',
  'M6 1 7.4 4.6 11 4.8 8.2 7.2 9.2 11 6 8.8 2.8 11 3.8 7.2 1 4.8 4.6 4.6Z',
]
const keyClasses: readonly string[] = ['v-outlet', 'v-quoted', 'm-third', 'm-fourth', 'm-fifth']

function sentimentOf(data: ReportBody, frame: string, rows: readonly ToneRow[]): Markup {
  const name = frameName(data, frame)
  const models = modelsOf(data)
  const lines = rows.map((row) => {
    const label = `${outletOf(data, row.outlet).name}, ${row.voice === 'outlet' ? 'own' : 'attributed'}`
    return { label, marks: marksOf(data, row), note: noteOf(data, row) }
  })
  const title = `${name}: mean sentiment by outlet and voice`
  const description = rows
    .map((row) => {
      const heard = models.map((model) => `${model} ${meanWords(row.byModel.get(model))}`)
      return `${outletOf(data, row.outlet).name}, ${rateVoiceWords[row.voice]}: ${heard.join(', ')}.`
    })
    .join(' ')
  const pictures = forest(lines, {
    id: `tone-${data.lexicon.frames.findIndex(({ id }) => id === frame)}`,
    title,
    description,
    axis: 'negative  ←  0  →  positive',
    domain: [-1, 1],
    scale: 'linear',
    rule: 0,
    joined: true,
    palette: 'models',
  })
  return html`<h3>${name}</h3>
    ${pictures}
    <details class="numbers">
      <summary>The numbers</summary>
      <div class="scroll" role="group" aria-label="${title}" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">Outlet</th>
              <th scope="col">Voice</th>
              <th scope="col">Hits</th>
              ${models.map(
                (model) =>
                  html`<th scope="col">${model}: mean</th>
                    <th scope="col">− / 0 / + / abstains</th>`,
              )}
              <th scope="col">Do they agree?</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) =>
                html`<tr>
                  <th scope="row">${foreign(outletOf(data, row.outlet).name)}</th>
                  <td>${rateVoiceWords[row.voice]}</td>
                  <td>${row.hits}</td>
                  ${models.map(
                    (model) =>
                      html`<td>${meanWords(row.byModel.get(model))}</td>
                        <td>${shareWords(row.byModel.get(model))}</td>`,
                  )}
                  <td>${agreeWords(row.agree)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`
}

function marksOf(data: ReportBody, { byModel }: ToneRow): readonly ForestMark[] {
  return modelsOf(data).flatMap((model, index) => {
    const mean = byModel.get(model)?.mean
    const series = allSeries[index]
    return mean && series !== undefined ? [{ series, value: mean.value, limits: undefined }] : []
  })
}

function noteOf(data: ReportBody, { byModel, agree }: ToneRow): string {
  if (agree === false) return 'models differ'
  const models = modelsOf(data)
  const silent = models.filter((model) => !byModel.get(model)?.mean)
  if (silent.length === models.length) return 'all abstain'
  return silent.length === 0 ? '' : `${listed(silent)} ${silent.length === 1 ? 'abstains' : 'abstain'}`
}
