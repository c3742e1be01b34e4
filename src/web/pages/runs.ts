import { Hono } from 'hono'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { toId } from '../../core/ids.ts'
import { counted } from '../../core/report/wording.ts'
import type { StageProgress } from '../../runners/ledger.ts'
import type { RunId } from '../../model.ts'
import { checkedId } from '../guard/ids.ts'
import { layout, pressForm } from '../markup/layout.ts'
import { runBadge, timeOf } from '../markup/words.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { logFailure } from '../request-log.ts'
import { cancelRun, retryRun } from '../work/runs/run-actions.ts'
import { readRun, type RunView } from '../work/runs/run-view.ts'

/** Least time between two pictures of a run, and how often one is drawn although nobody said that anything has changed. */
const leastMs = 300
const seldomMs = 2000

/** One run: how far it is, live where script is on; to be stopped, gone on with, and made again. */
export function runPages(parts: SiteParts): Hono<SiteEnv> {
  const pages = new Hono<SiteEnv>()

  pages.get('/runs/:run', async (context) => {
    const view = await readRun(idOf(context), parts)
    const body = html`<div id="live" data-events="/runs/${view.record.id}/events">${picture(context, view)}</div>`
    return context.html(layout(context, parts, { title: view.title ?? view.record.id, section: undefined, body, scripts: ['live.js'] }))
  })

  pages.get('/runs/:run/events', async (context) => {
    const run = idOf(context)
    await readRun(run, parts)
    // Who asks for the headers alone would never read what is sent.
    if (context.req.method === 'HEAD') return context.body(null, 200, { 'content-type': 'text/event-stream' })
    return streamSSE(context, async (stream) => {
      try {
        await tell(context, stream, run)
      } catch (error) {
        // The line is broken off here: the browser asks again, and is told then what is wrong.
        logFailure(error, context, parts)
      }
    })
  })

  pages.post('/runs/:run/cancel', async (context) => {
    const { record } = await cancelRun(idOf(context), parts)
    return context.redirect(`/runs/${record.id}`, 303)
  })

  pages.post('/runs/:run/retry', async (context) => context.redirect(`/runs/${await retryRun(idOf(context), parts)}`, 303))

  return pages

  /** Sends a picture of the run whenever it is another, until it is over. */
  async function tell(context: SiteContext, stream: SSEStreamingApi, run: RunId): Promise<void> {
    let wake: () => void = () => {}
    const unwatch = parts.desk.watch(run, () => wake())
    stream.onAbort(() => wake())
    try {
      for (let shown = ''; !stream.aborted;) {
        const view = await readRun(run, parts)
        const drawn = String(picture(context, view))
        if (drawn !== shown) await stream.writeSSE({ event: 'picture', data: drawn })
        shown = drawn
        if (view.work === 'over') return await stream.writeSSE({ event: 'over', data: view.hasReport ? `/reports/${run}` : '' })
        await stream.sleep(leastMs)
        await Promise.race([stream.sleep(seldomMs), new Promise<void>((woken) => (wake = woken))])
      }
    } finally {
      unwatch()
    }
  }

  function picture(context: SiteContext, view: RunView): Markup {
    const { record, title, stages, waiting, failures, notice, hasReport, work } = view
    const press = (action: string, words: string, kind: 'main' | 'plain' = 'plain') =>
      pressForm(context, parts, { action: `/runs/${record.id}/${action}`, words, kind })
    return html`<div class="head">
        <div>
          <p class="kind"><a href="/runs">Runs</a>; begun ${timeOf(record.createdAt)}</p>
          <h1>${foreign(title ?? record.id)}</h1>
          <p role="status">${runBadge(view)}${notice === undefined ? nothing : html` <span class="note">${foreign(notice)}</span>`}</p>
        </div>
      </div>
      ${record.failure ? html`<p class="mistake">${foreign(record.failure.message)}</p>` : nothing}
      ${work === 'interrupted' ? html`<p class="told">Nobody works on this run now: the process that did has been stopped. What it has read is kept.</p>` : nothing}
      <ol class="stages" aria-label="Steps">
        ${stages.map(stageRow)}
      </ol>
      <div class="presses">
        ${hasReport ? html`<a class="button main" href="/reports/${record.id}">Read the report</a>` : nothing}
        ${work === 'interrupted' ? press('retry', 'Go on', 'main') : nothing}
        ${record.state === 'open' ? press('cancel', 'Cancel') : press('retry', record.state === 'done' ? 'Run again' : 'Try again', record.state === 'done' ? 'plain' : 'main')}
        ${record.state === 'open' && work !== 'interrupted' ? html`<a href="/runs/${record.id}">Look again</a>` : nothing}
      </div>
      ${
        waiting.length === 0
          ? nothing
          : html`<section aria-labelledby="waiting">
              <h2 id="waiting">Waiting for their turn</h2>
              <p class="note">Every host has its pace; nobody is asked faster than that.</p>
              <ul class="tight">
                ${waiting.map(({ what, isRetry }) => html`<li>${foreign(what)}${isRetry ? html` <small>failed for a passing reason, is tried again</small>` : nothing}</li>`)}
              </ul>
            </section>`
      }
      ${
        failures.length === 0
          ? nothing
          : html`<section aria-labelledby="failures">
              <h2 id="failures">Failed on the way</h2>
              <ul class="tight">
                ${failures.map(
                  ({ what, code, message }) =>
                    html`<li>
                      ${foreign(what)} <small>${foreign(message)} <code>${code}</code></small>
                    </li>`,
                )}
              </ul>
            </section>`
      }`
  }
}

const stageWords: Readonly<Record<StageProgress['stage'], string>> = {
  discover: 'Discover',
  fetch: 'Fetch',
  extract: 'Extract',
  group: 'Group',
  score: 'Score',
  compare: 'Compare',
  report: 'Report',
}

function stageRow({ stage, waiting, ready, running, done, failed }: StageProgress): Markup {
  const total = waiting + ready + running + done + failed
  const ended = done + failed
  return html`<li>
    <b id="stage-${stage}">${stageWords[stage]}</b>
    <progress max="${total}" value="${ended}" aria-labelledby="stage-${stage}"></progress>
    <span class="tally">${ended} of ${total}${failed === 0 ? '' : `, ${counted(failed, 'failure')}`}</span>
  </li>`
}

function idOf(context: SiteContext) {
  return toId<'Run'>(checkedId(context.req.param('run')))
}
