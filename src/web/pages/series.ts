import { Hono } from 'hono'
import { html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { plainMistake } from '../../io/config/plain-mistake.ts'
import { checkedId } from '../guard/ids.ts'
import { Refusal } from '../guard/refusal.ts'
import { download } from '../markup/download.ts'
import { layout } from '../markup/layout.ts'
import { mistakeList } from '../markup/mistakes.ts'
import { reportMain } from '../markup/report-main.ts'
import { workingPart } from '../markup/working.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { mistakesOf } from '../work/asked/form-mistakes.ts'
import { typeOf } from '../work/report/reports.ts'
import { listSchedules } from '../work/runs/schedules.ts'
import { seriesAskedSchema, type SeriesAsked, type SeriesFile } from '../work/report/series-desk.ts'

/** Stands in the address of a series that is made; the form alone has none. */
const shownFor = { show: 'yes' } as const

/** Many stories with one lexicon: what the command `series` makes, made when somebody asks for it. */
export function seriesPages(parts: SiteParts): Hono<SiteEnv> {
  const pages = new Hono<SiteEnv>()

  pages.get('/series', async (context) => {
    const asked = readAsked(context)
    if (context.req.query('show') !== shownFor.show) return context.html(await page(context, asked, nothing))
    try {
      const looked = await parts.series.file(asked, 'report.html')
      if (looked.kind === 'working') {
        const body = await page(context, asked, workingPart('The series is being made', looked), { isWorking: true })
        return context.html(body)
      }
      const body = html`${files(asked, looked.value)} ${reportMain(looked.value.content ?? '')}`
      return context.html(await page(context, asked, body, { isReport: true }))
    } catch (error) {
      const { mistakes, status } = mistakesOf(error)
      return context.html(await page(context, asked, mistakeList(mistakes)), status)
    }
  })

  pages.get('/series/files/:name', async (context) => {
    const name = checkedId(context.req.param('name'))
    const looked = await parts.series.file(readAsked(context), name, fileWaitMs)
    if (looked.kind === 'working') throw new Refusal(503, 'series-unfinished', 'The series is still being made', { 'retry-after': '5' })
    if (looked.value.content === undefined) throw new Refusal(404, 'not-found', 'A series has no such file')
    return download(context, { name, type: typeOf(name), bytes: new Uint8Array(Buffer.from(looked.value.content)) }, `series-${name}`)
  })

  return pages

  async function page(
    context: SiteContext,
    asked: SeriesAsked,
    shown: Markup,
    { isWorking = false, isReport = false }: { readonly isWorking?: boolean; readonly isReport?: boolean } = {},
  ): Promise<string> {
    const chooser = await form(asked)
    // A report brings its own headings.
    const body = isReport
      ? html`<details class="numbers">
            <summary>Over many stories: choose others</summary>
            ${chooser}
          </details>
          ${shown}`
      : html`<div class="head">
            <div>
              <p class="kind"><a href="/reports">Reports</a></p>
              <h1>Over many stories</h1>
            </div>
          </div>
          ${chooser} ${shown}`
    return layout(context, parts, { title: 'Over many stories', section: '/reports', body, isWorking, isReport })
  }

  async function form({ since, until, lexicon, groups, schedule }: SeriesAsked): Promise<Markup> {
    const { shelf } = parts
    const [lexicons, unread, outlets] = await Promise.all([shelf.lexicons(), shelf.unreadLexicons(), shelf.outlets()])
    const schedules = (await listSchedules(parts)).map(({ schedule: listed }) => listed).filter(({ kind }) => kind === 'compare')
    const groupKeys = [...new Set(outlets.flatMap((outlet) => Object.keys(outlet.groups)))].toSorted()
    const select = (field: string, words: string, chosen: string, options: readonly (readonly [string, string])[]) =>
      html`<div>
        <label for="${field}">${words}</label
        ><select id="${field}" name="${field}">
          ${options.map(([value, said]) => html`<option value="${value}" ${value === chosen ? html`selected` : nothing}>${said}</option>`)}
        </select>
      </div>`
    const same = (value: string) => [value, value] as const
    return html`<p class="lede">
        Every finished comparison is a story. Outlets are compared inside each story, and over all of them, with one lexicon.
      </p>
      <form class="filters" method="get" action="/series">
        <div><label for="since">From</label><input id="since" name="since" type="date" value="${since ?? ''}" /></div>
        <div><label for="until">To</label><input id="until" name="until" type="date" value="${until ?? ''}" /></div>
        ${select('schedule', 'Stories of', schedule ?? '', [['', 'all comparisons'], ...schedules.map(({ id }) => same(id))])}
        ${select('lexicon', 'Lexicon', lexicon, [...lexicons.map(({ id }) => id), ...unread].map(same))}
        ${groupKeys.length === 0 ? nothing : select('groups', 'Groups of outlets', groups ?? '', [['', 'none'], ...groupKeys.map(same)])}
        <div><button class="main" name="show" value="${shownFor.show}">Show</button></div>
      </form>`
  }
}

/** A file may be waited for: nobody sees how far it is. */
const fileWaitMs = 20_000

function files(asked: SeriesAsked, { names }: SeriesFile): Markup {
  const query = new URLSearchParams(filled(asked)).toString()
  return html`<details class="files">
    <summary>Download</summary>
    <ul>
      ${names.map((name) => html`<li><a href="/series/files/${name}?${query}" download>${name}</a></li>`)}
    </ul>
  </details>`
}

/** An empty field of the form asks for nothing. */
function readAsked(context: SiteContext): SeriesAsked {
  const { show: _, ...query } = context.req.query()
  return seriesAskedSchema.parse(filled(query), { error: plainMistake })
}

function filled(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])))
}
