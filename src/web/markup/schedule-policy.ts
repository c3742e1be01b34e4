import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { counted } from '../../core/report/wording.ts'
import { missedPolicies, overlapPolicies, type Schedule } from '../../io/store/schedules.ts'
import type { ScheduleForm } from '../work/asked/schedule-form.ts'

const missedWords: Readonly<Record<Schedule['missed'], string>> = {
  skip: 'Leave them out',
  one: 'Make up for the newest',
  all: 'Make up for all, as far back as said',
}

const overlapWords: Readonly<Record<Schedule['overlap'], string>> = {
  skip: 'Leave the new time out',
  queue: 'Let the new time wait',
}

type PolicyForm = Pick<ScheduleForm, 'missed' | 'catchUpDays' | 'overlap' | 'graceMinutes' | 'webhook'>

/** Fields for what happens when things do not go as planned. They stand open once somebody has changed one. */
export function policyFields(form: PolicyForm, isOpen: boolean): Markup {
  const { missed, catchUpDays, overlap, graceMinutes, webhook } = form
  const choice = (value: string, words: string, chosen: string) =>
    html`<option value="${value}" ${value === chosen ? html`selected` : nothing}>${words}</option>`
  return html`<details class="numbers" ${isOpen ? html`open` : nothing}>
    <summary>When a run is missed or late, and who is told</summary>
    <div class="fields">
      <div>
        <label for="missed">Times that passed while nothing ran</label
        ><select id="missed" name="missed">
          ${missedPolicies.map((policy) => choice(policy, missedWords[policy], missed))}
        </select>
      </div>
      <div>
        <label for="catch-up">How far back <span class="hint">days, for “all”</span></label
        ><input id="catch-up" name="catchUpDays" type="number" min="0.04" max="366" step="any" value="${catchUpDays}" />
      </div>
      <div>
        <label for="overlap">While the run before is under way</label
        ><select id="overlap" name="overlap">
          ${overlapPolicies.map((policy) => choice(policy, overlapWords[policy], overlap))}
        </select>
      </div>
      <div>
        <label for="grace">Overdue after <span class="hint">minutes</span></label
        ><input id="grace" name="graceMinutes" type="number" min="1" max="10080" step="1" value="${graceMinutes}" />
      </div>
      <div>
        <label for="webhook">Webhook <span class="hint">told of every run that ends, signed</span></label
        ><input id="webhook" name="webhook" type="url" placeholder="https://" value="${webhook}" />
      </div>
    </div>
  </details>`
}

/** The same of a schedule that is there, for its strip of facts. */
export function policyFacts({ missed, windowMs, overlap, graceMs, webhook }: Schedule): Markup {
  const days = counted(Math.round((100 * windowMs) / 86_400_000) / 100, 'day')
  const fact = (name: string, words: Markup | string) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${words}</dd>
    </div>`
  return html`${fact('Missed times', missed === 'all' ? `Make up for all within ${days}` : missedWords[missed])}
  ${fact('Overlap', overlapWords[overlap])} ${fact('Overdue after', counted(graceMs / 60_000, 'minute'))}
  ${fact('Webhook', webhook === undefined ? 'none' : html`<span class="address">${foreign(webhook)}</span>`)}`
}
