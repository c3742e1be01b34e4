import type { CoverageStatus, Outlet, OutletId, Rate } from '../../../model.ts'
import type { ReportArticle, ReportData, ReportFrame } from '../report-data.ts'
import { hitWords, type HitCount } from '../texts/hit-words.ts'
import { deniedFinder } from '../views/denied.ts'
import { foldVerdicts } from '../views/folded-verdicts.ts'
import { rankedFrames, rateFinder } from '../views/frames.ts'
import type { Passage } from '../views/passages.ts'
import { grouped } from '../../grouped.ts'
import { counted, languageName, percent, shortNumber, withLimits } from '../wording.ts'
import { forest, type ForestMark, type ForestRow } from './charts/forest.ts'
import { anchorId, drawnByUs, foreign, html, nothing, type Markup } from './markup.ts'
import { heat } from './overview/heat.ts'
import { shiftsOf } from './overview/shifts.ts'
import { voicesAndHeadlines } from './overview/voices-headlines.ts'
import { countLink, sentencesByOutlet, sentencesId } from './parts/sentences.ts'
import { verdictList } from './parts/verdicts.ts'

/** Outlets whose first sentence stands open, and sentences of one outlet at most. */
const shownOpen = 4
const shownAtMost = 40

/** Outlets against frames, then each frame with its definition, contrasts, rates and every sentence. */
export function framesSection(data: ReportData, passages: readonly Passage[]): Markup {
  const frames = rankedFrames(data)
  const used = frames.filter(({ id }) => data.hits.some(({ frame }) => frame === id))
  const unused = frames.filter((frame) => !used.includes(frame))
  return html`<section aria-labelledby="matrix">
      <h2 id="matrix">Who uses which frame</h2>
      <p class="lede">Where to look. Outlets of different languages stand side by side; their figures are not equated.</p>
      ${heat(data, used)}
      <p class="note">
        In the table, each cell counts the uses in the outlet’s <b class="v-outlet">own voice</b>, then those it
        <b class="v-quoted">attributes</b> to others, headlines included; it leads to the sentences. Rates are over the body text alone.
      </p>
      ${matrix(data, used)} ${absent(data)}
      ${unused.length === 0 ? nothing : html`<p class="note">Looked for and not found anywhere: ${unused.map(({ name }) => name).join(', ')}.</p>`}
    </section>
    ${voicesAndHeadlines(data, used)} ${voiceFilter()}
    ${used.map((frame) =>
      frameSection(
        data,
        frame,
        passages.filter((passage) => passage.frame === frame.id),
      ),
    )}`
}

/** Outlets without a row: silence and blindness are kept apart, and from a row of zeros. */
function absent({ outlets }: ReportData): Markup {
  const line = (status: CoverageStatus, words: string) => {
    const names = outlets.filter((entry) => entry.status === status).map(({ outlet }) => foreign(outlet.name))
    return names.length === 0 ? nothing : html`<b>${words}:</b> ${names.map((name, index) => html`${index > 0 ? ', ' : ''}${name}`)}. `
  }
  return html`<p class="note">${line('silent', 'Read, and silent on the story')}${line('unseen', 'Could not be seen')}</p>`
}

/** Narrows the sentences by voice with radio buttons and CSS alone. */
function voiceFilter(): Markup {
  const choices = [
    ['all', 'All voices'],
    ['outlet', 'Own voice'],
    ['quoted', 'Quoted'],
    ['reported', 'Reported'],
    ['unclear', 'Unclear'],
  ] as const
  return html`<fieldset class="filter">
    <legend>Show sentences in</legend>
    ${choices.map(([value, words]) => html`<label><input type="radio" name="voice" id="show-${value}" ${value === 'all' ? drawnByUs(' checked') : nothing} /> ${words}</label>`)}
  </fieldset>`
}

