import { z } from 'zod'
import type { GradedClaim } from '../core/claims/claim.ts'
import type { ClaimTrace } from '../core/claims/trace-claims.ts'
import { concentrationWords } from '../core/compare/words/concentration-words.ts'
import { describeContrast, describeFinding } from '../core/compare/words/finding.ts'
import { nothingReached } from '../core/compare/words/nothing-reached.ts'
import { storyShifts } from '../core/compare/story-shifts.ts'
import { toReportLexicon } from '../core/report/report-lexicon.ts'
import type { ReportArticle, ReportData, ReportModel, ReportRun } from '../core/report/report-data.ts'
import { PipelineError } from '../errors.ts'
import type { Article, ArticleId, Comparison, Failure, Hit, RunId, Scoring, Story } from '../model.ts'
import { measuredArticles, type CompareMethod } from './compare.ts'
import { inSteps, type TurnPorts } from './in-steps.ts'
import { idSchema } from './noun-schemas.ts'
import type { Plan } from './plan.ts'
import type { Stage } from './stage.ts'

const inputSchema = z
  .strictObject({
    anchor: idSchema<'Article'>(),
    /** Articles that could not be scored. */
    failures: z.array(z.strictObject({ stage: z.string(), code: z.string(), message: z.string() })),
  })
  .readonly()
export type ReportInput = z.infer<typeof inputSchema>

export interface ReportPorts extends TurnPorts {
  readonly plan: Plan
  readonly stories: { get(run: RunId): Promise<Story | undefined> }
  readonly articles: { get(id: ArticleId): Promise<Article | undefined> }
  readonly scorings: { get(article: ArticleId, key: string): Promise<Scoring | undefined> }
  readonly scoringKey: string
  readonly comparisons: { get(run: RunId): Promise<Comparison | undefined> }
  readonly runs: { get(run: RunId): Promise<{ readonly createdAt: string } | undefined> }
  readonly files: { put(run: RunId, name: string, text: string): Promise<void> }
  /** `core/claims/trace-claims.ts` with what is known of languages. */
  readonly traceClaims: (trace: ClaimTrace) => readonly GradedClaim[]
  readonly firstSeen: { of(kind: 'article' | 'lexicon', ids: readonly string[]): Promise<ReadonlyMap<string, string>> }
  readonly method: CompareMethod
  readonly models: readonly ReportModel[]
  readonly versions: ReportRun['versions']
  readonly hashes: ReportRun['hashes']
  readonly resolvedSettings: ReportRun['settings']
  /** What this process measures with, by its path in the report's bundle: settings, word lists, versions. */
  readonly bundled: ReadonlyMap<string, string>
}

/** Writes down what was found, in all the forms a reader may want. */
export const reportStage: Stage<ReportInput, { readonly files: readonly string[] }, ReportPorts> = {
  name: 'report',
  lane: 'reports',
  input: inputSchema,
  key: () => 'story',
  run: async ({ failures }, ports, { run, signal }) => {
    // Loaded when a report is written: drawing its charts needs large packages.
    const { toReportFilesInSteps } = await import('../core/report/report-files.ts')
    const data = await reportDataOf(run, failures, ports)
    await ports.giveWay()
    const files = await inSteps(toReportFilesInSteps(data), ports, signal)
    for (const [name, text] of [...files, ...ports.bundled]) {
      await ports.giveWay()
      await ports.files.put(run, name, text)
    }
    return { files: [...files.keys()] }
  },
  next: () => ({ each: [] }),
}

