import { foreign, html, nothing, type Markup } from '../../core/report/html/markup.ts'
import { isReportFile } from '../../bundle/layout.ts'
import type { RunId } from '../../model.ts'
import type { SiteContext, SiteParts } from '../site-parts.ts'
import { mayChange } from './layout.ts'

const places = [
  ['report', '', 'Report'],
  ['articles', '/articles', 'Evidence'],
  ['hits', '/hits', 'Hits'],
  ['verify', '/verify', 'Verify'],
] as const

/** The ways round one report: its pages, its files, and what is done with it. */
export async function reportBar(
  context: SiteContext,
  { run, parts: { app } }: { readonly run: RunId; readonly parts: Pick<SiteParts, 'app'> },
  here: (typeof places)[number][0],
): Promise<Markup> {
  const shown = places.filter(([name]) => name !== 'verify' || mayChange(context))
  // What the report is made of is in the archive, with the rest of it.
  const names = (await app.store.files.list(run)).filter(isReportFile)
  return html`<nav class="tabs report-bar" aria-label="This report">
    <ul>
      ${shown.map(([name, path, words]) => html`<li><a href="/reports/${run}${path}" ${name === here ? html`aria-current="page"` : nothing}>${words}</a></li>`)}
      <li><a href="/reports/compare?after=${run}">Compare with another</a></li>
      <li><a href="/runs/${run}">How it was made</a></li>
      <li>
        <details class="files">
          <summary>Download</summary>
          <ul>
            <li><a href="/reports/${run}/export" download>Everything, with what is needed to make it again</a></li>
            ${names.map((name) => html`<li><a href="/reports/${run}/files/${name}" download>${foreign(name)}</a></li>`)}
          </ul>
        </details>
      </li>
    </ul>
  </nav>`
}
