import type { RunId } from '../../../../model.ts'
import type { SeriesData } from '../../series/series-data.ts'
import { silences, storyTitle } from '../../series/series-views.ts'
import { counted, dayOf, languageName } from '../../wording.ts'
import { strip, type StripMark, type StripRow } from '../charts/strip.ts'
import { foreign, html, langOf, link, nothing, type Markup } from '../markup.ts'
import { numbersTable } from '../parts/numbers.ts'
import { stripKey } from '../parts/strip-key.ts'
import { dayNumber, dayTicks } from './days.ts'

/** Which outlet told which story, which it left out although its sources were read, and all stories of the series. */
export function seriesCoverage(data: SeriesData): Markup {
  return html`<section aria-labelledby="coverage">
      <h2 id="coverage">Who told which story, and who was silent</h2>
      <p class="lede">
        Silence is only said of an outlet whose sources were read. “Not seen” is a limit of this report, not of the outlet; where nobody
        asked an outlet, there is no mark.
      </p>
      ${stripKey(['covered', 'silent', 'unseen'])} ${picture(data)}
      ${numbersTable({
        title: 'Stories covered, silent on and not seen, by outlet',
        head: ['Outlet', 'Told', 'Silent on', 'Which', 'Not seen', 'Not asked'],
        rows: silences(data).map(({ outlet: { outlet, covered, silent, unseen, notAsked }, read }) => [
          foreign(outlet.name),
          covered.length,
          `${silent.length} of ${read}`,
          titles(data, silent),
          unseen.length,
          notAsked.length,
        ]),
      })}
      ${groups(data)}
    </section>
    <section aria-labelledby="stories">
      <h2 id="stories">Every story <small>${data.stories.length}</small></h2>
      ${numbersTable({
        title: 'Every story',
        head: ['Story', 'Day', 'Articles', 'Outlets', 'Compared'],
        rows: data.stories.map(({ id, title, url, language, day, articles, outlets, runs }) => [
          html`<span${langOf(language)}>${link(url, foreign(title))}</span><small>${languageName(language)}; run ${id}</small>`,
          dayOf(day),
          articles,
          outlets,
          counted(runs.length, 'time'),
        ]),
      })}
      ${data.run.leftOut.length === 0 ? nothing : html`<p class="note">Left out: ${data.run.leftOut.map(({ run, reason }) => html`run ${run} (${foreign(reason)}) `)}</p>`}
    </section>`
}

/** Titles named; more are counted. */
const namedAtMost = 3

function titles(data: SeriesData, stories: readonly RunId[]): Markup {
  if (stories.length === 0) return html`<span class="dim">none</span>`
  const shown = stories.slice(0, namedAtMost)
  const more = stories.length - shown.length
  return html`${shown.map((id) => html`<small>${foreign(storyTitle(data, id))}</small>`)}${more > 0 ? html`<small>and ${more} more in coverage.csv</small>` : nothing}`
}

function picture(data: SeriesData): Markup {
  const first = data.stories.at(0)?.day ?? ''
  const xOf = new Map(data.stories.map(({ id, day }) => [id, dayNumber(day, first)]))
  const marks = (stories: readonly RunId[], kind: StripMark) => stories.map((id) => ({ x: xOf.get(id) ?? 0, kind }))
  const rows = data.outlets.map(({ outlet, covered, silent, unseen }): StripRow => ({
    label: outlet.name,
    marks: [...marks(covered, 'covered'), ...marks(silent, 'silent'), ...marks(unseen, 'unseen')],
    note: `told ${covered.length}${silent.length > 0 ? `, silent on ${silent.length}` : ''}`,
  }))
  return strip(rows, {
    id: 'coverage-strip',
    title: 'Which outlet told which story',
    description: `One row an outlet, one place a story. ${rows.map(({ label, note }) => `${label}: ${note}.`).join(' ')} The table below has the same numbers.`,
    palette: 'plain',
    ticks: dayTicks(data.stories.map(({ day }) => day)),
    firstX: 0,
    lastX: dayNumber(data.stories.at(-1)?.day ?? first, first),
  })
}

function groups({ groups: found, outlets }: SeriesData): Markup {
  if (!found) return nothing
  const names = (ids: readonly string[]) => outlets.filter(({ outlet }) => ids.includes(outlet.id)).map(({ outlet }) => outlet.name)
  const rows = found.groups.map(({ value, outlets: ids }) => [foreign(value), foreign(names(ids).join(', '))])
  const without = found.without.length === 0 ? [] : [[html`<span class="dim">not given</span>`, foreign(names(found.without).join(', '))]]
  return html`<h3>Groups by ${foreign(found.key)}</h3>
    ${numbersTable({ title: `Outlets by ${found.key}`, head: ['Group', 'Outlets'], rows: [...rows, ...without] })}`
}