async function reportDataOf(run: RunId, scoringFailures: readonly Failure[], ports: ReportPorts): Promise<ReportData> {
  const { plan, method } = ports
  const [story, comparison, record] = [await ports.stories.get(run), await ports.comparisons.get(run), await ports.runs.get(run)]
  if (!story || !comparison || !record) {
    throw new PipelineError('story-missing', `Cannot report on run ${run}: its story or comparison is not in the store`, { retry: 'never' })
  }
  const { articles, hits, unheard } = await readArticles(story, ports)
  const lexicon = toReportLexicon(plan.lexicon)
  const outletNames = new Map(story.outlets.map(({ outlet }) => [outlet.id, outlet.name]))
  const frameNames = new Map(lexicon.frames.map((frame) => [frame.id, frame.name]))
  const names = { outletName: (id: string) => named(outletNames, id), frameName: (id: string) => frameNames.get(id) ?? id }
  const scored = articles.filter((entry) => entry.measured).length
  const unmeasured = articles.filter((entry) => !entry.measured).map(({ article }) => article.language)
  const claims = claimsOf(story, { articles, hits }, ports)
  await ports.giveWay()
  return {
    anchor: story.anchor,
    storyTitle: articles.find(({ article }) => article.id === story.anchor)?.article.title ?? '',
    outlets: story.outlets,
    articles,
    searches: story.searches,
    reach: story.reach,
    excluded: story.excluded,
    hits,
    claims,
    lexicon,
    translations: plan.translations,
    shifts: storyShifts(
      await measuredArticles(story, ports),
      plan.lexicon.lexicon.frames.map(({ id }) => id),
    ),
    comparison: {
      ...comparison,
      contrasts: comparison.contrasts.map((contrast) => ({
        ...contrast,
        sentence: describeContrast(contrast, names) + concentrationWords(contrast, { rates: comparison.rates, ...names }),
      })),
    },
    finding: [nothingReached(story.outlets), describeFinding(comparison, names, unmeasured)].filter((part) => part !== undefined).join(' '),
    method: { ...method, windowDays: plan.windowDays, perOutlet: plan.perOutlet, pairs: plan.pairs, models: ports.models },
    run: {
      id: run,
      createdAt: record.createdAt,
      note: plan.note,
      command: undefined,
      versions: ports.versions,
      hashes: { ...ports.hashes, lexicon: plan.lexicon.hash },
      settings: ports.resolvedSettings,
      history: await historyOf(story, record.createdAt, ports),
      counts: { ...story.harvest, grouped: story.members.length, scored },
      failures: [...story.failures, ...scoringFailures, ...unheard],
    },
  }
}

/** Empty where the anchor itself is not there. */
function claimsOf(
  story: Story,
  { articles, hits }: { readonly articles: readonly ReportArticle[]; readonly hits: readonly Hit[] },
  { traceClaims }: ReportPorts,
): readonly GradedClaim[] {
  const hitsOf = Map.groupBy(hits, ({ articleId }) => articleId)
  const read = articles.map(({ article }) => ({ article, hits: hitsOf.get(article.id) ?? [] }))
  const anchor = read.find(({ article }) => article.id === story.anchor)
  if (!anchor) return []
  const others = read.filter((each) => each !== anchor)
  return traceClaims({ anchor, articles: others, outlets: story.outlets, excluded: story.excluded })
}

/** Times of runs, not of jobs: an article that this run was the first to meet is no older than its lexicon. */
async function historyOf({ members }: Story, runBegan: string, { plan, firstSeen }: ReportPorts): Promise<ReportRun['history']> {
  const met = await firstSeen.of(
    'article',
    members.map(({ articleId }) => articleId),
  )
  const lexiconFirstUsed = (await firstSeen.of('lexicon', [plan.lexicon.hash])).get(plan.lexicon.hash) ?? runBegan
  const before = (time: string) => [...met.values()].filter((metAt) => Date.parse(metAt) < Date.parse(time)).length
  const { registration } = plan
  if (!registration) return { lexiconFirstUsed, articlesBeforeLexicon: before(lexiconFirstUsed), registration: undefined }
  const { hash, question, registeredAt, deviations } = registration
  return {
    lexiconFirstUsed,
    articlesBeforeLexicon: before(lexiconFirstUsed),
    registration: { hash, question, registeredAt, deviations, articlesBefore: before(registeredAt) },
  }
}

function named<Key extends string>(names: ReadonlyMap<Key, string>, id: string): string {
  for (const [key, name] of names) if (key === id) return name
  return id
}

async function readArticles(
  story: Story,
  ports: ReportPorts,
): Promise<{ readonly articles: readonly ReportArticle[]; readonly hits: readonly Hit[]; readonly unheard: readonly Failure[] }> {
  const articles: ReportArticle[] = []
  const hits: Hit[] = []
  const unheard: Failure[] = []
  for (const member of story.members) {
    await ports.giveWay()
    const article = await ports.articles.get(member.articleId)
    if (!article)
      throw new PipelineError('article-missing', `Cannot report on article ${member.articleId}: it is not in the store`, { retry: 'never' })
    const scoring = await ports.scorings.get(article.id, ports.scoringKey)
    articles.push({
      article,
      member,
      measured: scoring?.measured === true,
      words: scoring?.tokens.all,
      voiceWarnings: scoring?.voiceWarnings ?? [],
    })
    for (const hit of scoring?.hits ?? []) hits.push(hit)
    for (const { model, code, message, hits: count } of scoring?.unheard ?? []) {
      unheard.push({
        stage: 'score',
        code,
        message: `Sentiment model ${model} gave no answer for ${count} ${count === 1 ? 'hit' : 'hits'} of article ${article.id}: ${message}`,
      })
    }
  }
  return { articles, hits, unheard }
}