function matrix(data: ReportData, frames: readonly ReportFrame[]): Markup {
  const rateOf = rateFinder(data)
  const deniedIn = deniedFinder(data)
  const cells = (outlet: Outlet, voice: 'outlet' | 'attributed' | 'unclear', frame: string): HitCount => {
    const inHeadlines = rateOf(outlet.id, frame, 'headline', voice)?.hits ?? 0
    const denied = voice === 'outlet' ? deniedIn(outlet.id, frame, 'body') + deniedIn(outlet.id, frame, 'headline') : 0
    return { hits: (rateOf(outlet.id, frame, 'body', voice)?.hits ?? 0) + inHeadlines, inHeadlines, denied }
  }
  const rows = data.outlets.filter(({ status }) => status === 'covered')
  return html`<div class="scroll" role="group" aria-labelledby="matrix" tabindex="0">
    <table class="matrix">
      <caption class="hidden">
        Uses of each frame by outlet, in its own voice and attributed
      </caption>
      <thead>
        <tr>
          <th scope="col">Outlet</th>
          ${frames.map(({ id, name }) => html`<th scope="col"><a href="#${anchorId('frame', id)}">${name}</a></th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ outlet }) => {
          const articles = data.articles.filter(({ article }) => article.outlet === outlet.id)
          const measured = articles.filter((entry) => entry.measured)
          const copies = articles.filter(({ member }) => member.copyOf !== undefined).length
          return html`<tr>
            <th scope="row">
              ${foreign(outlet.name)}<small
                >${languageName(articles[0]?.article.language)},
                ${counted(articles.length, 'article')}${copies > 0 ? `, ${copies} copied` : ''}</small
              >
            </th>
            ${
              measured.length === 0
                ? html`<td colspan="${frames.length}" class="blind">${whyNotMeasured(data, articles[0])}</td>`
                : frames.map(({ id }) =>
                    matrixCell({
                      own: cells(outlet, 'outlet', id),
                      attributed: cells(outlet, 'attributed', id),
                      unclear: cells(outlet, 'unclear', id),
                      place: { frame: id, outlet: outlet.id },
                    }),
                  )
            }
          </tr>`
        })}
      </tbody>
    </table>
  </div>`
}

function whyNotMeasured({ lexicon }: ReportData, entry: ReportArticle | undefined): string {
  if (!entry) return 'no article'
  const isKnown = lexicon.terms.some(({ language }) => language === entry.article.language)
  return isKnown ? 'not measured: scoring did not end' : 'not measured: the lexicon has no terms in this language'
}

interface MatrixCell {
  readonly own: HitCount
  readonly attributed: HitCount
  readonly unclear: HitCount
  /** Where its sentences stand. */
  readonly place: { readonly frame: string; readonly outlet: OutletId }
}

function matrixCell({ own, attributed, unclear, place }: MatrixCell): Markup {
  if (own.hits + attributed.hits + unclear.hits === 0)
    return html`<td class="none"><span aria-hidden="true">·</span><span class="hidden">none</span></td>`
  return html`<td>
    <a class="pair" href="#${sentencesId(place.frame, place.outlet)}"
      ><b class="v-outlet">${own.hits}<span class="hidden"> own voice</span></b
      ><span class="v-quoted">+${attributed.hits}<span class="hidden"> attributed</span></span
      >${unclear.hits > 0 ? html`<span class="v-unclear">+${unclear.hits}?<span class="hidden"> voice unclear</span></span>` : nothing}</a
    >${countNote('own', own)}${countNote('attributed', attributed)}${countNote('unclear', unclear)}
  </td>`
}

/** What of a cell's count is in headlines, which no rate holds, and what of it is denied. */
function countNote(voice: string, count: HitCount): Markup {
  const words = hitWords(count)
  return words === '' ? nothing : html`<small>${voice}: ${count.hits}${words}</small>`
}

function frameSection(data: ReportData, frame: ReportFrame, passages: readonly Passage[]): Markup {
  const contrasts = data.comparison.contrasts.filter((contrast) => contrast.frame === frame.id)
  const names = new Map<string, string>(data.outlets.map(({ outlet }) => [outlet.id, outlet.name]))
  const verdicts = foldVerdicts(contrasts, (outlet) => names.get(outlet) ?? outlet)
  const id = anchorId('frame', frame.id)
  return html`<section class="frame" aria-labelledby="${id}">
    <h2 id="${id}"><small>Frame</small> ${frame.name}</h2>
    <p class="lede">${frame.definition}</p>
    ${verdictList(verdicts)} ${ratesOf(data, frame)} ${shiftsOf(data, frame)}
    ${sentencesByOutlet(data, { frame: frame.id, passages }, { open: shownOpen, perOutlet: shownAtMost })}
  </section>`
}

interface RateRow {
  readonly outlet: Outlet
  readonly language: string | undefined
  readonly own: Rate | undefined
  readonly attributed: Rate | undefined
  readonly headline: Rate | undefined
}

function ratesOf(data: ReportData, frame: ReportFrame): Markup {
  const rateOf = rateFinder(data)
  const deniedIn = deniedFinder(data)
  const rows = data.outlets.flatMap(({ outlet }): readonly RateRow[] => {
    const own = rateOf(outlet.id, frame.id, 'body', 'outlet')
    const attributed = rateOf(outlet.id, frame.id, 'body', 'attributed')
    if (!own && !attributed) return []
    const language = data.articles.find(({ article }) => article.outlet === outlet.id)?.article.language
    return [{ outlet, language, own, attributed, headline: rateOf(outlet.id, frame.id, 'headline', 'all') }]
  })
  const order = rows.toSorted((a, b) => byLanguage(a, b) || (b.own?.perThousand?.value ?? 0) - (a.own?.perThousand?.value ?? 0))
  const isMixed = new Set(order.map(({ language }) => language)).size > 1
  const top = Math.max(1, ...order.flatMap(({ own, attributed }) => [own?.perThousand?.value ?? 0, attributed?.perThousand?.value ?? 0]))
  const title = `${frame.name}: hits per 1,000 words, by outlet`
  const description = order
    .map(({ outlet, own, attributed }) => `${outlet.name}: own voice ${rateText(own)}, attributed ${rateText(attributed)}.`)
    .join(' ')
  const pictures = forest(
    order.map((row) => forestRow(row, isMixed)),
    {
      id: anchorId('plot', frame.id),
      title,
      description: `${description} The table below has the same numbers.`,
      axis: 'Hits per 1,000 words of body in that voice',
      domain: [0, 2 * top],
      scale: 'linear',
      rule: undefined,
      joined: false,
      palette: 'voices',
    },
  )
  return html`<div class="together">
      <h3>How often</h3>
      <p class="key">
        <span class="v-outlet"
          ><svg viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4.5" /></svg> own voice</span
        >
        <span class="v-quoted"
          ><svg viewBox="0 0 12 12" aria-hidden="true"><path d="M6 1 11 6 6 11 1 6Z" /></svg> attributed</span
        >
        <span
          >line: ${percent(data.method.level)} interval over articles (over words where there is no hit); none for a single article, whose
          interval over its words alone is in rates.csv. Headlines are counted in the table.</span
        >
      </p>
      ${pictures}
    </div>
    <details class="numbers">
      <summary>The numbers</summary>
      <div class="scroll" role="group" aria-label="${title}" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">Outlet</th>
              <th scope="col">Articles</th>
              <th scope="col">Own voice: hits / words</th>
              <th scope="col">per 1,000 (interval)</th>
              <th scope="col">Attributed: hits / words</th>
              <th scope="col">per 1,000 (interval)</th>
              <th scope="col">Articles with it in the headline</th>
            </tr>
          </thead>
          <tbody>
            ${order.map(
              ({ outlet, language, own, attributed, headline }) =>
                html`<tr>
                  <th scope="row">${foreign(outlet.name)}<small>${languageName(language)}</small></th>
                  <td>${own?.articles ?? 0}</td>
                  <td>${base(own, frame.id, own ? deniedIn(outlet.id, frame.id, 'body') : 0)}</td>
                  <td>${rateText(own)}</td>
                  <td>${base(attributed, frame.id, 0)}</td>
                  <td>${rateText(attributed)}</td>
                  <td>${headline ? `${headline.articlesWithHit} of ${headline.articles}` : 'none measured'}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`
}

function base(rate: Rate | undefined, frame: string, denied: number): Markup {
  return rate
    ? html`${countLink(rate.hits, { frame, outlet: rate.outlet })}${hitWords({ hits: rate.hits, inHeadlines: 0, denied })} /
      ${grouped(rate.tokens)}`
    : html`none`
}

function rateText(rate: Rate | undefined): string {
  if (!rate?.perThousand) return 'no words to count'
  return rate.articles < 2 ? `${shortNumber(rate.perThousand.value)} (one article)` : withLimits(rate.perThousand)
}

/** Outlets of one language stand together: only among them do rates compare. */
function byLanguage(a: RateRow, b: RateRow): number {
  const [first, second] = [a.language ?? '', b.language ?? '']
  if (first === second) return 0
  return first < second ? -1 : 1
}

function forestRow({ outlet, language, own, attributed }: RateRow, isMixed: boolean): ForestRow {
  const label = `${outlet.name}${isMixed ? `, ${language ?? '?'}` : ''}`
  const note = `${own?.hits ?? 0} + ${attributed?.hits ?? 0} hits, ${counted(own?.articles ?? 0, 'article')}`
  return { label, note, marks: [...markOf('first', own), ...markOf('second', attributed)] }
}

function markOf(series: ForestMark['series'], rate: Rate | undefined): readonly ForestMark[] {
  if (!rate?.perThousand) return []
  const { value, low, high } = rate.perThousand
  return [{ series, value, limits: rate.articles < 2 ? undefined : { low, high } }]
}
