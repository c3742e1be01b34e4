import { Hono } from 'hono'
import { z } from 'zod'
import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { plainMistake } from '../../io/config/plain-mistake.ts'
import { runStates, type RunState } from '../../io/store/runs.ts'
import { layout, mayChange } from '../markup/layout.ts'
import { table } from '../markup/table.ts'
import { runBadge, stateWords, timeOf } from '../markup/words.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { readRun, type RunView } from '../work/runs/run-view.ts'

/** Older ones are told by `/api/runs` and in the reports that they made. */
const shownAtMost = 100

const choiceSchema = z.object({ state: z.enum(['', ...runStates]).default('') })

/** All runs, also those that made no report. */
export function runListPages(parts: SiteParts): Hono<SiteEnv> {
  const pages = new Hono<SiteEnv>()

  pages.get('/runs', async (context) => {
    const { state } = choiceSchema.parse(context.req.query(), { error: plainMistake })
    const heads = await parts.app.store.runs.heads({ limit: shownAtMost, ...(state !== '' && { state }) })
    const runs = []
    for (const { id } of heads) runs.push(await readRun(id, parts))
    return context.html(page(context, state, runs))
  })

  return pages

  function page(context: SiteContext, state: RunState | '', runs: readonly RunView[]): string {
    const tab = (value: RunState | '', words: string) =>
      html`<li>
        <a href="/runs${value === '' ? '' : `?state=${value}`}" ${value === state ? html`aria-current="true"` : nothing}>${words}</a>
      </li>`
    const body = html`<div class="head"><h1>Runs</h1></div>
      <nav class="tabs below" aria-label="Runs by how they stand">
        <ul>
          ${tab('', 'all')} ${runStates.map((value) => tab(value, stateWords[value]))}
        </ul>
      </nav>
      ${runs.length === 0 ? html`<p class="empty">${state === '' ? 'No run yet.' : 'No run stands like that.'} ${mayChange(context) ? html`<a href="/new">Start a comparison</a>` : nothing}</p>` : table('Runs', ['Comparison', 'How it stands', 'Began', 'Why not'], runs.map(row))}
      ${runs.length === shownAtMost ? html`<p class="note">The newest ${shownAtMost}.</p>` : nothing}`
    return layout(context, parts, { title: 'Runs', section: undefined, body })
  }
}

function row(run: RunView) {
  const { record, title, hasReport } = run
  return {
    head: html`<a href="${hasReport ? `/reports/${record.id}` : `/runs/${record.id}`}">${foreign(title ?? record.id)}</a>`,
    cells: [runBadge(run), timeOf(record.createdAt), record.failure && foreign(record.failure.message)] satisfies (Markup | undefined)[],
  }
}
