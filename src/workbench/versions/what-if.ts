import type { App } from '../../app.ts'
import { compileLexicon } from '../../core/hits/automaton/compile.ts'
import type { ScopedTermHit } from '../../core/hits/find-term-hits.ts'
import type { Lexicon } from '../../core/lexicon/lexicon.ts'
import { hitMoves } from '../../core/tuning/hit-moves.ts'
import { lexiconChange, termsBeside } from '../../core/tuning/lexicon-change.ts'
import type { LexiconFile } from '../../io/config/lexicon-file.ts'
import type { Article, ArticleId, OutletId, RunId } from '../../model.ts'
import { articlesThatMayHold, readArticles } from '../corpus/search-corpus.ts'
import { verdictMoves, type VerdictEffect } from './verdict-moves.ts'

/** A hit that a change of the lexicon brings or takes, in its context. */
export interface HitMove {
  readonly article: ArticleId
  readonly url: string
  readonly outlet: OutletId
  readonly frame: string
  readonly term: string
  readonly start: number
  readonly end: number
  readonly left: string
  readonly text: string
  readonly right: string
}

/** What the change does to one stored report. */
export interface RunEffect {
  readonly run: RunId
  readonly title: string
  readonly createdAt: string
  readonly gained: number
  readonly lost: number
  readonly verdicts: VerdictEffect
}

export interface WhatIf {
  /** What differs between the versions, a short line each. */
  readonly change: readonly string[]
  readonly stored: { readonly articles: number; readonly reports: number }
  /** Articles that may hold a changed term, and how many of them were read: all, unless there are too many. */
  readonly holding: number
  readonly read: number
  readonly gained: readonly HitMove[]
  readonly lost: readonly HitMove[]
  /** Reports in which a hit moves, the newest first. */
  readonly reports: readonly RunEffect[]
}

export interface WhatIfOptions {
  /** Of more articles that may hold a changed term, the newest are read, and the answer says so. */
  readonly mostArticles: number
  /** Verdicts are worked out anew for so many of the newest reports; the others show their hits. */
  readonly verdictsOf: number
  readonly signal: AbortSignal
}

/**
 * What would change if a lexicon were another: hits gained and lost in every stored report, and verdicts that would turn. Only articles that
 * hold a word of a changed term are read, and only terms of its frame and language are looked up. Nothing is stored.
 */
export async function whatIf(
  before: LexiconFile,
  after: Lexicon,
  app: App,
  { mostArticles, verdictsOf, signal }: WhatIfOptions,
): Promise<WhatIf> {
  const { corpus } = app.store
  const change = lexiconChange(before.lexicon, after)
  const { articles, runs } = await corpus.size()
  const compiled = { before: compileLexicon(termsBeside(before.lexicon, change)), after: compileLexicon(termsBeside(after, change)) }
  const { numbers, holding } = await articlesThatMayHold([...change.before, ...change.after], { corpus, most: mostArticles, signal })
  const moved = new Map<number, Moved>()
  for await (const { number, article } of readArticles(numbers, { corpus, signal })) {
    const moves = hitMoves(article, compiled)
    if (moves.gained.length + moves.lost.length === 0) continue
    const movesOf = (hits: readonly ScopedTermHit[]) => hits.map((hit) => toMove(article, hit))
    moved.set(number, { article, gained: movesOf(moves.gained), lost: movesOf(moves.lost) })
  }
  const { scoringKey } = app.scoringWith(before)
  const reports: RunEffect[] = []
  for (const [index, run] of (await corpus.runsHolding([...moved.keys()])).entries()) {
    signal.throwIfAborted()
    const own = run.numbers.flatMap((number) => moved.get(number) ?? [])
    const sum = (key: 'gained' | 'lost') => own.reduce((total, one) => total + one[key].length, 0)
    const verdicts: VerdictEffect =
      index < verdictsOf
        ? await verdictMoves(
            run,
            { before, change, after: compiled.after, articles: own.map(({ article }) => article), scoringKey, signal },
            app,
          )
        : { kind: 'not-asked' }
    reports.push({ run: run.run, title: run.title, createdAt: run.createdAt, gained: sum('gained'), lost: sum('lost'), verdicts })
  }
  const gained = [...moved.values()].flatMap((one) => one.gained)
  const lost = [...moved.values()].flatMap((one) => one.lost)
  return { change: change.summary, stored: { articles, reports: runs }, holding, read: numbers.length, gained, lost, reports }
}

interface Moved {
  readonly article: Article
  readonly gained: readonly HitMove[]
  readonly lost: readonly HitMove[]
}

const contextWidth = 60

function toMove({ id, url, outlet, text }: Article, { frame, term, start, end, text: printed }: ScopedTermHit): HitMove {
  const oneLine = (part: string) => part.replace(/\s+/g, ' ')
  const left = oneLine(text.slice(Math.max(0, start - contextWidth), start))
  const right = oneLine(text.slice(end, end + contextWidth))
  return { article: id, url, outlet, frame, term, start, end, left, text: oneLine(printed), right }
}
