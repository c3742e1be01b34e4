import { z } from 'zod'
import type { App } from '../../../app.ts'
import { PipelineError } from '../../../errors.ts'
import { decodeNoun, unlessCorrupt } from '../../../io/store/json.ts'
import type { ReportPage, ReportQuery } from '../../../io/store/report-cards.ts'
import type { RunId } from '../../../model.ts'
import type { SiteParts } from '../../site-parts.ts'

const day = z.iso.date().describe('ISO 8601 day.')

/** What lists of reports are filtered by. */
export const reportFilterSchema = z.strictObject({
  q: z.string().max(200).default('').describe('Words of the headline, the finding or an outlet; all have to be there.'),
  lexicon: z.string().max(100).optional(),
  outlet: z.string().max(100).optional().describe('Id of an outlet that covered the story.'),
  since: day.optional(),
  until: day.optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
})

export type ReportFilter = z.infer<typeof reportFilterSchema>

export const reportsPerPage = 25

/** Those of the reports with a card that the filter lets through. */
export function findReports(filter: ReportFilter, { app }: Pick<SiteParts, 'app'>): Promise<ReportPage> {
  const { q, lexicon, outlet, since, until, page } = filter
  const query: ReportQuery = {
    words: q.trim().split(/\s+/u).filter(Boolean).slice(0, 10),
    lexicon: lexicon === '' ? undefined : lexicon,
    outlet: outlet === '' ? undefined : outlet,
    since,
    until,
    limit: reportsPerPage,
    offset: reportsPerPage * (page - 1),
  }
  return app.store.reportCards.find(query)
}

/** The newest reports that are in the lists. */
export function newestReports(limit: number, { app }: Pick<SiteParts, 'app'>): Promise<ReportPage> {
  const all = { words: [], lexicon: undefined, outlet: undefined, since: undefined, until: undefined }
  return app.store.reportCards.find({ ...all, limit, offset: 0 })
}

/** As much of a `report.json` as the schema asks for. Throws `not-found`, and `store-corrupt` for one that is damaged or has another form. */
export async function readReport<Report>(run: RunId, schema: z.ZodType<Report>, { store }: Pick<App, 'store'>): Promise<Report> {
  const text = await store.files.text(run, 'report.json')
  if (text === undefined) throw noReport()
  return decodeNoun(text, schema, `the report of ${run}`)
}

/** The headline of a report; the name of its run where that is empty, or not in the lists yet. Throws `not-found`. */
export async function reportTitle(run: RunId, { store }: Pick<App, 'store'>): Promise<string> {
  const card = await store.reportCards.get(run).catch(unlessCorrupt)
  if (card) return card.title || run
  if ((await store.files.list(run)).includes('report.json')) return run
  throw noReport()
}

function noReport(): PipelineError {
  return new PipelineError('not-found', 'There is no report of this run', { retry: 'never' })
}

export interface ReportFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

const types: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['md', 'text/markdown; charset=utf-8'],
  ['json', 'application/json'],
  ['csv', 'text/csv; charset=utf-8'],
  ['svg', 'image/svg+xml'],
])

/** A file of a report, if it is one of those the store lists. Throws `not-found`. */
export async function reportFile(run: RunId, name: string, { app }: Pick<SiteParts, 'app'>): Promise<ReportFile> {
  const bytes = (await app.store.files.list(run)).includes(name) ? await app.store.files.bytes(run, name) : undefined
  if (!bytes) throw new PipelineError('not-found', 'There is no such file of a report', { retry: 'never' })
  return { name, type: typeOf(name), bytes: new Uint8Array(bytes) }
}

/** By its ending. */
export function typeOf(name: string): string {
  return types.get(name.split('.').at(-1) ?? '') ?? 'application/octet-stream'
}
