import { z } from 'zod'
import { toId } from '../../core/ids.ts'
import { reportCardSchema } from '../../core/report/report-card.ts'
import { download } from '../markup/download.ts'
import type { SiteParts } from '../site-parts.ts'
import { findReports, reportFile, reportFilterSchema } from '../work/reports.ts'
import { route, type ApiRoute } from './route.ts'

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
  ]
}
