import type { Context } from 'hono'
import type { App, WebAccess } from '../app.ts'
import type { Log } from '../io/log.ts'
import type { HostList } from './guard/hosts.ts'
import { formToken, type Session } from './guard/session.ts'
import type { DraftDesk } from './work/lexicons/draft-desk.ts'
import type { JudgingDesk } from './work/lexicons/judging-desk.ts'
import type { SentenceDesk } from './work/lexicons/sentence-desk.ts'
import type { TuningDesk } from './work/lexicons/tuning-desk.ts'
import type { Meter } from './meter.ts'
import type { QueueBoard } from './queue-board.ts'
import type { ReportDesk } from './work/report/report-desk.ts'
import type { SeriesDesk } from './work/report/series-desk.ts'
import type { RunDesk } from './work/runs/run-desk.ts'
import type { Shelf } from './work/shelf.ts'

/** All that the site is made of. */
export interface SiteParts {
  readonly app: App
  readonly desk: RunDesk
  readonly shelf: Shelf
  readonly tuning: TuningDesk
  readonly judging: JudgingDesk
  readonly sentences: SentenceDesk
  readonly drafts: DraftDesk
  readonly reports: ReportDesk
  readonly series: SeriesDesk
  /** Opens the API, and the pages to who signs in with it; without one the site is open, and only this machine reaches it. */
  readonly token: string | undefined
  /** Opens what can be looked at, and nothing that changes. */
  readonly readToken: string | undefined
  /** Of the seals of cookies and forms. */
  readonly key: Uint8Array
  readonly hosts: HostList
  /** What runs that are started here may reach beside the public internet. */
  readonly access: WebAccess
  readonly log: Log
  readonly meter: Meter
  /** Of the webhooks that schedules tell. */
  readonly webhookSecret: string | undefined
  readonly scheduleRuns: ScheduleRuns
  /** Where jobs go to workers. */
  readonly queueBoard: QueueBoard | undefined
  /** Every request is logged, not only what goes wrong. */
  readonly logsRequests: boolean
}

/** Runs of schedules in this process, whoever began them. */
export interface ScheduleRuns {
  readonly underWay: Set<string>
  /** Those that somebody asked for. */
  readonly byHand: Set<Promise<void>>
  /** Stops them all. */
  readonly signal: AbortSignal
}

/** What the gates have found out about a request before a page is asked for. */
export interface SiteEnv {
  readonly Variables: {
    readonly session: Session
    /** Whether who asks may do more than look. */
    readonly mayChange: boolean
    /** Whose requests are counted together. */
    readonly client: string
    /** What a page form sent, once it has been let through. */
    readonly form: URLSearchParams
  }
}

export type SiteContext = Context<SiteEnv>

/** The secret of the visitor's forms. */
export function tokenOf(context: SiteContext, { key }: SiteParts): string {
  return formToken(context.get('session'), key)
}
