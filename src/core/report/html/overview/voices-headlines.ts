import type { Outlet, Rate } from '../../../../model.ts'
import type { ReportData, ReportFrame } from '../../report-data.ts'
import { rateFinder } from '../../views/frames.ts'
import { counted, percent, shortNumber } from '../../wording.ts'
import { forest, type ForestRow } from '../charts/forest.ts'
import { foreign, html, nothing, type Markup } from '../markup.ts'
import { foldedNumbers } from '../parts/numbers.ts'

/** Is it the outlet or its sources, the article or its headline? All frames together, an outlet a row. */
export function voicesAndHeadlines(data: ReportData, frames: readonly ReportFrame[]): Markup {
  const rows = data.outlets.flatMap(({ outlet }) => rowOf(data, outlet, frames))
  if (rows.every(({ own, attributed }) => own.hits + attributed.hits === 0)) return nothing
  const perThousand = rows.flatMap(({ own, attributed }) => [own.perThousand ?? 0, attributed.perThousand ?? 0])
  const voices = 'All frames together: own voice against attributed words, hits per 1,000 words of each'
  const headlines = 'All frames together: share of articles that use one in the headline, and in the body'
  return html`<section aria-labelledby="whose">
    <h2 id="whose">The outlet or its sources, the headline or the article</h2>
    <p class="lede">
      The distance between the two marks is what a single figure hides: an outlet that lets others say it, or a headline that says more than
      its article. Counts of all frames together, without intervals; frame by frame below.
    </p>
    <h3>Own voice against attributed words</h3>
    <p class="key">
      ${sign('v-outlet', 'M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z', 'own voice')}${sign('v-quoted', 'M6 1 11 6 6 11 1 6Z', 'attributed')}
    </p>
    ${forest(
      rows.map(({ outlet, own, attributed }) =>
        dumbbell(outlet, own.perThousand, attributed.perThousand, `${own.hits} and ${attributed.hits} hits`),
      ),
      {
        id: 'whose-voice',
        title: voices,
        description: `${rows.map(({ outlet, own, attributed }) => `${outlet.name}: ${own.hits} in its own voice, ${attributed.hits} attributed.`).join(' ')} The table below has the same numbers.`,
        axis: 'Hits per 1,000 words in that voice',
        domain: [0, Math.max(1, ...perThousand) * 1.05],
        scale: 'linear',
        rule: undefined,
        joined: true,
        palette: 'dumbbell',
      },
    )}
    <h3>Headline against body</h3>
    <p class="key">
      ${sign('v-outlet', 'M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z', 'headline')}${sign('v-quoted', 'M6 1 11 6 6 11 1 6Z', 'body')}
    </p>
    ${forest(
      rows.map(({ outlet, headline, body, articles }) =>
        dumbbell(outlet, headline / articles, body / articles, `${headline} and ${body} of ${articles}`),
      ),
      {
        id: 'headline-body',
        title: headlines,
        description: `${rows.map(({ outlet, headline, body, articles }) => `${outlet.name}: headline ${headline}, body ${body} of ${counted(articles, 'article')}.`).join(' ')} The table below has the same numbers.`,
        axis: 'Share of articles with a framing term, any voice',
        domain: [0, 1],
        scale: 'linear',
        rule: undefined,
        joined: true,
        palette: 'dumbbell',
      },
    )}
    ${foldedNumbers({
      title: 'All frames together, by outlet',
      head: ['Outlet', 'Own voice: hits', 'per 1,000', 'Attributed: hits', 'per 1,000', 'In the headline', 'In the body'],
      rows: rows.map(({ outlet, own, attributed, headline, body, articles }) => [
        foreign(outlet.name),
        own.hits,
        rateWords(own.perThousand),
        attributed.hits,
        rateWords(attributed.perThousand),
        `${headline} of ${articles} (${percent(headline / articles)})`,
        `${body} of ${articles} (${percent(body / articles)})`,
      ]),
    })}
  </section>`
}

interface VoiceSum {
  readonly hits: number
  readonly perThousand: number | undefined
}

interface Row {
  readonly outlet: Outlet
  readonly own: VoiceSum
  readonly attributed: VoiceSum
  /** Articles with a term of any frame in the headline, in the body, and all that were measured. */
  readonly headline: number
  readonly body: number
  readonly articles: number
}

function rowOf(data: ReportData, outlet: Outlet, frames: readonly ReportFrame[]): readonly Row[] {
  const rateOf = rateFinder(data)
  const measured = new Set(
    data.articles.filter((entry) => entry.measured && entry.article.outlet === outlet.id).map(({ article }) => article.id),
  )
  const rates = (voice: 'outlet' | 'attributed') => frames.flatMap(({ id }) => rateOf(outlet.id, id, 'body', voice) ?? [])
  const articles = rates('outlet')[0]?.articles ?? 0
  if (articles === 0) return []
  const withHit = (isIn: (zone: string) => boolean) => articlesWith(data, isIn).intersection(measured).size
  const headline = Math.min(
    articles,
    withHit((zone) => zone === 'headline'),
  )
  const body = Math.min(
    articles,
    withHit((zone) => zone !== 'headline'),
  )
  return [{ outlet, own: sumOf(rates('outlet')), attributed: sumOf(rates('attributed')), headline, body, articles }]
}

function articlesWith(data: ReportData, isIn: (zone: string) => boolean): ReadonlySet<string> {
  return new Set(data.hits.filter(({ zone }) => isIn(zone)).map(({ articleId }) => articleId))
}

function sumOf(rates: readonly Rate[]): VoiceSum {
  const hits = rates.reduce((sum, rate) => sum + rate.hits, 0)
  const tokens = rates[0]?.tokens ?? 0
  return { hits, perThousand: tokens > 0 ? (1000 * hits) / tokens : undefined }
}

function dumbbell({ name }: Outlet, first: number | undefined, second: number | undefined, note: string): ForestRow {
  const marks = [
    ...(first === undefined ? [] : [{ series: 'first' as const, value: first, limits: undefined }]),
    ...(second === undefined ? [] : [{ series: 'second' as const, value: second, limits: undefined }]),
  ]
  return { label: name, marks, note }
}

function rateWords(value: number | undefined): string {
  return value === undefined ? 'no words' : shortNumber(value)
}

function sign(className: string, path: string, words: string): Markup {
  return html`<span class="${className}"
    ><svg viewBox="0 0 12 12" aria-hidden="true"><path d="${path}" /></svg> ${words}</span
  > `
}
