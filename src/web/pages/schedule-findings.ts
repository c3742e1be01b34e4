import { foreign, html, type Markup } from '../../core/report/html/markup.ts'
import { toId } from '../../core/ids.ts'
import { movedWords, type WatchReport } from '../../core/watch/watch-report.ts'
import { unlessCorrupt } from '../../io/store/json.ts'
import type { Schedule, ScheduleRun } from '../../io/store/schedules.ts'
import { storedWatchReport } from '../../watch/stored-report.ts'
import { framesOverRuns } from '../markup/frames-over-runs.ts'
import { timeInZone } from '../markup/words.ts'
import type { SiteParts } from '../site-parts.ts'

interface Told {
  readonly schedule: Schedule
  /** The newest first. */
  readonly history: readonly ScheduleRun[]
}

type FindingParts = Pick<SiteParts, 'app' | 'reports'>

/** What the runs of a schedule have found: how the frames moved over its comparisons, or what a watch saw edited. */
export function scheduleFindings(told: Told, parts: FindingParts): Promise<Markup> {
  return told.schedule.kind === 'watch' ? editsSection(told, parts) : framesSection(told, parts)
}

/** How the frames moved over the newest runs, the oldest of them first. */
async function framesSection({ schedule: { id }, history }: Told, parts: FindingParts): Promise<Markup> {
  const { store } = parts.app
  const runs = history.flatMap(({ run }) => (run === undefined ? [] : [toId<'Run'>(run)])).slice(0, shownRuns)
  const heads = new Map<string, string>()
  for (const run of runs) heads.set(run, (await store.runs.head(run).catch(unlessCorrupt))?.createdAt ?? '')
  const counted = await parts.reports.frames(runs.toReversed())
  return html`<section aria-labelledby="frames">
    <h2 id="frames">Frames over its runs</h2>
    ${framesOverRuns(counted.map((frames) => ({ ...frames, createdAt: heads.get(frames.run) ?? '' })))}
    <p>
      <a href="/series?${new URLSearchParams({ schedule: id, show: 'yes' }).toString()}">The series of its stories</a>: outlets compared
      inside each, with limits. It needs two stories.
    </p>
  </section>`
}

/** The newest edits that a watch has told of. */
async function editsSection({ schedule: { id, zone }, history }: Told, { app }: FindingParts): Promise<Markup> {
  const edited = history.filter(hasEdits).slice(0, shownRuns)
  const entries = []
  for (const { dueAt, note } of edited) {
    const report = await storedWatchReport({ schedule: id, dueAt }, app)
    entries.push(
      html`<li>
        ${report ? html`<a href="/schedules/${id}/edits/${dueAt}">${timeInZone(dueAt, zone)}</a>` : timeInZone(dueAt, zone)}
        ${report ? movedLines(report) : html`<small>Its report lies in ${foreign(note ?? 'no folder')} where it was made, and is not on this machine.</small>`}
      </li>`,
    )
  }
  return html`<section aria-labelledby="edits">
    <h2 id="edits">What moved</h2>
    ${
      entries.length === 0
        ? html`<p class="empty">No edit was found yet.</p>`
        : html`<ol class="tight">
            ${entries}
          </ol>`
    }
  </section>`
}

/** Columns of a table that still has a place on the page, and edits that somebody reads. */
const shownRuns = 8

function hasEdits({ details }: ScheduleRun): boolean {
  const edited = details?.['edited']
  return typeof edited === 'number' && edited > 0
}

function movedLines({ edits }: WatchReport): Markup {
  const lines = edits.flatMap(movedWords)
  if (lines.length === 0) return html`<small>No framing term moved: other words did.</small>`
  return html`${lines.map((line) => html`<small>${foreign(line)}</small>`)}`
}
