import { Hono } from 'hono'
import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import { anchorField } from '../markup/anchor-field.ts'
import { layout, mayChange, secretField } from '../markup/layout.ts'
import { firstSteps, whatItDoes } from '../markup/first-steps.ts'
import { cardList } from '../markup/report-card.ts'
import { runBadge, timeInZone, timeOf } from '../markup/words.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { examplePlan, hasExample } from '../work/asked/example.ts'
import { newestReports } from '../work/report/reports.ts'
import { readRun, type RunView } from '../work/runs/run-view.ts'
import { listSchedules, type ScheduleView } from '../work/runs/schedules.ts'

const shownAtMost = 6
/** What failed longer ago is among all runs. */
const failedShownMs = 14 * 86_400_000

/** What runs, what is due, what failed, and the latest reports. */
export function homePages(parts: SiteParts): Hono<SiteEnv> {
  const { store, now } = parts.app
  const pages = new Hono<SiteEnv>()
  pages.get('/', async (context) => context.html(await homePage(context)))

  pages.post('/example', async (context) => context.redirect(`/runs/${await parts.desk.start(await examplePlan(parts))}`, 303))

  return pages

  async function homePage(context: SiteContext): Promise<string> {
    const read = async (state: 'open' | 'failed') => {
      const views = []
      for (const { id } of await store.runs.heads({ limit: shownAtMost, state })) views.push(await readRun(id, parts))
      return views
    }
    const since = new Date(now().getTime() - failedShownMs).toISOString()
    const open = await read('open')
    const failed = (await read('failed')).filter(({ record }) => record.createdAt >= since)
    const due = (await listSchedules(parts)).filter(({ next }) => next.length > 0).toSorted((a, b) => (a.next[0] ?? 0) - (b.next[0] ?? 0))
    const { cards, total } = await newestReports(shownAtMost, parts)
    const isNew = mayChange(context) && total === 0 && open.length === 0 && failed.length === 0 && due.length === 0
    const lists = html`${open.length === 0 ? nothing : runSection('Running', 'running', open)}
      <section aria-labelledby="latest">
        <h2 id="latest">Latest reports</h2>
        ${cards.length === 0 ? html`<p class="empty">No report yet.</p>` : cardList(cards, 'h3')}
        ${total > shownAtMost ? html`<p><a href="/reports">All ${counted(total, 'report')}</a></p>` : nothing}
      </section>
      <div class="two plain">
        <section aria-labelledby="due">
          <h2 id="due">Due next</h2>
          ${dueList(due.slice(0, shownAtMost), mayChange(context))}
        </section>
        <section aria-labelledby="failed">
          <h2 id="failed">Failed</h2>
          ${failed.length === 0 ? html`<p class="empty">Nothing has failed in the last two weeks.</p>` : runList(failed)}
          <p><a href="/runs">All runs</a></p>
        </section>
      </div>`
    const body = html`<div class="hero">
        <h1>How do outlets frame the same story?</h1>
        ${isNew ? whatItDoes : nothing} ${mayChange(context) ? await startForm(context) : nothing}
      </div>
      ${total === 0 && open.length === 0 && mayChange(context) ? firstSteps(context, parts, { hasExample: await hasExample() }) : nothing}
      ${isNew ? nothing : lists}`
    return layout(context, parts, { title: 'Home', section: '/', body, scripts: mayChange(context) ? ['file.js'] : [] })
  }

  async function startForm(context: SiteContext): Promise<Markup> {
    return html`<form method="post" action="/new">
      ${secretField(context, parts)} ${anchorField('', { isWrong: false })}
      <div class="presses">
        <button class="main" name="step" value="run">Compare</button>
        <button name="step" value="recognise">Look at it first, and choose who is asked</button>
        ${await whoIsAsked(parts)}
      </div>
    </form>`
  }
}

/** Nothing is said of outlets that cannot be read: the comparison itself says what is wrong with them. */
async function whoIsAsked({ shelf }: SiteParts): Promise<Markup> {
  const [asked] = await Promise.allSettled([shelf.outlets()])
  if (asked.status === 'rejected') return nothing
  return html`<p class="note">
    “Compare” asks ${counted(asked.value.length, 'outlet')} of <code>config/outlets.yaml</code> for their coverage, each at its pace: a
    minute or more.
  </p>`
}

function runSection(words: string, id: string, runs: readonly RunView[]): Markup {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${words}</h2>
    ${runList(runs)}
  </section>`
}

function runList(runs: readonly RunView[]): Markup {
  return html`<ul class="tight">
    ${runs.map((run) => {
      const { record, title } = run
      return html`<li>
        <a href="/runs/${record.id}">${foreign(title ?? record.id)}</a> ${runBadge(run)}
        <small>${record.failure ? foreign(record.failure.message) : html`began ${timeOf(record.createdAt)}`}</small>
      </li>`
    })}
  </ul>`
}

function dueList(schedules: readonly ScheduleView[], canAdd: boolean): Markup {
  if (schedules.length === 0)
    return html`<p class="empty">Nothing is scheduled. ${canAdd ? html`<a href="/schedules/new">Add a schedule</a>` : nothing}</p>`
  return html`<ul class="tight">
    ${schedules.map(
      ({ schedule, next }) =>
        html`<li><a href="/schedules/${schedule.id}">${schedule.id}</a><small>${timeInZone(next[0] ?? 0, schedule.zone)}</small></li>`,
    )}
  </ul>`
}
