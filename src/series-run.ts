import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { App } from './app.ts'
import { lexiconOf, outletFiles } from './comparison-run.ts'
import { toReportLexicon } from './core/report/report-lexicon.ts'
import type { SeriesData, SeriesReportArticle, SeriesReportStory } from './core/report/series/series-data.ts'
import { chooseStories } from './core/series/choose-stories.ts'
import { compareSeriesInSteps } from './core/series/compare-series.ts'
import { describeSeriesContrast, describeSeriesFinding, type SeriesNames } from './core/series/describe-series.ts'
import { mergeStories } from './core/series/merge-stories.ts'
import { coverageByOutlet, groupOutlets, type OutletChoice } from './core/series/outlet-coverage.ts'
import type { SeriesArticle, SeriesGroups, SeriesOutlet, SeriesStory, StoredStory } from './core/series/series.ts'
import { wordCounts } from './core/series/typical-words.ts'
import { PipelineError } from './errors.ts'
import { readLexicon } from './io/config/lexicon-file.ts'
import { checkedHits } from './io/checked-hits.ts'
import { readTranslations } from './io/config/translations.ts'
import { readOutlets } from './io/config/outlets.ts'
import { inSteps } from './stages/in-steps.ts'
import type { Article, ArticleId, Outlet, OutletId, RunId, Scoring } from './model.ts'

/** What a user asks for: one lexicon over many stored stories. */
export interface SeriesRequest {
  /** Days, both included: `2026-03-01`. */
  readonly since: string | undefined
  readonly until: string | undefined
  /** Names or files; none means the first lexicon. */
  readonly lexicons: readonly string[]
  /** A file of outlets, or ids separated by commas; only they take part. */
  readonly outlets: string | undefined
  /** A key of `groups` in outlets.yaml. */
  readonly groups: string | undefined
  readonly pairs: boolean
  /** Only stories of its runs. */
  readonly schedule?: string | undefined
  /** A file of sentences that a person translated. */
  readonly translations: string | undefined
}

export interface SeriesOptions {
  readonly signal: AbortSignal
  onScored(done: number, all: number): void
}

/**
 * Reads the stories of the store again with one lexicon, and compares outlets inside them. Scorings are kept, so that the same call is quick the
 * next time. Throws `series-empty` without a story, `series-one-story` with one, `group-unknown`, `outlet-unknown`, `schedule-unknown`.
 */
