import { Hono } from 'hono'
import { api } from './api/api.ts'
import { apiGate } from './guard/api-gate.ts'
import { gate, quota, smallBody } from './guard/gate.ts'
import { answerHeaders } from './guard/headers.ts'
import { readersOnlyLook } from './guard/may-change.ts'
import { onlyErrors, Refusal, refusalOf } from './guard/refusal.ts'
import { formGate, pageGate, visitor } from './guard/visitor.ts'
import { mistakeBox } from './markup/mistakes.ts'
import { asksForPart } from './markup/part.ts'
import { concordancePages } from './pages/concordance.ts'
import { evidencePages } from './pages/evidence.ts'
import { errorPage } from './pages/error.ts'
import { homePages } from './pages/home.ts'
import { lexiconExchangePages } from './pages/lexicon-exchange.ts'
import { lexiconJudgePages } from './pages/lexicon-judge.ts'
import { lexiconMeasurePages } from './pages/lexicon-measure.ts'
import { lexiconRecallPages } from './pages/lexicon-recall.ts'
import { lexiconTermPages } from './pages/lexicon-terms.ts'
import { lexiconPages } from './pages/lexicons.ts'
import { newPages } from './pages/new.ts'
import { newSchedulePages } from './pages/new-schedule.ts'
import { openPages } from './pages/open.ts'
import { reportCheckPages } from './pages/report-checks.ts'
import { checkUp } from '../health/check-up.ts'
import { metricsText } from '../health/metrics.ts'
import { reportPages } from './pages/reports.ts'
import { runListPages } from './pages/run-list.ts'
import { runPages } from './pages/runs.ts'
import { schedulePages } from './pages/schedules.ts'
import { seriesPages } from './pages/series.ts'
import { watchEditPages } from './pages/watch-edits.ts'
import { queueBoardPath } from './queue-board.ts'
import { logFailure, requestLog } from './request-log.ts'
import type { SiteContext, SiteEnv, SiteParts } from './site-parts.ts'

/** Every address of the site, and what has to be passed on the way to it. Uses no socket: `serve.ts` listens. */
export function createSite(parts: SiteParts): Hono<SiteEnv> {
  const site = new Hono<SiteEnv>()
  site.use(answerHeaders(), requestLog(parts), onlyErrors(), gate(parts), quota(parts), ...smallBody(), visitor(parts))
  for (const path of ['/api/*', '/metrics']) site.use(path, apiGate(parts))
  site.get('/metrics', async (context) => context.text(await metricsOf(parts)))
  site.route('/api', api(parts))
  site.use(formGate(parts))
  site.route('/', openPages(parts))
  site.use(pageGate(parts), readersOnlyLook())
  for (const pages of [
    homePages,
    newPages,
    runListPages,
    runPages,
    reportCheckPages,
    evidencePages,
    concordancePages,
    reportPages,
    seriesPages,
    newSchedulePages,
    watchEditPages,
    schedulePages,
    lexiconExchangePages,
    lexiconPages,
    lexiconTermPages,
    lexiconJudgePages,
    lexiconMeasurePages,
    lexiconRecallPages,
  ])
    site.route('/', pages(parts))
  const { queueBoard } = parts
  if (queueBoard) for (const path of [queueBoardPath, `${queueBoardPath}/*`]) site.all(path, (context) => queueBoard.answer(context))
  site.notFound((context) => refuse(context, new Refusal(404, 'not-found', 'There is nothing under this address')))
  site.onError((error, context) => refuse(context, error))
  return site

  function refuse(context: SiteContext, error: unknown): Response {
    const refusal = refusalOf(error)
    const { status, code, message, headers } = refusal
    logFailure(error, context, parts)
    for (const [name, value] of Object.entries(headers)) context.header(name, value)
    if (context.req.path.startsWith('/api/')) return context.json({ error: { code, message } }, status)
    if (asksForPart(context)) return context.html(String(mistakeBox(message)), status)
    return context.html(errorPage(context, parts, refusal), status)
  }
}

/** What the site counts itself, and what every process says of the store, its jobs and its schedules. */
async function metricsOf(parts: SiteParts): Promise<string> {
  const checks = await checkUp(parts.app, { redisUrl: undefined })
  return `${parts.meter.text(momentOf(parts))}${await metricsText({ app: parts.app, checks, longestStallSeconds: undefined })}`
}

/** What is read when it is asked for. */
function momentOf({ desk }: SiteParts): Readonly<Record<string, number>> {
  return {
    frameshift_runs_at_desk: desk.size(),
    process_uptime_seconds: Math.round(process.uptime()),
    process_resident_memory_bytes: process.memoryUsage.rss(),
  }
}
