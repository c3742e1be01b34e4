import { setImmediate as breathe } from 'node:timers/promises'
import type { App } from '../../app.ts'
import { compareOutletsInSteps } from '../../core/compare/compare.ts'
import type { CompiledLexicon } from '../../core/hits/automaton/compile.ts'
import { scoreArticle } from '../../core/score/score-article.ts'
import type { LexiconChange } from '../../core/tuning/lexicon-change.ts'
import { readHitItem } from '../../core/tuning/judgement.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import type { CorpusRun } from '../../io/store/corpus/corpus.ts'
import type { Article, ArticleId, CheckedHits, Contrast, OutletId, Scoring, Verdict } from '../../model.ts'
import { measuredArticles } from '../../stages/compare.ts'
import { inSteps } from '../../stages/in-steps.ts'
import { planHeadSchema } from '../corpus/plan-head.ts'

/** A verdict of a stored report that would be another. */
export interface VerdictMove {
  readonly frame: string
  readonly a: OutletId
  readonly b: OutletId | 'others'
  readonly before: Verdict
  readonly after: Verdict
}

/** `not-asked`: only the newest reports are worked out. `cannot-tell`: the report was made with other means, so that the change would not be the only difference. */
export type VerdictEffect =
  | { readonly kind: 'known'; readonly moves: readonly VerdictMove[] }
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'cannot-tell'; readonly reason: string }

export interface Rescoring {
  readonly before: LexiconFile
  readonly change: LexiconChange
  /** The terms of the new version that decide the frames concerned. */
  readonly after: CompiledLexicon
  /** The articles of the report in which a hit moves. */
  readonly articles: readonly Article[]
  /** Under which the store keeps what the version before found. */
  readonly scoringKey: string
  readonly signal: AbortSignal
}

/** Compares the outlets of a stored report again as the changed lexicon would have it, all tests of the report together. */
export async function verdictMoves(
  run: CorpusRun,
  { before, change, after, articles, scoringKey, signal }: Rescoring,
  app: App,
): Promise<VerdictEffect> {
  const cannotTell = (reason: string): VerdictEffect => ({ kind: 'cannot-tell', reason })
  if (run.lexicon === undefined) return cannotTell('its plan was written by another version of Frameshift')
  if (run.lexicon.id !== before.lexicon.id) return cannotTell(`it was made with the lexicon ${run.lexicon.id}`)
  if (run.lexicon.hash !== before.hash) return cannotTell('it was made with another version of the lexicon')
  const { store } = app
  const [record, story, comparison] = [
    await store.runs.get(run.run),
    await store.stories.get(run.run),
    await store.comparisons.get(run.run),
  ]
  const plan = planHeadSchema.safeParse(record?.settings)
  if (!story || !comparison || !plan.success) return cannotTell('the store does not hold all of it')
  const moved = new Map<ArticleId, Article>(articles.map((article) => [article.id, article]))
  let missing = 0
  const rescored = {
    get: async (id: ArticleId, key: string): Promise<Scoring | undefined> => {
      const scoring = await store.scorings.get(id, key)
      if (!scoring) missing++
      const article = moved.get(id)
      return scoring && article ? rescore(scoring, article, { change, after }, app) : scoring
    },
  }
  const measured = await measuredArticles(story, { articles: store.articles, scorings: rescored, scoringKey, giveWay: breathe })
  if (missing > 0) return cannotTell('it was made by another version of Frameshift')
  const frames = before.lexicon.frames.map(({ id }) => id)
  const checked = stillSaid(comparison.checked ?? {}, change)
  const steps = compareOutletsInSteps({ articles: measured, frames, pairs: plan.data.pairs, checked }, app.reporting().method)
  const fresh = await inSteps(steps, { giveWay: breathe }, signal)
  return { kind: 'known', moves: differences(comparison.contrasts, fresh.contrasts) }
}

/** What people said of hits of terms that keep their frame: it says nothing of another. */
function stillSaid(checked: CheckedHits, change: LexiconChange): CheckedHits {
  const frameOf = new Map(change.after.map(({ id, frame }) => [id, frame]))
  const elsewhere = new Set(change.before.filter(({ id, frame }) => (frameOf.get(id) ?? frame) !== frame).map(({ id }) => id))
  return Object.fromEntries(Object.entries(checked).filter(([item]) => !elsewhere.has(readHitItem(item)?.term ?? '')))
}

/** The scoring with the hits of the frames concerned found anew. */
function rescore(scoring: Scoring, article: Article, { change, after }: Pick<Rescoring, 'change' | 'after'>, app: App): Scoring {
  const frames = change.frames.get(article.language ?? '')
  if (!frames) return scoring
  const found = scoreArticle(article, { lexicon: after, languages: app.languages, scorers: [] })
  const kept = scoring.hits.filter(({ frame }) => !frames.has(frame))
  return { ...scoring, measured: scoring.measured || found.measured, hits: [...kept, ...found.hits] }
}

function differences(before: readonly Contrast[], after: readonly Contrast[]): readonly VerdictMove[] {
  const keyOf = ({ frame, voice, a, b }: Contrast) => `${frame} ${voice} ${a} ${b}`
  const known = new Map(before.map((contrast) => [keyOf(contrast), contrast.verdict]))
  return after.flatMap((contrast) => {
    const was = known.get(keyOf(contrast))
    if (was === undefined || was === contrast.verdict) return []
    return [{ frame: contrast.frame, a: contrast.a, b: contrast.b, before: was, after: contrast.verdict }]
  })
}
