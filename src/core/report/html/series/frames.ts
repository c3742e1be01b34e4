import { toId } from '../../../ids.ts'
import type { Rate } from '../../../../model.ts'
import { hitWords } from '../../texts/hit-words.ts'
import { deniedFinder } from '../../views/denied.ts'
import { foldVerdicts } from '../../views/folded-verdicts.ts'
import { rateFinder } from '../../views/frames.ts'
import type { Passage } from '../../views/passages.ts'
import type { DescribedSeriesContrast, SeriesData } from '../../series/series-data.ts'
import { languageOf, partyName, seriesFrames, shownShifts } from '../../series/series-views.ts'
import type { ReportFrame } from '../../report-data.ts'
import { grouped } from '../../../grouped.ts'
import { counted, languageName, shortNumber, withLimits } from '../../wording.ts'
import { forest, type ForestRow } from '../charts/forest.ts'
import { heatmap } from '../charts/heatmap.ts'
import { anchorId, foreign, html, nothing, type Markup } from '../markup.ts'
import { foldedNumbers } from '../parts/numbers.ts'
import { countLink, sentencesByOutlet } from '../parts/sentences.ts'
import { shiftPart } from '../parts/shift.ts'
import { verdictList } from '../parts/verdicts.ts'
import { seriesTimeline } from './timeline.ts'

/** Outlets whose first sentence stands open, and sentences of one outlet and frame at most: a series has many. */
const sentences = { open: 2, perOutlet: 5 }
/** Fewer articles on a side are described and not judged. */
const fewestToJudge = 5

/** Outlets against frames, then each frame: differences inside stories, over time, by term, with sentences. */
export function seriesFramesSection(data: SeriesData, passages: readonly Passage[]): Markup {
  const frames = seriesFrames(data)
  const used = frames.filter(({ id }) => data.hits.some(({ frame }) => frame === id))
  const unused = frames.filter((frame) => !used.includes(frame))
  return html`<section aria-labelledby="overview">
      <h2 id="overview">Who uses which frame</h2>
      <p class="lede">
        Hits per 1,000 words of the outlet’s own voice, over all stories. Where to look, not what to conclude: differences are only called
        inside stories, below, and never across languages. Hatched: fewer than five articles.
      </p>
      ${overview(data, used)}
      ${unused.length === 0 ? nothing : html`<p class="note">Looked for and not found anywhere: ${unused.map(({ name }) => name).join(', ')}.</p>`}
    </section>
    ${used.map((frame) => frameSection(data, frame, passages))}`
}

function overview(data: SeriesData, frames: readonly ReportFrame[]): Markup {
  const rateOf = rateFinder(data)
  const deniedIn = deniedFinder(data)
  const measured = byLanguage(data).filter(({ outlet }) => data.comparison.rates.some((rate) => rate.outlet === outlet.id))
  const rows = measured.map(({ outlet }) => ({ outlet, rates: frames.map(({ id }) => rateOf(outlet.id, id, 'body', 'outlet')) }))
  const isMixed = new Set(rows.map(({ outlet }) => languageOf(data, outlet.id))).size > 1
  const title = 'Hits per 1,000 words in the own voice, outlets by frames'
  return html`${heatmap(
    rows.map(({ outlet, rates }) => ({
      label: isMixed ? `${outlet.name}, ${languageOf(data, outlet.id) ?? '?'}` : outlet.name,
      cells: rates.map((rate) => {
        const value = rate?.perThousand?.value
        return { value, text: value === undefined ? '–' : shortNumber(value), few: (rate?.articles ?? 0) < fewestToJudge }
      }),
    })),
    {
      id: 'heat',
      title,
      description: 'Darker cells are higher rates; hatched cells have fewer than five articles. The table below has the same numbers.',
      palette: 'plain',
      columns: frames.map(({ name }) => name),
    },
  )}
  ${foldedNumbers({
    title,
    head: ['Outlet', 'Articles', 'Words, own voice', ...frames.map(({ name }) => name)],
    rows: rows.map(({ outlet, rates }) => [
      html`${foreign(outlet.name)}<small>${languageName(languageOf(data, outlet.id))}</small>`,
      rates[0]?.articles ?? 0,
      grouped(rates[0]?.tokens ?? 0),
      ...rates.map((rate) =>
        rate?.perThousand
          ? html`${shortNumber(rate.perThousand.value)}<small>${countLink(rate.hits, rate)} hits${deniedWords(rate, deniedIn)}</small>`
          : 'no words',
      ),
    ]),
  })}`
}

/** Outlets of one language stand together, the largest language first: only among them do rates compare. */
function byLanguage(data: SeriesData): SeriesData['outlets'] {
  const size = (language: string | undefined) => data.outlets.filter(({ outlet }) => languageOf(data, outlet.id) === language).length
  const key = ({ outlet }: SeriesData['outlets'][number]) => languageOf(data, outlet.id)
  return data.outlets.toSorted(
    (x, y) => size(key(y)) - size(key(x)) || Number((key(x) ?? '') > (key(y) ?? '')) - Number((key(x) ?? '') < (key(y) ?? '')),
  )
}

