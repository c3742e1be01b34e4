import type { Kysely } from 'kysely'
import { openApp, type App } from '../../src/app.ts'
import { compareOutlets } from '../../src/core/compare/compare.ts'
import { toId } from '../../src/core/ids.ts'
import { compileLexicon, type CompiledLexicon } from '../../src/core/hits/automaton/compile.ts'
import { findTermHits } from '../../src/core/hits/find-term-hits.ts'
import { oneOf } from './synthetic-text.ts'
import { seededRandom } from '../../src/core/stats/seeded-random.ts'
import { words } from '../../src/core/text/words.ts'
import { readLexicon, type LexiconFile } from '../../src/io/config/lexicon-file.ts'
import { articleStore } from '../../src/io/store/articles.ts'
import { comparisonStore } from '../../src/io/store/comparisons.ts'
import { runStore } from '../../src/io/store/runs.ts'
import { scoringStore } from '../../src/io/store/scorings.ts'
import { openTables } from '../../src/io/store/store.ts'
import { storyStore } from '../../src/io/store/stories.ts'
import type { Tables } from '../../src/io/store/tables.ts'
import type { Article, ArticleId, Scoring, StoryMember } from '../../src/model.ts'
import { writeNews } from './synthetic-news.ts'

const articlesPerReport = 8

export interface StoredReports extends AsyncDisposable {
  readonly app: App
  readonly lexicon: LexiconFile
  /** Stores reports until there are so many articles. */
  grow(articles: number): Promise<void>
}

/** A store of made-up articles in reports of eight, in which terms of the first lexicon stand here and there, all in the outlets' own voice. */
export async function openReports(folder: string, most: number): Promise<StoredReports> {
  const app = await openApp({ env: { FRAMESHIFT_DATA_DIR: folder }, cwd: folder })
  const lexicon = await readLexicon('international-relations', app.configFolders)
  const compiled = compileLexicon(lexicon.lexicon)
  const { scoringKey } = app.scoringWith(lexicon)
  const phrases = lexicon.lexicon.terms.filter(({ language }) => language === 'en').flatMap(({ examples }) => examples)
  const random = seededRandom(2, 'reports')
  const articles = writeNews(most).map((article): Article => {
    const planted = Array.from({ length: 3 }, () => oneOf(phrases, random)).join(' ')
    return { ...article, text: `${article.text}\n\n${planted}` }
  })
  const { db } = await openTables({ dataDir: folder, databaseUrl: undefined })
  let stored = 0
  return {
    app,
    lexicon,
    grow: async (wanted) => {
      const end = Math.min(wanted, most)
      const newest = end - comparedReports * articlesPerReport
      for (let from = stored; from < end; from += articlesPerCommit) {
        await db.transaction().execute(async (transaction) => {
          for (let number = from; number < Math.min(end, from + articlesPerCommit); number += articlesPerReport) {
            const making = { app, lexicon, compiled, scoringKey, number, isCompared: number >= newest }
            await storeReport(articles.slice(number, number + articlesPerReport), transaction, making)
          }
        })
      }
      stored = Math.max(stored, end)
    },
    [Symbol.asyncDispose]: async () => {
      await db.destroy()
      await app[Symbol.asyncDispose]()
    },
  }
}

/** One commit for many reports: `compare` makes one after the other, and how long that takes is measured elsewhere. */
const articlesPerCommit = 4000
/** The newest reports get the comparison that is theirs; of the older ones nothing reads it. */
const comparedReports = 200

interface Making {
  readonly app: App
  readonly lexicon: LexiconFile
  readonly compiled: CompiledLexicon
  readonly scoringKey: string
  readonly number: number
  readonly isCompared: boolean
}

async function storeReport(
  articles: readonly Article[],
  db: Kysely<Tables>,
  { app, lexicon, compiled, scoringKey, number, isCompared }: Making,
): Promise<void> {
  const [anchor] = articles
  if (!anchor) return
  const measured = articles.map(({ id, outlet, language, ...rest }) => ({
    id,
    outlet,
    language,
    copyCluster: undefined,
    scoring: scoringOf({ id, language, ...rest }, compiled),
  }))
  for (const [index, article] of articles.entries()) {
    await articleStore(db).put(article)
    const scoring = measured[index]?.scoring
    if (scoring) await scoringStore(db).put(scoring, scoringKey)
  }
  const run = toId<'Run'>(`run-${String(number).padStart(7, '0')}`)
  const createdAt = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString()
  const settings = { pairs: false, lexicon: { hash: lexicon.hash, lexicon: { id: lexicon.lexicon.id } } }
  await runStore(db).create({ id: run, fingerprint: run, settings, state: 'done', createdAt, endedAt: createdAt, failure: undefined })
  const members = articles.map(({ id }) => memberOf(id, anchor.id))
  const harvest = { found: articles.length, fetched: articles.length, extracted: articles.length }
  await storyStore(db).put(run, { anchor: anchor.id, members, outlets: [], excluded: [], searches: [], harvest, failures: [] })
  const frames = isCompared ? lexicon.lexicon.frames.map(({ id }) => id) : []
  await comparisonStore(db).put(run, compareOutlets({ articles: measured, frames, pairs: false }, app.reporting().method))
}

/** Hits as the outlet's own words: reading voices would take most of the time and change nothing that is measured here. */
function scoringOf(
  { id, text, bodyStart, language }: Pick<Article, 'id' | 'text' | 'bodyStart' | 'language'>,
  lexicon: CompiledLexicon,
): Scoring {
  const count = words(text, language).length
  const hits = findTermHits(text, { language, lexicon, bodyStart }).map(({ start, end, frame, term, concept, text: printed }) => ({
    start,
    end,
    frame,
    term,
    concept,
    text: printed,
    articleId: id,
    sentence: printed,
    zone: start < bodyStart ? ('headline' as const) : ('body' as const),
    voice: { kind: 'outlet' as const },
    voiceConfidence: 1,
    mode: 'asserted' as const,
    scareQuoted: false,
    sentiment: { afinn: undefined, valence: undefined, target: undefined },
  }))
  return {
    articleId: id,
    lexicon: lexicon.id,
    voiceWarnings: [],
    hits,
    tokens: { outlet: count, attributed: 0, unclear: 0, all: count },
    measured: true,
  }
}

function memberOf(id: ArticleId, anchor: ArticleId): StoryMember {
  return {
    articleId: id,
    role: id === anchor ? 'anchor' : 'related',
    copyOf: undefined,
    sharedShare: undefined,
    relation: undefined,
    sharedSpans: [],
    agency: undefined,
    similarity: 0.5,
    evidence: { names: [], numbers: [] },
    pinned: false,
    doubtful: false,
  }
}
