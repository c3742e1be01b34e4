import type { SiteContext } from '../site-parts.ts'
import type { ReportFile } from '../work/report/reports.ts'

/** A file to be saved, and never to be shown as a page of this site. */
export function download(context: SiteContext, { name, type, bytes }: ReportFile, saveAs: string = name): Response {
  const shown = saveAs.replaceAll(/[^\w.-]/gu, '_')
  return context.body(bytes, 200, { 'content-type': type, 'content-disposition': `attachment; filename="${shown}"` })
}
