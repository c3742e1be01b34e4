import { Hono } from 'hono'
import { z } from 'zod'
import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import { PipelineError } from '../../errors.ts'
import { usualPolicy } from '../../io/store/schedules.ts'
import { nextTimes } from '../../runners/schedule.ts'
import { checkedId } from '../guard/ids.ts'
import { refusalOf } from '../guard/refusal.ts'
import { comparisonFields } from '../markup/comparison-fields.ts'
import { layout, pressForm, secretField } from '../markup/layout.ts'
import { policyFacts, policyFields } from '../markup/schedule-policy.ts'
import { timeInZone } from '../markup/words.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { addOutletByHomepage } from '../work/runs/add-outlet.ts'
import { emptyForm } from '../work/runs/comparison-form.ts'
import { webAddress } from '../work/runs/comparison-input.ts'
import { cronOf, readScheduleForm, readSchedulePlan, rhythms, timingMistakes, type ScheduleForm } from '../work/runs/schedule-form.ts'
import { addSchedule, listSchedules, readSchedule, startNow, type ScheduleView } from '../work/runs/schedules.ts'
import { table } from '../markup/table.ts'

/** Comparisons that are made again and again: all that the command `schedule` does. */
export function schedulePages(parts: SiteParts): Hono<SiteEnv> {
  const { store, now } = parts.app
  const pages = new Hono<SiteEnv>()

  pages.get('/schedules', async (context) => context.html(await listPage(context)))

  pages.get('/schedules/new', async (context) =>
    context.html(await formPage(context, { ...freshForm(), anchor: context.req.query('anchor') ?? '' }, {})),
  )

  pages.post('/schedules', async (context) => {
    const sent = context.get('form')
    const form = readScheduleForm(sent)
    try {
      switch (sent.get('step') ?? '') {
        case 'outlet': {
          const outlet = await addOutletByHomepage(webAddress.parse(form.homepage), parts, context.req.raw.signal)
          const outlets = form.outlets === undefined ? undefined : [...form.outlets, outlet.id]
          return context.html(await formPage(context, { ...form, outlets, homepage: '' }, { told: `${outlet.name} was added.` }))
        }
        case 'all':
          return context.html(await formPage(context, { ...form, outlets: undefined }, {}))
        case 'none':
          return context.html(await formPage(context, { ...form, outlets: [] }, {}))
        case 'times': {
          const mistakes = timingMistakes(form)
          if (mistakes.length > 0) return context.html(await formPage(context, form, { mistakes }), 400)
          const times = nextTimes({ cron: cronOf(form), zone: form.zone }, { after: now().getTime(), count: 5 })
          return context.html(await formPage(context, form, { times }))
        }
        default: {
          const plan = readSchedulePlan(form)
          if ('mistakes' in plan) return context.html(await formPage(context, form, plan), 400)
          await addSchedule(plan.input, parts)
          return context.redirect(`/schedules/${plan.input.id}`, 303)
        }
      }
    } catch (error) {
      if (!(error instanceof PipelineError) && !(error instanceof z.ZodError)) throw error
      const { message, status } = refusalOf(error)
      return context.html(await formPage(context, form, { mistakes: [message] }), status)
    }
  })

  pages.get('/schedules/:schedule', async (context) => context.html(await onePage(context)))

  pages.post('/schedules/:schedule/run', async (context) => {
    const view = await readSchedule(idOf(context), parts)
    startNow(view, parts)
    return context.redirect('/', 303)
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
    const { schedule } = await readSchedule(idOf(context), parts)
    if (context.get('form').get('sure') !== 'yes') return context.redirect(`/schedules/${schedule.id}#remove`, 303)
    await store.schedules.remove(schedule.id)
    return context.redirect('/schedules', 303)
  })

  return pages

  async function listPage(context: SiteContext): Promise<string> {
    const schedules = await listSchedules(parts)
    const body = html`<div class="head">
        <h1>Schedules</h1>
        <a class="button main" href="/schedules/new">New schedule</a>
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
          <dt>Asked</dt>
          <dd>
            ${request.alone ? 'nobody' : request.outletIds === undefined ? 'all outlets' : counted(request.outletIds.length, 'outlet')}
          </dd>
        </div>
        <div>
          <dt>Lexicon</dt>
          <dd>${foreign(request.lexicons.length === 0 ? 'the first' : request.lexicons.join(', '))}</dd>
        </div>
        <div>
          <dt>Cron fields</dt>
          <dd><code>${cron}</code> <small>${zone}</small></dd>
        </div>
        ${policyFacts(schedule)}
      </dl>
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
          ${
            history.length === 0
              ? html`<p class="empty">It has not run yet.</p>`
              : html`<ol class="tight">
                  ${history.map(
                    ({ dueAt, state: end, run, note, details }) =>
                      html`<li>
                        <span class="badge b-${end}">${end}</span>
                        ${run === undefined ? timeInZone(dueAt, zone) : html`<a href="/reports/${run}">${timeInZone(dueAt, zone)}</a>`}<small>${foreign(note ?? '')}</small>${details?.['webhook'] === undefined ? nothing : html`<small>Webhook: ${foreign(String(details['webhook']))}</small>`}
                      </li>`,
                  )}
                </ol>`
          }
        </section>
      </div>
      <section aria-labelledby="remove">
        <h2 id="remove">Remove</h2>
        <form method="post" action="/schedules/${id}/remove">
          ${secretField(context, parts)}
          <label class="choice"
            ><input type="checkbox" name="sure" value="yes" required /><span>Remove the schedule and its history; reports stay</span></label
          >
          <p><button>Remove</button></p>
        </form>
      </section>`
    return layout(context, parts, { title: id, section: '/schedules', body })
  }

  async function formPage(
    context: SiteContext,
    form: ScheduleForm,
    said: { mistakes?: readonly string[]; told?: string; times?: readonly number[] },
  ): Promise<string> {
    const { shelf } = parts
    const [outlets, lexicons, unread] = await Promise.all([shelf.outlets(), shelf.lexicons(), shelf.unreadLexicons()])
    const { mistakes = [], told, times } = said
    const body = html`<div class="head"><h1>New schedule</h1></div>
      <form method="post" action="/schedules">
        ${secretField(context, parts)} ${mistakeList(mistakes)}
        ${told === undefined ? nothing : html`<p class="told" role="status">${foreign(told)}</p>`}
        <section aria-labelledby="what">
          <h2 id="what">What, and when</h2>
          <div class="fields">
            <div>
              <label for="id">Name <span class="hint">letters, digits, dots, hyphens</span></label
              ><input id="id" name="id" required pattern="[a-zA-Z0-9][\\w.\\-]{0,79}" value="${form.id}" />
            </div>
            <div>
              <label for="anchor"
                >Address of the article <span class="hint">or words: each run takes the newest article that holds most of them</span></label
              ><input id="anchor" name="anchor" required placeholder="https://" value="${form.anchor}" />
            </div>
          </div>
          <div class="fields">
            <div>
              <label for="rhythm">How often</label
              ><select id="rhythm" name="rhythm">
                ${rhythms.map(([value, words]) => html`<option value="${value}" ${value === form.rhythm ? html`selected` : nothing}>${words}</option>`)}
              </select>
            </div>
            <div><label for="time">At</label><input id="time" name="time" type="time" value="${form.time}" /></div>
            <div>
              <label for="zone">Time zone</label><input id="zone" name="zone" list="zones" value="${form.zone}" required />
              <datalist id="zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value="${zone}"></option>`)}</datalist>
            </div>
            <div>
              <label for="cron">Cron fields <span class="hint">only “by cron fields”</span></label
              ><input id="cron" name="cron" value="${form.cron}" placeholder="0 7 * * 1-5" spellcheck="false" />
            </div>
          </div>
          <p><button name="step" value="times" formnovalidate>Show the next five runs</button></p>
          ${
            times === undefined
              ? nothing
              : html`<ol class="tight" role="status">
                  ${times.map((time) => html`<li>${timeInZone(time, form.zone)}</li>`)}
                </ol>`
          }
          ${policyFields(form, isOwnPolicy(form))}
        </section>
        ${comparisonFields(form, { outlets, lexicons, unread })}
        <section aria-labelledby="beside">
          <h2 id="beside">Beside the outlets</h2>
          <div class="fields top">
            <div>
              <label for="searches">Search services <span class="hint">ids of sources.yaml: gdelt store</span></label
              ><input id="searches" name="searches" value="${form.searches}" spellcheck="false" />
            </div>
            <div>
              <label for="pins">Addresses that belong to the story <span class="hint">one a line</span></label
              ><textarea id="pins" name="pins" rows="2" spellcheck="false">${form.pins}</textarea>
            </div>
          </div>
        </section>
        <p class="presses"><button class="main" name="step" value="add">Add the schedule</button></p>
      </form>`
    return layout(context, parts, { title: 'New schedule', section: '/schedules', body, scripts: ['choices.js'] })
  }
}

function mistakeList(mistakes: readonly string[]): Markup {
  const [first, ...more] = mistakes
  if (first === undefined) return nothing
  if (more.length === 0) return html`<p class="mistake" role="alert">${foreign(first)}</p>`
  return html`<div class="mistake" role="alert">
    <ul>
      ${mistakes.map((mistake) => html`<li>${foreign(mistake)}</li>`)}
    </ul>
  </div>`
}

const usual = {
  missed: usualPolicy.missed,
  catchUpDays: String(usualPolicy.windowMs / 86_400_000),
  overlap: usualPolicy.overlap,
  graceMinutes: String(usualPolicy.graceMs / 60_000),
  webhook: '',
}

function freshForm(): ScheduleForm {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return { ...emptyForm, ...usual, id: '', searches: '', pins: '', rhythm: 'weekdays', time: '07:00', cron: '', zone: timeZone }
}

function isOwnPolicy({ missed, catchUpDays, overlap, graceMinutes, webhook }: ScheduleForm): boolean {
  return [missed, catchUpDays, overlap, graceMinutes, webhook].join(' ') !== Object.values(usual).join(' ')
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
