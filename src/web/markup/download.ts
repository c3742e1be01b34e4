import type { SiteContext } from '../site-parts.ts'
import type { ReportFile } from '../work/report/reports.ts'

/** A file to be saved, and never to be shown as a page of this site. */
export function download(context: SiteContext, { name, type, bytes }: ReportFile, saveAs: string = name): Response {
  const plain = saveAs.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')
  const ascii = plain.replaceAll(/[^\w.-]/gu, '_')
  // Headers carry ASCII alone; a name in another script is said a second time (RFC 6266).
  const inFull = ascii === plain ? '' : `; filename*=UTF-8''${encodeURIComponent(plain)}`
  return context.body(bytes, 200, { 'content-type': type, 'content-disposition': `attachment; filename="${ascii}"${inFull}` })
}