export async function makeSeries(request: SeriesRequest, app: App, options: SeriesOptions): Promise<SeriesData> {
  const lexicon = await lexiconOf(request.lexicons, (name) => readLexicon(name, app.configFolders))
  const choice = await outletChoice(request, app)
  // Before the work begins: to score a thousand articles takes minutes, after which a mistake in the file is no news anybody waits for.
  const translations = request.translations === undefined ? [] : await readTranslations(app.resolvePath(request.translations))
  const { stored, leftOut: broken } = await storedStories(app, await runsOf(request.schedule, app))
  const articles = await articlesOf(stored, app)
  const all = mergeStories(stored, (id) => articles.get(id)?.url ?? id)
  const dated = all.map((story) => toReportStory(story, articles)).toSorted(byDay)
  const inside = chooseStories(dated, { ...request, unreadable: broken.length })
  const chosen = new Set(inside.map(({ id }) => id))
  const stories = all.filter(({ id }) => chosen.has(id)).toSorted((x, y) => (x.id < y.id ? -1 : 1))
  const outlets = coverageByOutlet(stories, choice)
  const groups = groupOutlets(
    outlets.map(({ outlet }) => outlet),
    request.groups,
  )
  const taken = new Set(outlets.map(({ outlet }) => outlet.id))
  const members = stories.flatMap((story) => membersOf(story, articles)).filter(({ article }) => taken.has(article.outlet))
  const scorings = await score(
    members.map(({ article }) => article),
    { lexicon, app, options },
  )
  const reported = members.map((entry) => {
    const scoring = scorings.get(entry.article.id)
    return { ...entry, measured: scoring?.measured === true, voiceWarnings: scoring?.voiceWarnings ?? [] }
  })
  const { method, models, versions, hashes, resolvedSettings } = app.reporting()
  const copied = new Set(stories.flatMap(({ id, members: told }) => told.map(({ copyOf }) => `${id} ${copyOf}`)))
  const steps = compareSeriesInSteps(
    {
      articles: members.flatMap((entry) => toSeriesArticle(entry, { copied, scorings })),
      stories: inside.map(({ id }) => id),
      frames: lexicon.lexicon.frames.map(({ id }) => id),
      pairs: request.pairs,
      groups: (groups?.groups ?? []).map(({ value, outlets: ids }) => ({ id: value, outlets: new Set(ids) })),
      checked: await checkedHits(lexicon.lexicon, app.store),
      wordCountsOf: countWords(articles),
    },
    method,
  )
  const comparison = await inSteps(steps, { giveWay: breathe }, options.signal)
  const names = namesOf(outlets, { lexicon, groups })
  const reportLexicon = toReportLexicon(lexicon)
  const asOf =
    stories
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .at(-1) ?? ''
  const counted = new Map(inside.map(({ id }) => [id, reported.filter(({ story }) => story === id)]))
  return {
    stories: inside.map((story) => {
      const own = counted.get(story.id) ?? []
      return { ...story, articles: own.length, outlets: new Set(own.map(({ article }) => article.outlet)).size }
    }),
    outlets,
    groups,
    articles: reported,
    hits: members.flatMap(({ article }) => scorings.get(article.id)?.hits ?? []),
    lexicon: reportLexicon,
    translations,
    comparison: {
      ...comparison,
      contrasts: comparison.contrasts.map((contrast) => ({ ...contrast, sentence: describeSeriesContrast(contrast, names) })),
    },
    finding: describeSeriesFinding(
      comparison,
      names,
      reported.filter(({ measured }) => !measured).map(({ article }) => article.language),
    ),
    method: { ...method, pairs: request.pairs, models },
    run: {
      id: `s-${sha256(JSON.stringify([stories.map(({ runs }) => runs), request, lexicon.hash, app.version])).slice(0, 16)}`,
      asOf,
      since: request.since,
      until: request.until,
      versions,
      hashes: { ...hashes, lexicon: lexicon.hash },
      settings: resolvedSettings,
      leftOut: broken,
    },
  }
}

/** `reports/series-2026-03-01-to-2026-04-30`. */
export function seriesFolder({ stories }: Pick<SeriesData, 'stories'>): string {
  return `reports/series-${stories.at(0)?.day ?? ''}-to-${stories.at(-1)?.day ?? ''}`
}

/** The runs that a schedule has made; `undefined`: those of all. Throws `schedule-unknown`. */
/** The runs of a schedule; `undefined` where all count. Throws `schedule-unknown`. */
export async function runsOf(schedule: string | undefined, { store }: Pick<App, 'store'>): Promise<ReadonlySet<string> | undefined> {
  if (schedule === undefined) return undefined
  if (!(await store.schedules.get(schedule)))
    throw new PipelineError('schedule-unknown', `There is no schedule called ${schedule}: "schedule list" names them`, { retry: 'never' })
  return new Set((await store.schedules.history(schedule, mostRuns)).flatMap(({ run }) => run ?? []))
}

/** Of a schedule that runs every hour for ten years. */
const mostRuns = 100_000

async function storedStories(
  { store }: App,
  runs: ReadonlySet<string> | undefined,
): Promise<{ readonly stored: readonly StoredStory[]; readonly leftOut: SeriesData['run']['leftOut'] }> {
  const stored: StoredStory[] = []
  const leftOut: { run: RunId; reason: string }[] = []
  for (const { id: run, createdAt } of await store.runs.finished()) {
    if (runs && !runs.has(run)) continue
    const story = await store.stories.get(run).catch((error: unknown) => {
      if (!(error instanceof PipelineError)) throw error
      leftOut.push({ run, reason: error.message })
    })
    if (story) stored.push({ run, createdAt, story })
  }
  return { stored, leftOut }
}

/** Every article of every story, once. */
async function articlesOf(stored: readonly StoredStory[], { store }: App): Promise<ReadonlyMap<ArticleId, Article>> {
  const articles = new Map<ArticleId, Article>()
  for (const id of new Set(stored.flatMap(({ story }) => story.members.map(({ articleId }) => articleId)))) {
    const article = await store.articles.get(id)
    if (article) articles.set(id, article)
  }
  return articles
}

