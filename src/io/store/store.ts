import type { Kysely } from 'kysely'
import type { Ledger } from '../../runners/ledger.ts'
import { answerStore, type AnswerStore } from './answers.ts'
import { articleStore, type ArticleStore } from './articles.ts'
import { corpusStore, type Corpus } from './corpus/corpus.ts'
import { comparisonStore, type ComparisonStore } from './comparisons.ts'
import { fileStore, type FileStore } from './files.ts'
import { firstSeenStore, type FirstSeenStore } from './first-seen.ts'
import type { HostClock } from '../web/polite/ports.ts'
import { hostClock } from './hosts.ts'
import { judgementStore, type JudgementStore } from './judgements.ts'
import { jobLedger } from './ledger/ledger.ts'
import { lexiconVersionStore, type LexiconVersionStore } from './lexicon-versions.ts'
import { migrate } from './migrations.ts'
import { outletStore, type OutletStore } from './outlets.ts'
import { pageStore, type PageStore } from './pages.ts'
import { robotsCache, type RobotsCache } from './robots.ts'
import { runStore, type RunStore } from './runs.ts'
import { scheduleStore, type ScheduleStore } from './schedule-store.ts'
import { reportCardStore, type ReportCardStore } from './report-cards.ts'
import { workView, type WorkView } from './ledger/work-view.ts'
import { scoringStore, type ScoringStore } from './scorings.ts'
import { openPostgres } from './postgres/open.ts'
import { openSqlite } from './sqlite/open.ts'
import { watchedStore, type WatchedStore } from './watched.ts'
import { storyStore, type StoryStore } from './stories.ts'
import { storyIndex, type StoryIndex } from './story-index.ts'
import type { Tables } from './tables.ts'

/** All that Frameshift keeps. Every part throws `PipelineError` where the disk, the server or another process gets in the way. */
export interface Store {
  readonly pages: PageStore
  readonly articles: ArticleStore
  readonly outlets: OutletStore
  readonly scorings: ScoringStore
  readonly answers: AnswerStore
  readonly stories: StoryStore
  readonly storyIndex: StoryIndex
  readonly comparisons: ComparisonStore
  readonly files: FileStore
  readonly firstSeen: FirstSeenStore
  readonly runs: RunStore
  readonly schedules: ScheduleStore
  readonly watched: WatchedStore
  readonly hosts: HostClock
  readonly robots: RobotsCache
  readonly ledger: Ledger
  readonly work: WorkView
  readonly reportCards: ReportCardStore
  readonly corpus: Corpus
  readonly judgements: JudgementStore
  readonly lexiconVersions: LexiconVersionStore
}

/**
 * Opens the store of a data folder (`frameshift.sqlite` in it), and makes both where they are not there. Several processes may have it open
 * at the same time. `now` gives epoch milliseconds. Throws `store-unwritable`, `store-corrupt`, `store-newer`, `store-busy` or `disk-full`.
 */
export async function openStore(dataDir: string, options: { readonly now: () => number }): Promise<Store & AsyncDisposable> {
  const { db, path } = await openSqlite<Tables>(dataDir)
  return openParts(db, path, options.now)
}

/**
 * Opens the store in the PostgreSQL database that the address names, and makes its tables where they are not there. Throws
 * `database-url-invalid`, `database-unreachable`, `database-refused`, `database-missing` or `store-newer`: never keeps the data elsewhere.
 */
export async function openDatabase(url: string, options: { readonly now: () => number }): Promise<Store & AsyncDisposable> {
  const { db, where } = await openPostgres<Tables>(url)
  return openParts(db, where, options.now)
}

/** The tables themselves, as they are: for moving a whole store. `where` is fit for messages. */
export async function openTables(place: {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
}): Promise<{ readonly db: Kysely<Tables>; readonly where: string }> {
  if (place.databaseUrl !== undefined) return openPostgres<Tables>(place.databaseUrl)
  const { db, path } = await openSqlite<Tables>(place.dataDir)
  return { db, where: path }
}

async function openParts(db: Kysely<Tables>, where: string, now: () => number): Promise<Store & AsyncDisposable> {
  try {
    await migrate(db, where)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { ...partsOf(db, now), [Symbol.asyncDispose]: () => db.destroy() }
}

function partsOf(db: Kysely<Tables>, now: () => number): Store {
  return {
    pages: pageStore(db),
    articles: articleStore(db),
    outlets: outletStore(db),
    scorings: scoringStore(db),
    answers: answerStore(db),
    stories: storyStore(db),
    storyIndex: storyIndex(db),
    comparisons: comparisonStore(db),
    files: fileStore(db),
    firstSeen: firstSeenStore(db),
    runs: runStore(db),
    schedules: scheduleStore(db),
    watched: watchedStore(db),
    hosts: hostClock(db, now),
    robots: robotsCache(db),
    ledger: jobLedger(db),
    work: workView(db),
    reportCards: reportCardStore(db),
    corpus: corpusStore(db),
    judgements: judgementStore(db),
    lexiconVersions: lexiconVersionStore(db),
  }
}