function frameSection(data: SeriesData, frame: ReportFrame, passages: readonly Passage[]): Markup {
  const contrasts = data.comparison.contrasts.filter((contrast) => contrast.frame === frame.id)
  const byOutlet = contrasts.filter(({ by }) => by === 'outlet')
  const byGroup = contrasts.filter(({ by }) => by === 'group')
  const own = passages.filter((passage) => passage.frame === frame.id)
  const id = anchorId('frame', frame.id)
  const shifts = shownShifts(data, frame.id, 2)
  return html`<section class="frame" aria-labelledby="${id}">
    <h2 id="${id}"><small>Frame</small> ${frame.name}</h2>
    <p class="lede">${frame.definition}</p>
    ${verdictList(foldVerdicts(byOutlet, (outlet) => partyName(data, 'outlet', outlet)))} ${ratios(data, frame, byOutlet)}
    ${
      byGroup.length === 0
        ? nothing
        : html`<h3>Groups by ${foreign(data.groups?.key ?? '')}</h3>
            ${verdictList(foldVerdicts(byGroup, (value) => partyName(data, 'group', value)))} ${ratios(data, frame, byGroup)}`
    }
    ${seriesTimeline(data, frame)}
    ${shifts.map((shift) =>
      shiftPart(shift, {
        id: anchorId('shift', `${frame.id}-${shift.outlet}`),
        frame: frame.name,
        a: partyName(data, shift.by, shift.outlet),
        others: 'the others',
      }),
    )}
    ${sentencesByOutlet(data, { frame: frame.id, passages: own }, sentences)}
  </section>`
}

/** The main picture: how many times as often as the others, inside stories. */
function ratios(data: SeriesData, frame: ReportFrame, contrasts: readonly DescribedSeriesContrast[]): Markup {
  const drawn = contrasts.filter(({ b, ratio }) => b === 'others' && ratio !== undefined)
  const [first] = drawn
  if (!first) return nothing
  const order = drawn.toSorted((x, y) => (y.ratio?.value ?? 0) - (x.ratio?.value ?? 0))
  const finite = order
    .flatMap(({ ratio }) => [ratio?.value ?? 1, ratio?.low ?? 1, ratio?.high ?? 1])
    .filter((value) => value > 0 && value < Infinity)
  const reach = Math.min(100, Math.max(4, ...finite, ...finite.map((value) => 1 / value)))
  const what = first.by === 'group' ? 'the other groups' : 'the other outlets in its language'
  const title = `${frame.name}: times as often as ${what}, on the same stories`
  const rateOf = rateFinder({
    comparison: { rates: first.by === 'group' ? data.comparison.groupRates : data.comparison.rates, sentiments: [] },
  })
  const deniedIn = deniedFinder(data)
  return html`<h3>How many times as often <small>as ${what}, on the same stories, own voice</small></h3>
    ${forest(
      order.map((contrast) => forestRow(data, contrast)),
      {
        id: anchorId('ratio', `${first.by}-${frame.id}`),
        title,
        description: `${order.map(({ sentence }) => sentence).join(' ')} The table below has the same numbers.`,
        axis: 'Times as often (1: no difference)',
        domain: [1 / reach, reach],
        scale: 'log',
        rule: 1,
        joined: false,
        palette: 'voices',
      },
    )}
    ${foldedNumbers({
      title,
      head: [
        first.by === 'group' ? 'Group' : 'Outlet',
        'Stories',
        'Articles, against',
        'Hits / words in all',
        'Ratio (interval)',
        'p, corrected',
        'Verdict',
      ],
      rows: order.map((contrast) => {
        const { by, a, stories, articles, ratio, pAdjusted, verdict } = contrast
        const rate = rateOf(toId(a), frame.id, 'body', 'outlet')
        return [
          foreign(partyName(data, by, a)),
          stories,
          articles ? `${articles.a}, ${articles.b}` : '',
          rate
            ? html`${by === 'group' ? rate.hits : html`${countLink(rate.hits, rate)}${deniedWords(rate, deniedIn)}`} /
              ${grouped(rate.tokens)}`
            : '',
          ratio ? withLimits(ratio) : '',
          pAdjusted === undefined ? 'not tested' : shortNumber(pAdjusted),
          verdict.replaceAll('-', ' '),
        ]
      }),
    })}`
}

function deniedWords(rate: Rate, deniedIn: ReturnType<typeof deniedFinder>): string {
  return hitWords({ hits: rate.hits, inHeadlines: 0, denied: deniedIn(rate.outlet, rate.frame, 'body') })
}

function forestRow(data: SeriesData, { by, a, ratio, articles, verdict }: DescribedSeriesContrast): ForestRow {
  const words = verdict === 'higher' || verdict === 'lower' ? `${verdict}, ` : ''
  const note = `${words}${counted(articles?.a ?? 0, 'article')}`
  if (!ratio) return { label: partyName(data, by, a), note, marks: [] }
  const { value, low, high } = ratio
  return { label: partyName(data, by, a), note, marks: [{ series: 'first', value, limits: { low, high } }] }
}
