import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { dayOf } from '../../core/report/wording.ts'
import type { FrameCount, FramesOfRun } from '../work/report/frame-history.ts'
import { table } from './table.ts'

export interface FramesRun extends FramesOfRun {
  readonly createdAt: string
}

/** How often each frame stands in the reports of a schedule, one report a column, the oldest first; each leads to its report, and to what moved since the one before. */
export function framesOverRuns(runs: readonly FramesRun[]): Markup {
  const read = runs.filter(({ frames }) => frames !== undefined)
  const used = new Map<string, string>()
  for (const { frames } of read) for (const [id, { hits, name }] of frames ?? []) if (hits > 0) used.set(id, name)
  if (read.length === 0) return html`<p class="empty">No run has a report yet.</p>`
  if (used.size === 0) return html`<p class="empty">No framing term was found in any run.</p>`
  return html`${table(
      'Frames over the runs',
      ['Frame', ...read.map(({ createdAt }) => `${dayOf(createdAt)}, ${createdAt.slice(11, 16)}`)],
      [
        ...[...used].map(([id, name]) => ({ head: foreign(name), cells: read.map(({ frames }) => countCell(frames?.get(id))) })),
        { head: html`Report`, cells: read.map(({ run }, index) => reportCell(run, read[index - 1]?.run)) },
      ],
    )}
    <p class="note">
      Hits in body and headlines of all outlets together, and how many articles have one in the body: counts as each report prints them. A
      run may have read other articles than the one before.
    </p>`
}

function countCell(count: FrameCount | undefined): Markup | string {
  if (!count) return 'not looked for'
  const { hits, own, articles, articlesWithHit } = count
  return html`${hits}${hits === 0 ? nothing : html` <small>${own} in own voice, ${articlesWithHit} of ${articles} articles</small>`}`
}

function reportCell(run: string, before: string | undefined): Markup {
  const moved =
    before === undefined ? nothing : html` <small><a href="/reports/compare?before=${before}&amp;after=${run}">what moved</a></small>`
  return html`<a href="/reports/${run}">Read</a>${moved}`
}
