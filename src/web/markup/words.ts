import { html, type Markup } from '../../core/report/html/markup.ts'
import { dayOf } from '../../core/report/wording.ts'
import type { RunView } from '../work/runs/run-view.ts'

export const stateWords = { open: 'running', done: 'done', failed: 'failed', cancelled: 'cancelled' } as const
const workWords = {
  queued: 'waits for its turn',
  running: 'running',
  elsewhere: 'running in another process',
  interrupted: 'interrupted',
  over: '',
} as const

/** How a run stands, as a word with a sign. */
export function runBadge({ record: { state }, work }: Pick<RunView, 'record' | 'work'>): Markup {
  return html`<span class="badge b-${state}">${state === 'open' ? workWords[work] : stateWords[state]}</span>`
}

/** "12 March 2026, 14:05 UTC", readable for machines too. */
export function timeOf(iso: string): Markup {
  return html`<time datetime="${iso}">${dayOf(iso)}, ${iso.slice(11, 16)} UTC</time>`
}

/** A moment as clocks of a zone show it: "Mon 2 March 2026, 07:00 Asia/Almaty". */
export function timeInZone(time: number, zone: string): Markup {
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  return html`<time datetime="${new Date(time).toISOString()}">${shown.format(time).replace(' at ', ', ')} ${zone}</time>`
}
