import { z } from 'zod'
import { toId } from '../../core/ids.ts'
import { html } from '../../core/report/html/markup.ts'
import { reportCardSchema, type ReportCard } from '../../core/report/report-card.ts'
import { printable } from '../../core/report/safe-link.ts'
import { download } from '../markup/download.ts'
import type { SiteParts } from '../site-parts.ts'
import { findReports, newestReports, reportFile, reportFilterSchema, reportsPerPage } from '../work/report/reports.ts'
import { seriesAskedSchema } from '../work/report/series-desk.ts'
import { later, patienceOf, route, waitShape, type ApiRoute } from './route.ts'

const reportsSchema = z.object({ total: z.int(), reports: z.array(reportCardSchema) })

export function reportRoutes(parts: SiteParts): readonly ApiRoute[] {
  return [
    route({
      method: 'get',
      path: '/reports',
      summary: 'Find reports.',
      query: reportFilterSchema,
      answer: { status: 200, schema: reportsSchema, description: 'The newest first, 25 a page' },
      handle: async ({ query }) => {
        const { cards, total } = await findReports(query, parts)
        return { total, reports: cards }
      },
    }),
    route({
      method: 'get',
      path: '/reports.atom',
      summary: 'The newest reports as an Atom feed.',
      answer: { status: 200, schema: z.string(), description: 'Atom' },
      handle: async ({ context }) => {
        const { cards } = await newestReports(reportsPerPage, parts)
        return context.body(atomFeed(cards, new URL(context.req.url).origin), 200, {
          'content-type': 'application/atom+xml; charset=utf-8',
        })
      },
    }),
    route({
      method: 'get',
      path: '/reports/{run}',
      summary: 'The whole report: report.json.',
      answer: {
        status: 200,
        schema: z.looseObject({ schema: z.literal('frameshift/report@1') }),
        description: 'As config/schemas/report.schema.json says',
      },
      handle: async ({ id, context }) => {
        const { bytes } = await reportFile(toId<'Run'>(id('run')), 'report.json', parts)
        return context.body(bytes, 200, { 'content-type': 'application/json' })
      },
    }),
    route({
      method: 'get',
      path: '/reports/{run}/files/{name}',
      summary: 'A file of the report.',
      answer: { status: 200, schema: z.string(), description: 'The file, as it would be in a report folder' },
      handle: async ({ id, context }) => download(context, await reportFile(toId<'Run'>(id('run')), id('name'), parts)),
    }),
    route({
      method: 'get',
      path: '/series',
      summary: 'Many stories with one lexicon, as the command series compares them.',
      query: seriesAskedSchema.extend(waitShape),
      isLong: true,
      answer: {
        status: 200,
        schema: z.looseObject({ schema: z.literal('frameshift/series@1') }),
        description: 'As config/schemas/series.schema.json says',
      },
      handle: async ({ query: { wait, ...asked }, context }) => {
        const looked = await parts.series.file(asked, 'report.json', patienceOf({ wait }))
        if (looked.kind === 'working') return later(context, looked)
        return context.body(looked.value.content ?? '', 200, { 'content-type': 'application/json' })
      },
    }),
  ]
}

/** Reports as a feed reader takes them: the headline, and the finding in a sentence. */
function atomFeed(cards: readonly ReportCard[], origin: string): string {
  const entries = cards.map(
    ({ run, title, finding, createdAt }) =>
      html`<entry
        ><id>urn:frameshift:${run}</id><title>${printable(title)}</title><link href="${origin}/reports/${run}" /><updated
          >${createdAt}</updated
        >
        <summary>${printable(finding)}</summary></entry
      >`,
  )
  const updated = cards[0]?.createdAt ?? '1970-01-01T00:00:00.000Z'
  const feed = html`<feed xmlns="http://www.w3.org/2005/Atom"
    ><id>urn:frameshift:reports</id><title>Frameshift reports</title><author><name>Frameshift</name></author
    ><link rel="self" href="${origin}/api/reports.atom" /><updated>${updated}</updated>${entries}</feed
  >`
  return `<?xml version="1.0" encoding="utf-8"?>\n${String(feed)}\n`
}
