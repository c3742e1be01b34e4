import { Hono } from 'hono'
import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import { usualLexicon } from '../../comparison-run.ts'
import type { ScheduleRun } from '../../io/store/schedules.ts'
import { checkedId } from '../guard/ids.ts'
import { layout, mayChange, pressForm, secretField } from '../markup/layout.ts'
import { policyFacts } from '../markup/schedule-policy.ts'
import { timeInZone } from '../markup/words.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { listSchedules, readSchedule, shownDetails, shownWebhook, startNow, type ScheduleView } from '../work/runs/schedules.ts'
import { table } from '../markup/table.ts'
import { scheduleFindings } from './schedule-findings.ts'

/** Comparisons that are made again and again: all that the command `schedule` does. */
export function schedulePages(parts: SiteParts): Hono<SiteEnv> {
  const { store } = parts.app
  const pages = new Hono<SiteEnv>()

  pages.get('/schedules', async (context) => context.html(await listPage(context)))

  pages.get('/schedules/:schedule', async (context) => context.html(await onePage(context)))

  pages.post('/schedules/:schedule/run', async (context) => {
    const view = await readSchedule(idOf(context), parts)
    startNow(view, parts)
    return context.redirect(`/schedules/${view.schedule.id}`, 303)
  })
  for (const [action, state] of [
    ['pause', 'paused'],
    ['resume', 'active'],
  ] as const) {
    pages.post(`/schedules/:schedule/${action}`, async (context) => {
      const { schedule } = await readSchedule(idOf(context), parts)
      await store.schedules.setState(schedule.id, state)
      return context.redirect(`/schedules/${schedule.id}`, 303)
    })
  }
  pages.post('/schedules/:schedule/remove', async (context) => {
    const id = idOf(context)
    if (context.get('form').get('sure') !== 'yes') return context.redirect(`/schedules/${id}#remove`, 303)
    // Also one that is gone already, or that cannot be read.
    await store.schedules.remove(id)
    return context.redirect('/schedules', 303)
  })

  return pages

  async function listPage(context: SiteContext): Promise<string> {
    const schedules = await listSchedules(parts)
    const body = html`<div class="head">
        <h1>Schedules</h1>
        ${mayChange(context) ? html`<a class="button main" href="/schedules/new">New schedule</a>` : nothing}
      </div>
      ${schedules.length === 0 ? html`<p class="empty">No schedule yet. A schedule makes the same comparison again and again, so that findings can grow over weeks.</p>` : scheduleTable(schedules)}`
    return layout(context, parts, { title: 'Schedules', section: '/schedules', body })
  }

  async function onePage(context: SiteContext): Promise<string> {
    const { schedule, request, next, history } = await readSchedule(idOf(context), parts)
    const { id, cron, zone, state } = schedule
    const press = (action: string, words: string, kind: 'main' | 'plain' = 'plain') =>
      pressForm(context, parts, { action: `/schedules/${id}/${action}`, words, kind })
    const body = html`<p class="kind"><a href="/schedules">Schedules</a></p>
      <div class="head">
        <div>
          <h1>${foreign(id)}</h1>
          <p><span class="badge b-${state === 'active' ? 'open' : 'paused'}">${state}</span></p>
        </div>
        <div class="presses">
          ${press('run', 'Run now')} ${state === 'active' ? press('pause', 'Pause') : press('resume', 'Resume', 'main')}
        </div>
      </div>
      <dl class="strip">
        <div>
          <dt>Article</dt>
          <dd class="address">${foreign(request.anchor)}</dd>
        </div>
        <div>
          <dt>${schedule.kind === 'watch' ? 'What it does' : 'Asked'}</dt>
          <dd>${schedule.kind === 'watch' ? watchWords(request.named.length) : askedWords(request)}</dd>
        </div>
        <div>
          <dt>Lexicon</dt>
          <dd>${foreign(request.lexicons.length === 0 ? usualLexicon : request.lexicons.join(', '))}</dd>
        </div>
        <div>
          <dt>Cron fields</dt>
          <dd><code>${cron}</code> <small>${zone}</small></dd>
        </div>
        ${policyFacts({ ...schedule, webhook: shownWebhook(schedule.webhook, mayChange(context)) })}
      </dl>
      ${await scheduleFindings({ schedule, history }, parts)}
      <div class="two plain">
        <section aria-labelledby="next">
          <h2 id="next">Next five runs</h2>
          ${
            next.length === 0
              ? html`<p class="empty">It rests. Nothing is due until it is resumed.</p>`
              : html`<ol class="tight">
                  ${next.map((time) => html`<li>${timeInZone(time, zone)}</li>`)}
                </ol>`
          }
        </section>
        <section aria-labelledby="history">
          <h2 id="history">History</h2>
          ${history.some((run) => run.state === 'running') ? html`<p class="note">It runs now. <a href="/runs?state=open">See how far it is</a>, or <a href="/schedules/${id}">look again</a>.</p>` : nothing}
          ${
            history.length === 0
              ? html`<p class="empty">It has not run yet.</p>`
              : html`<ol class="tight">
                  ${history.map((run) => historyEntry({ ...run, details: shownDetails(run.details, mayChange(context)) }, zone))}
                </ol>`
          }
        </section>
      </div>
      ${mayChange(context) ? removeSection(context, id) : nothing}`
    return layout(context, parts, { title: id, section: '/schedules', body })
  }

  function removeSection(context: SiteContext, id: string): Markup {
    return html`<section aria-labelledby="remove">
      <h2 id="remove">Remove</h2>
      <form method="post" action="/schedules/${id}/remove">
        ${secretField(context, parts)}
        <label class="choice"
          ><input type="checkbox" name="sure" value="yes" required /><span>Remove the schedule and its history; reports stay</span></label
        >
        <p><button>Remove</button></p>
      </form>
    </section>`
  }
}

function askedWords({ alone, outletIds }: ScheduleView['request']): string {
  if (alone) return 'nobody'
  return outletIds === undefined ? 'all outlets' : counted(outletIds.length, 'outlet')
}

function watchWords(named: number): string {
  return `Reads the article again${named === 0 ? '' : ` and ${counted(named, 'more address', 'more addresses')}`}, and tells what was edited`
}

function historyEntry({ dueAt, state, run, note, details = {} }: ScheduleRun, zone: string): Markup {
  const { webhook, ...counts } = details
  const found = Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]))
  return html`<li>
    <span class="badge b-${state}">${state}</span>
    ${run === undefined ? timeInZone(dueAt, zone) : html`<a href="/reports/${run}">${timeInZone(dueAt, zone)}</a>`}
    ${found.length === 0 ? nothing : html`<small>${foreign(found.join(', '))}</small>`}
    ${note === undefined ? nothing : html`<small>${foreign(note)}</small>`}
    ${webhook === undefined ? nothing : html`<small>Webhook: ${foreign(String(webhook))}</small>`}
  </li>`
}

function scheduleTable(schedules: readonly ScheduleView[]): Markup {
  return table(
    'Schedules',
    ['Name', 'Article', 'When', 'Next'],
    schedules.map(({ schedule: { id, cron, zone, state }, request, next }) => ({
      head: html`<a href="/schedules/${id}">${foreign(id)}</a>`,
      cells: [
        html`<span class="address">${foreign(request.anchor)}</span>`,
        html`<code>${cron}</code> <small>${zone}</small>`,
        state === 'paused' ? html`<span class="badge b-paused">paused</span>` : timeInZone(next[0] ?? 0, zone),
      ],
    })),
  )
}

function idOf(context: SiteContext): string {
  return checkedId(context.req.param('schedule'))
}
