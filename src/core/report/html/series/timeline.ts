import { smoothed } from '../../../series/timeline.ts'
import type { TimelinePoint } from '../../../series/series.ts'
import type { ReportFrame } from '../../report-data.ts'
import type { SeriesData } from '../../series/series-data.ts'
import { partyName } from '../../series/series-views.ts'
import { dayOf, shortNumber, withLimits } from '../../wording.ts'
import { timeline, type TimelineRow } from '../charts/timeline.ts'
import { anchorId, foreign, html, nothing, type Markup } from '../markup.ts'
import { foldedNumbers } from '../parts/numbers.ts'
import { dayNumber, dayTicks } from './days.ts'

/** Outlets drawn: those that use the frame most. */
const drawnAtMost = 6

/** One frame over time, in the own voice of the outlets that use it: a point a story, no trend where there are few. */
export function seriesTimeline(data: SeriesData, frame: ReportFrame): Markup {
  const points = data.comparison.timeline.filter((point) => point.frame === frame.id)
  const outlets = [...new Set(points.map(({ outlet }) => outlet))]
    .map((outlet) => ({ outlet, own: points.filter((point) => point.outlet === outlet) }))
    .toSorted((x, y) => hitsOf(y.own) - hitsOf(x.own))
  if (outlets.length === 0) return nothing
  const drawn = outlets.slice(0, drawnAtMost)
  const days = new Map(data.stories.map(({ id, day }) => [id, day]))
  const first = data.stories.at(0)?.day ?? ''
  const xOf = ({ story }: Pick<TimelinePoint, 'story'>) => dayNumber(days.get(story) ?? first, first)
  const rows = drawn.map(({ outlet, own }): TimelineRow => ({
    label: partyName(data, 'outlet', outlet),
    points: own.flatMap((point) => {
      const { perThousand, articles } = point
      if (!perThousand) return []
      const { value, low, high } = perThousand
      return [{ x: xOf(point), value, limits: articles < 2 ? undefined : { low, high } }]
    }),
    smooth: smoothed(own).map(({ story, perThousand }) => ({ x: xOf({ story }), value: perThousand })),
  }))
  const values = rows.flatMap((row) => row.points.map(({ value }) => value))
  const isSmooth = rows.some(({ smooth }) => smooth.length > 0)
  const title = `${frame.name}: hits per 1,000 words in the own voice, story by story`
  return html`<h3>Over time</h3>
    <p class="key">
      <span
        >a point a story; filled: used, hollow: not used; line: interval over the articles of that story, none for a single
        article${isSmooth ? '; curve: five stories that follow each other taken together' : ''}</span
      >
      ${outlets.length > drawn.length ? html`<span>The ${drawn.length} outlets that use it most; the table has all.</span>` : nothing}
    </p>
    ${timeline(rows, {
      id: anchorId('time', frame.id),
      title,
      description: `One row an outlet. ${drawn.map(({ outlet, own }) => `${partyName(data, 'outlet', outlet)}: used in ${own.filter(({ hits }) => hits > 0).length} of ${own.length} stories it told.`).join(' ')} The table below has the same numbers.`,
      palette: 'timeline',
      top: niceTop(Math.max(...values, 1)),
      ticks: dayTicks(data.stories.map(({ day }) => day)),
      lastX: dayNumber(data.stories.at(-1)?.day ?? first, first),
    })}
    ${foldedNumbers({
      title,
      head: ['Story', 'Day', ...outlets.map(({ outlet }) => partyName(data, 'outlet', outlet))],
      rows: data.stories.map(({ id, title: story, day }) => [
        foreign(story),
        dayOf(day),
        ...outlets.map(({ own }) => cell(own.find((point) => point.story === id))),
      ]),
    })}`
}

function cell(point: TimelinePoint | undefined): string {
  if (!point?.perThousand) return 'no words'
  const rate = point.articles < 2 ? shortNumber(point.perThousand.value) : withLimits(point.perThousand)
  return `${rate}; ${point.hits} / ${point.tokens}`
}

function hitsOf(points: readonly TimelinePoint[]): number {
  return points.reduce((sum, { hits }) => sum + hits, 0)
}

/** 1, 2 or 5 times a power of ten. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 5, 10].map((step) => Number((step * power).toPrecision(1))).find((step) => step >= value) ?? value
}
