import type { App } from '../app.ts'
import type { ReportFolder } from '../bundle/make.ts'
import { toWatchHtml, toWatchMarkdown, type WatchReport } from '../core/watch/watch-report.ts'
import { toId } from '../core/ids.ts'
import { PipelineError } from '../errors.ts'
import type { SeenVersion } from '../io/store/watched.ts'
import type { Plan } from '../stages/plan.ts'
import { readAgain, type Reading } from './read-again.ts'

export interface WatchOutcome {
  readonly report: WatchReport
  /** `undefined` when nothing was edited: then there is nothing to report. */
  readonly files: ReportFolder | undefined
  /** To be kept when the report lies where it belongs, and not before: until then, the same edits are found again. */
  readonly seen: readonly SeenVersion[]
}

export interface WatchOptions {
  readonly app: App
  /** Of the watch, and in the title of its report. */
  readonly name: string
  readonly signal: AbortSignal
}

/** Reads the anchor and the named coverage of a plan again. Throws `watch-nothing` where the plan names no address, and `watch-unread` where none of them can be read. */
export async function makeWatch(plan: Plan, options: WatchOptions): Promise<WatchOutcome> {
  const urls = [plan.anchor, ...plan.named].flatMap((source) => (source.kind === 'url' ? [source.url] : []))
  if (urls.length === 0) throw new PipelineError('watch-nothing', 'Cannot watch files: expected an address as anchor', { retry: 'never' })
  const readings = new Map<string, Reading>()
  for (const url of new Set(urls)) readings.set(url, await reading(url, plan, options))
  const all = [...readings]
  const unread = all.flatMap(([url, read]) => (read.kind === 'unread' ? [{ url, reason: read.reason }] : []))
  const [first] = unread
  if (first && unread.length === all.length) {
    throw new PipelineError('watch-unread', `Could not read ${first.url}: ${first.reason}`, { retry: 'later' })
  }
  const report: WatchReport = {
    schedule: options.name,
    lexicon: plan.lexicon.lexicon.id,
    edits: all.flatMap(([, read]) => (read.kind === 'edited' ? [read.edit] : [])),
    unchanged: all.flatMap(([url, read]) => (read.kind === 'same' ? [url] : [])),
    first: all.flatMap(([url, read]) => (read.kind === 'first' ? [url] : [])),
    unread,
  }
  const seen = all.flatMap(([, read]) => (read.kind === 'unread' ? [] : [read.seen]))
  return { report, files: report.edits.length === 0 ? undefined : await filesOf(report, options.app), seen }
}

/** One page that cannot be read does not keep the others from being. */
async function reading(url: string, plan: Plan, { app, name, signal }: WatchOptions): Promise<Reading> {
  try {
    return await readAgain(url, { app, watch: name, access: plan, lexicon: plan.lexicon, signal })
  } catch (error) {
    if (!(error instanceof PipelineError) || signal.aborted) throw error
    return { kind: 'unread', reason: error.message }
  }
}

/** Both versions of every edited page lie beside the report, as they were sent. */
async function filesOf(report: WatchReport, { store }: App): Promise<ReportFolder> {
  const files = new Map<string, string | Uint8Array>([
    ['report.html', toWatchHtml(report)],
    ['report.md', toWatchMarkdown(report)],
    ['report.json', `${JSON.stringify({ schema: 'frameshift/watch@1', ...report }, null, 2)}\n`],
  ])
  for (const { before, after } of report.edits) {
    for (const { page } of [before, after]) {
      const bytes = await store.pages.bytes(toId(page))
      if (bytes) files.set(`bundle/${page}.html`, bytes)
    }
  }
  return files
}
