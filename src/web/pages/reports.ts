import { Hono } from 'hono'
import { html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { toId } from '../../core/ids.ts'
import { counted } from '../../core/report/wording.ts'
import { plainMistake } from '../../io/config/plain-mistake.ts'
import { checkedId } from '../guard/ids.ts'
import { download } from '../markup/download.ts'
import { layout, mayChange } from '../markup/layout.ts'
import { reportMain } from '../markup/report-main.ts'
import { reportBar } from '../markup/report-bar.ts'
import { pageLinks } from '../markup/page-links.ts'
import { cardList } from '../markup/report-card.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { findReports, reportFile, reportFilterSchema, reportsPerPage, reportTitle, type ReportFilter } from '../work/report/reports.ts'

/** Reports: found again, read, and taken away as files. */
export function reportPages(parts: SiteParts): Hono<SiteEnv> {
  const { store } = parts.app
  const pages = new Hono<SiteEnv>()

  pages.get('/reports', async (context) => context.html(await listPage(context)))

  pages.get('/reports/:run', async (context) => {
    const run = toId<'Run'>(checkedId(context.req.param('run')))
    const title = await reportTitle(run, parts.app)
    const { bytes } = await reportFile(run, 'report.html', parts)
    const body = html`${await reportBar(context, { run, parts }, 'report')} ${reportMain(Buffer.from(bytes).toString('utf8'))}`
    return context.html(layout(context, parts, { title, section: '/reports', body, isReport: true }))
  })

  pages.get('/reports/:run/files/:name', async (context) => {
    const run = checkedId(context.req.param('run'))
    const file = await reportFile(toId<'Run'>(run), checkedId(context.req.param('name')), parts)
    return download(context, file, `${run}-${file.name}`)
  })

  return pages

  async function listPage(context: SiteContext): Promise<string> {
    const filter = readFilter(context)
    const { cards, total } = await findReports(filter, parts)
    const body = html`<div class="head">
        <h1>Reports</h1>
        <div class="presses">
          <a class="button" href="/reports/compare">Compare two</a>
          <a class="button" href="/series">Over many stories</a>
        </div>
      </div>
      ${await filterForm(filter)}
      <p class="note" role="status">
        ${total === 0 ? 'No report' : counted(total, 'report')}${isFiltered(filter) ? html` found. <a href="/reports">Show all</a>` : '.'}
      </p>
      ${total === 0 && !isFiltered(filter) ? html`<p class="empty">No report yet.${mayChange(context) ? html` <a href="/new">Start a comparison</a>, or run <code>frameshift compare</code>.` : nothing}</p>` : nothing}
      ${cardList(cards, 'h2')} ${pageLinks({ path: '/reports', filter, page: filter.page, pages: Math.ceil(total / reportsPerPage) })}`
    return layout(context, parts, { title: 'Reports', section: '/reports', body })
  }

  async function filterForm({ q, lexicon, outlet, since, until }: ReportFilter): Promise<Markup> {
    const outlets = await parts.shelf.outlets()
    const lexicons = await store.reportCards.lexicons()
    const option = (value: string, words: string, chosen: string | undefined) =>
      html`<option value="${value}" ${value === chosen ? html`selected` : nothing}>${words}</option>`
    return html`<form class="filters" method="get" action="/reports" role="search" aria-label="Find reports">
      <div class="wide"><label for="q">Words</label><input id="q" name="q" type="search" value="${q}" maxlength="200" /></div>
      <div>
        <label for="outlet">Outlet</label
        ><select id="outlet" name="outlet">
          ${option('', 'any', outlet ?? '')}${outlets.map(({ id, name }) => option(id, name, outlet))}
        </select>
      </div>
      <div>
        <label for="lexicon">Lexicon</label
        ><select id="lexicon" name="lexicon">
          ${option('', 'any', lexicon ?? '')}${lexicons.map((id) => option(id, id, lexicon))}
        </select>
      </div>
      <div><label for="since">From</label><input id="since" name="since" type="date" value="${since ?? ''}" /></div>
      <div><label for="until">To</label><input id="until" name="until" type="date" value="${until ?? ''}" /></div>
      <div><button>Find</button></div>
    </form>`
  }
}

/** An empty field of a form filters nothing. What is no filter at all is told as a mistake. */
function readFilter(context: SiteContext): ReportFilter {
  const set = Object.entries(context.req.query()).filter(([, value]) => value !== '')
  return reportFilterSchema.parse(Object.fromEntries(set), { error: plainMistake })
}

function isFiltered({ q, lexicon, outlet, since, until }: ReportFilter): boolean {
  return q !== '' || [lexicon, outlet, since, until].some((value) => value !== undefined)
}
