import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { WatchReport } from '../core/watch/watch-report.ts'
import { zones } from '../model.ts'
import { reportPlace } from '../report-place.ts'
import { textOrUndefined } from '../stages/noun-schemas.ts'

/**
 * What a watch found at one of its times, as it lies below `reports/` of the working folder; `undefined` where another machine keeps it, where it was
 * taken away, and where it is no report that this version can read. The path is made of the schedule's own name and time alone.
 */
export async function storedWatchReport(
  { schedule, dueAt }: { readonly schedule: string; readonly dueAt: number },
  app: Pick<App, 'resolvePath'>,
): Promise<WatchReport | undefined> {
  const path = app.resolvePath(join(reportPlace(schedule, dueAt), 'report.json'))
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : watchReportSchema.safeParse(jsonOrNothing(text)).data
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const versionSchema = z.object({
  title: z.string(),
  text: z.string(),
  language: textOrUndefined,
  seenAt: z.string(),
  page: z.string().regex(/^[0-9a-f]{64}$/u),
})
const movedSchema = z.object({
  frame: z.string(),
  term: z.string(),
  text: z.string(),
  zone: z.enum(zones),
  before: z.number(),
  after: z.number(),
})
const watchReportSchema = z.object({
  schedule: z.string(),
  lexicon: z.string(),
  edits: z.array(z.object({ url: z.string(), before: versionSchema, after: versionSchema, moved: z.array(movedSchema) })),
  unchanged: z.array(z.string()),
  first: z.array(z.string()),
  unread: z.array(z.object({ url: z.string(), reason: z.string() })),
})
