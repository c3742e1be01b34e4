import { openApp, type App } from '../src/app.ts'
import { toId } from '../src/core/ids.ts'
import { compileLexicon } from '../src/core/lexicon/compile.ts'
import { scoreArticle } from '../src/core/score/score-article.ts'
import { compareOutlets } from '../src/core/compare/compare.ts'
import { seededRandom } from '../src/core/stats/seeded-random.ts'
import { readLexicon, type LexiconFile } from '../src/io/config/lexicon-file.ts'
import type { Article, StoryMember } from '../src/model.ts'
import { planSchema } from '../src/stages/plan.ts'
import { writeNews } from './synthetic-news.ts'

const articlesPerReport = 8

/** A store of so many made-up articles in reports of eight, in which terms of the first lexicon stand here and there. */
export async function storeReports(folder: string, count: number): Promise<{ readonly app: App; readonly lexicon: LexiconFile }> {
  const app = await openApp({ env: { FRAMESHIFT_DATA_DIR: folder }, cwd: folder })
  const lexicon = await readLexicon('international-relations', app.configFolders)
  const instruments = { lexicon: compileLexicon(lexicon.lexicon), languages: app.languages, scorers: [] }
  const plan = planSchema.parse({ ...emptyPlan, lexicon: { hash: lexicon.hash, lexicon: lexicon.lexicon } })
  const { scoringKey, method } = app.portsFor(plan)
  const frames = lexicon.lexicon.frames.map(({ id }) => id)
  const phrases = lexicon.lexicon.terms.filter(({ language }) => language === 'en').flatMap(({ examples }) => examples)
  const random = seededRandom(2, 'reports')
  const articles = writeNews(count).map((article): Article => {
    const planted = Array.from({ length: 3 }, () => phrases[Math.floor(random() * phrases.length)]).join(' ')
    return { ...article, text: `${article.text}\n\n${planted}` }
  })
  for (let from = 0; from < articles.length; from += articlesPerReport) {
    const members = articles.slice(from, from + articlesPerReport)
    const run = toId<'Run'>(`run-${String(from).padStart(7, '0')}`)
    const createdAt = new Date(Date.UTC(2026, 0, 1) + from * 60_000).toISOString()
    const measured = members.map((article) => ({ ...article, copyCluster: undefined, scoring: scoreArticle(article, instruments) }))
    for (const { scoring, copyCluster: _, ...article } of measured) {
      await app.store.articles.put(article)
      await app.store.scorings.put(scoring, scoringKey)
    }
    await app.store.runs.create({
      id: run,
      fingerprint: run,
      settings: plan,
      state: 'done',
      createdAt,
      endedAt: createdAt,
      failure: undefined,
    })
    const [anchor] = members
    if (!anchor) continue
    const story = members.map(({ id }): StoryMember => ({
      articleId: id,
      role: id === anchor.id ? 'anchor' : 'related',
      copyOf: undefined,
      sharedShare: undefined,
      similarity: 0.5,
      doubtful: false,
      relation: undefined,
      sharedSpans: [],
      agency: undefined,
      evidence: { names: [], numbers: [] },
      pinned: false,
    }))
    await app.store.stories.put(run, {
      anchor: anchor.id,
      members: story,
      outlets: [],
      searches: [],
      excluded: [],
      harvest: { found: 8, fetched: 8, extracted: 8 },
      failures: [],
    })
    await app.store.comparisons.put(run, compareOutlets({ articles: measured, frames, pairs: false }, method))
  }
  return { app, lexicon }
}

const emptyPlan = {
  anchor: { kind: 'url', url: 'https://outlet-0.example/0' },
  named: [],
  refused: [],
  outlets: [],
  discover: false,
  offline: true,
  windowDays: 3,
  perOutlet: 5,
  pairs: false,
  pins: [],
  excludes: [],
  allowPrivate: [],
  resolve: [],
}