function toReportStory(story: SeriesStory, articles: ReadonlyMap<ArticleId, Article>): SeriesReportStory {
  const anchor = articles.get(story.anchor)
  return {
    id: story.id,
    runs: story.runs,
    day: (anchor?.publishedAt ?? story.createdAt).slice(0, 10),
    title: anchor?.title ?? story.id,
    language: anchor?.language,
    url: anchor?.url ?? '',
    articles: story.members.length,
    outlets: 0,
  }
}

function byDay(x: SeriesReportStory, y: SeriesReportStory): number {
  if (x.day !== y.day) return x.day < y.day ? -1 : 1
  return x.id < y.id ? -1 : 1
}

async function outletChoice({ outlets }: SeriesRequest, app: App): Promise<OutletChoice> {
  const configured = await readOutlets(outletFiles(app))
  if (outlets === undefined) return { ids: undefined, known: byId(configured.outlets) }
  if (/[\\/]|\.ya?ml$/.test(outlets)) {
    const file = await readOutlets([app.resolvePath(outlets)])
    return { ids: new Set(file.outlets.map(({ id }) => id)), known: byId(file.outlets) }
  }
  const ids = outlets.split(',').map((id) => id.trim())
  return { ids: new Set(ids.filter((id): id is OutletId => id !== '')), known: byId(configured.outlets) }
}

function byId(outlets: readonly Outlet[]): ReadonlyMap<OutletId, Outlet> {
  return new Map(outlets.map((outlet) => [outlet.id, outlet]))
}

function membersOf(story: SeriesStory, articles: ReadonlyMap<ArticleId, Article>): readonly SeriesReportArticle[] {
  // Different news is not different framing: what may be other news is no part of a series.
  return story.members
    .filter(({ doubtful }) => !doubtful)
    .flatMap((member): readonly SeriesReportArticle[] => {
      const article = articles.get(member.articleId)
      return article ? [{ article, member, measured: false, voiceWarnings: [], story: story.id }] : []
    })
    .toSorted((x, y) => (x.article.id < y.article.id ? -1 : 1))
}

interface Scorer {
  readonly lexicon: Parameters<App['scoringWith']>[0]
  readonly app: App
  readonly options: SeriesOptions
}

async function score(articles: readonly Article[], { lexicon, app, options }: Scorer): Promise<ReadonlyMap<ArticleId, Scoring>> {
  const { scoreArticle, scoringKey } = app.scoringWith(lexicon)
  const scorings = new Map<ArticleId, Scoring>()
  for (const article of articles) {
    // A store in a file answers without giving way, and a signal would never be heard.
    await breathe()
    options.signal.throwIfAborted()
    const known = await app.store.scorings.get(article.id, scoringKey)
    const scoring = known ?? scoreArticle(article)
    if (!known) await app.store.scorings.put(scoring, scoringKey)
    scorings.set(article.id, scoring)
    options.onScored(scorings.size, articles.length)
  }
  return scorings
}

function toSeriesArticle(
  { article, member, story }: SeriesReportArticle,
  { copied, scorings }: { readonly copied: ReadonlySet<string>; readonly scorings: ReadonlyMap<ArticleId, Scoring> },
): readonly SeriesArticle[] {
  const scoring = scorings.get(article.id)
  if (!scoring) return []
  const copyCluster = member.copyOf ?? (copied.has(`${story} ${article.id}`) ? article.id : undefined)
  const { id, outlet, language } = article
  return [{ id, outlet, language, copyCluster, scoring, story }]
}

function countWords(articles: ReadonlyMap<ArticleId, Article>): (id: ArticleId) => ReadonlyMap<string, number> {
  const known = new Map<ArticleId, ReadonlyMap<string, number>>()
  return (id) => {
    const article = articles.get(id)
    const counts = known.get(id) ?? (article ? wordCounts(article) : new Map<string, number>())
    known.set(id, counts)
    return counts
  }
}

function namesOf(
  outlets: readonly SeriesOutlet[],
  { lexicon, groups }: { readonly lexicon: Scorer['lexicon']; readonly groups: SeriesGroups | undefined },
): SeriesNames {
  const outletNames = new Map<string, string>(outlets.map(({ outlet }) => [outlet.id, outlet.name]))
  const frameNames = new Map(lexicon.lexicon.frames.map(({ id, name }) => [id, name ?? id]))
  return {
    outletName: (id) => outletNames.get(id) ?? id,
    frameName: (id) => frameNames.get(id) ?? id,
    groupName: (value) => `${groups?.key ?? 'group'} “${value}”`,
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
