import { Hono } from 'hono'
import { html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { usualPolicy } from '../../io/store/schedules.ts'
import { nextTimes } from '../../runners/schedule.ts'
import { policyFields } from '../markup/schedule-policy.ts'
import { timeInZone } from '../markup/words.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { emptyForm } from '../work/asked/comparison-form.ts'
import { cronOf, readScheduleForm, readSchedulePlan, rhythms, timingMistakes, type ScheduleForm } from '../work/asked/schedule-form.ts'
import { addSchedule } from '../work/runs/schedules.ts'
import { answerForm, comparisonPage, type Said } from './comparison-page.ts'

interface SaidOfTimes extends Said {
  readonly times?: readonly number[]
}

/** A new schedule: what is compared, when, and what happens when things do not go as planned. */
export function newSchedulePages(parts: SiteParts): Hono<SiteEnv> {
  const pages = new Hono<SiteEnv>()

  pages.get('/schedules/new', async (context) =>
    context.html(await page(context, { ...freshForm(), anchor: context.req.query('anchor') ?? '' }, {})),
  )

  pages.post('/schedules', (context) => answerForm(context, parts, { read: readScheduleForm, page, press }))

  return pages

  async function press(context: SiteContext, form: ScheduleForm, step: string): Promise<Response> {
    switch (step) {
      case 'times': {
        const mistakes = timingMistakes(form)
        if (mistakes.length > 0) return context.html(await page(context, form, { mistakes }), 400)
        const times = nextTimes({ cron: cronOf(form), zone: form.zone }, { after: parts.app.now().getTime(), count: 5 })
        return context.html(await page(context, form, { times }))
      }
      default: {
        const plan = readSchedulePlan(form)
        if ('mistakes' in plan) return context.html(await page(context, form, plan), 400)
        await addSchedule(plan.input, parts)
        return context.redirect(`/schedules/${plan.input.id}`, 303)
      }
    }
  }

  function page(context: SiteContext, left: ScheduleForm, said: SaidOfTimes): Promise<string> {
    const own = {
      title: 'New schedule',
      section: '/schedules',
      form: { id: 'new-schedule', action: '/schedules' },
      before: whatAndWhen(left, said.times),
      behind: besideOutlets(left),
      press: { step: 'add', words: 'Add the schedule' },
      scripts: ['choices.js'],
    } as const
    return comparisonPage(context, parts, { own, left, said })
  }
}

function whatAndWhen(form: ScheduleForm, times: readonly number[] | undefined): Markup {
  return html`<section aria-labelledby="what">
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
  </section>`
}

function besideOutlets(form: ScheduleForm): Markup {
  return html`<section aria-labelledby="beside">
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
  </section>`
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
