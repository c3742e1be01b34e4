import { Hono } from 'hono'
import { foreign, html, langOf, nothing, type Markup } from '../../core/report/html/markup.ts'
import { printable } from '../../core/report/safe-link.ts'
import { momentOf } from '../../core/report/wording.ts'
import { toId } from '../../core/ids.ts'
import { shortHash } from '../../core/short-hash.ts'
import {
  editSection,
  movedSection,
  readings,
  type WatchedEdit,
  type WatchedVersion,
  type WatchReport,
} from '../../core/watch/watch-report.ts'
import { PipelineError } from '../../errors.ts'
import { storedWatchReport } from '../../watch/stored-report.ts'
import { checkedId } from '../guard/ids.ts'
import { download } from '../markup/download.ts'
import { layout } from '../markup/layout.ts'
import { timeInZone } from '../markup/words.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { readSchedule } from '../work/runs/schedules.ts'

/** What a watch found at one of its times: what moved, the edit word by word, and both versions whole. */
export function watchEditPages(parts: SiteParts): Hono<SiteEnv> {
  const { pages: storedPages } = parts.app.store
  const pages = new Hono<SiteEnv>()

  pages.get('/schedules/:schedule/edits/:due', async (context) => {
    const { id, zone, dueAt, report } = await found(context)
    const address = `/schedules/${id}/edits/${dueAt}`
    const sections = []
    for (const edit of report.edits) sections.push(html`${editSection(edit, sections.length)} ${await bothVersions(edit, address)}`)
    const body = html`<p class="kind"><a href="/schedules">Schedules</a>, <a href="/schedules/${id}">${foreign(id)}</a></p>
      <div class="head">
        <div>
          <h1>What was changed</h1>
          <p>Read ${timeInZone(dueAt, zone)}; lexicon ${foreign(report.lexicon)}</p>
        </div>
      </div>
      ${movedSection(report)} ${sections} ${readings(report)}`
    return context.html(layout(context, parts, { title: `What was changed: ${id}`, section: '/schedules', body }))
  })

  pages.get('/schedules/:schedule/edits/:due/pages/:page', async (context) => {
    const { report } = await found(context)
    const asked = checkedId(context.req.param('page'))
    const version = report.edits.flatMap(({ before, after }) => [before, after]).find(({ page }) => page === asked)
    const bytes = version && (await storedPages.bytes(toId<'Sha256'>(version.page)))
    if (!version || !bytes) throw new PipelineError('not-found', 'The store does not hold this page', { retry: 'never' })
    // As text: what a stranger wrote is to be read, and runs nowhere.
    return download(context, { name: `${version.page}.txt`, type: 'application/octet-stream', bytes: new Uint8Array(bytes) })
  })

  return pages

  async function found(context: SiteContext) {
    const { schedule, history } = await readSchedule(checkedId(context.req.param('schedule')), parts)
    const run = history.find(({ dueAt }) => String(dueAt) === context.req.param('due'))
    const report: WatchReport | undefined =
      run && schedule.kind === 'watch' ? await storedWatchReport({ schedule: schedule.id, dueAt: run.dueAt }, parts.app) : undefined
    if (!run || !report) throw new PipelineError('not-found', 'There is no report of a watch under this address', { retry: 'never' })
    return { id: schedule.id, zone: schedule.zone, dueAt: run.dueAt, report }
  }

  async function bothVersions({ before, after }: WatchedEdit, address: string): Promise<Markup> {
    const whole = async (words: string, version: WatchedVersion) => {
      const isKept = await storedPages.has(toId<'Sha256'>(version.page))
      const as = html`<code title="${version.page}">${shortHash(version.page)}</code>`
      return html`<section aria-label="${words}">
        <h3>${words} <small>${momentOf(version.seenAt)}</small></h3>
        <p class="note">
          ${isKept ? html`<a href="${address}/pages/${version.page}" download>The page as it was read</a>` : 'The store no longer has the page as it was read'},
          SHA-256 ${as}
        </p>
        <div class="full-text" dir="auto" ${langOf(version.language)}>
          ${version.title === '' ? nothing : html`<p><b>${printable(version.title)}</b></p>`}
          ${version.text.split(/\n{2,}/u).map((paragraph) => html`<p>${printable(paragraph)}</p>`)}
        </div>
      </section>`
    }
    return html`<details class="numbers">
      <summary>Both versions, whole</summary>
      <div class="two">${await whole('Before', before)} ${await whole('After', after)}</div>
    </details>`
  }
}
