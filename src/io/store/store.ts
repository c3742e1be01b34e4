import type { Kysely } from 'kysely'
import type { Ledger } from '../../runners/ledger.ts'
import { articleStore, type ArticleStore } from './articles.ts'
import { comparisonStore, type ComparisonStore } from './comparisons.ts'
import { fileStore, type FileStore } from './files.ts'
import { hostClock, type HostClock } from './hosts.ts'
import { jobLedger } from './ledger/ledger.ts'
import { migrate } from './migrations.ts'
import { outletStore, type OutletStore } from './outlets.ts'
import { pageStore, type PageStore } from './pages.ts'
import { robotsCache, type RobotsCache } from './robots.ts'
import { runStore, type RunStore } from './runs.ts'
import { scheduleStore, type ScheduleStore } from './schedules.ts'
import { scoringStore, type ScoringStore } from './scorings.ts'
import { openSqlite } from './sqlite/open.ts'
import { storyStore, type StoryStore } from './stories.ts'
import type { Tables } from './tables.ts'

/** All that Frameshift keeps. Every part throws `PipelineError` where the disk, the file or another process gets in the way. */
export interface Store {
  readonly pages: PageStore
  readonly articles: ArticleStore
  readonly outlets: OutletStore
  readonly scorings: ScoringStore
  readonly stories: StoryStore
  readonly comparisons: ComparisonStore
  readonly files: FileStore
  readonly runs: RunStore
  readonly schedules: ScheduleStore
  readonly hosts: HostClock
  readonly robots: RobotsCache
  readonly ledger: Ledger
}

/**
 * Opens the store of a data folder (`frameshift.sqlite` in it), and makes both where they are not there. Several processes may have it open
 * at the same time. `now` gives epoch milliseconds. Throws `store-unwritable`, `store-corrupt`, `store-newer`, `store-busy` or `disk-full`.
 */
export async function openStore(dataDir: string, options: { readonly now: () => number }): Promise<Store & AsyncDisposable> {
  const { db, path } = await openSqlite<Tables>(dataDir)
  try {
    await migrate(db, path)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { ...partsOf(db, options.now), [Symbol.asyncDispose]: () => db.destroy() }
}

function partsOf(db: Kysely<Tables>, now: () => number): Store {
  return {
    pages: pageStore(db),
    articles: articleStore(db),
    outlets: outletStore(db),
    scorings: scoringStore(db),
    stories: storyStore(db),
    comparisons: comparisonStore(db),
    files: fileStore(db),
    runs: runStore(db),
    schedules: scheduleStore(db),
    hosts: hostClock(db, now),
    robots: robotsCache(db),
    ledger: jobLedger(db),
  }
}
