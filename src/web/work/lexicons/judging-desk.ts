import type { App } from '../../../app.ts'
import type { Decision, HitJudgement, Judgement } from '../../../core/tuning/judgement.ts'
import { termPrecisions, type TermPrecision } from '../../../core/tuning/precision.ts'
import { PipelineError } from '../../../errors.ts'
import type { LexiconFile } from '../../../io/config/lexicon-file.ts'
import type { FoundHit, FoundHits, Selection } from '../../../workbench/corpus/count-hits.ts'
import type { Progress } from '../../../workbench/corpus/search-corpus.ts'
import { describeHits, hitFinder, type QueuedHit } from '../../../workbench/judging/describe-hits.ts'
import { judgeHit } from '../../../workbench/judging/judge.ts'
import { stillFound } from '../../../workbench/judging/measure-terms.ts'
import { openHits } from '../../../workbench/judging/open-hits.ts'
import { sameSentenceBefore } from '../../../workbench/judging/same-sentence.ts'
import type { Counting } from './tuning-desk.ts'

/** Whose queue of which hits. */
export interface JudgingAsked {
  readonly lexicon: LexiconFile
  readonly selection: Selection
  readonly annotator: string
  readonly seed: number
}

/** How judging stands, or how far the hits are counted. */
export type JudgingState = JudgingReady | ({ readonly kind: 'working' } & Progress)

export interface JudgingReady {
  readonly kind: 'ready'
  /** To decide now. */
  readonly hit: QueuedHit | undefined
  /** Hits that this person has not judged yet. */
  readonly left: number
  /** Of the term of that hit, by this person's answers alone: what others said would lead them. */
  readonly precision: TermPrecision | undefined
  /** What this person said of the same words where another article prints the same sentence. */
  readonly sameBefore: HitJudgement | undefined
  readonly canUndo: boolean
}

/**
 * Queues of hits, kept between one key and the next. Losing them loses no decision: a hit is found by its name even when the site was started
 * anew since it was shown.
 */
export interface JudgingDesk {
  state(asked: JudgingAsked, patienceMs?: number): Promise<JudgingState>
  /** Keeps a decision. Throws `hit-missing` for what the lexicon does not find. */
  decide(asked: JudgingAsked, item: string, decision: Decision): Promise<QueuedHit>
  /** Takes back the newest decision of this person on a hit; the hit comes again. `undefined` when there is none. */
  undo(asked: JudgingAsked): Promise<Decision | undefined>
}

/**
 * Queues, and ways to find hits by name, that are kept; the one that was not asked for longest goes first, and is made anew in a moment. No more
 * than counts: each queue holds all hits of one, and each way the compiled terms of a version, so that every edit of a large lexicon adds one.
 */
const mostKept = 4

interface Queue {
  /** Of which lexicon, and of which person. */
  readonly whose: string
  readonly found: FoundHits
  readonly open: readonly FoundHit[]
  /** What was decided since the draw. */
  readonly decided: Set<string>
}

export function createJudgingDesk(app: App, { counted }: Pick<Counting, 'counted'>): JudgingDesk {
  const queues = new Map<string, Queue>()
  const finders = new Map<string, ReturnType<typeof hitFinder>>()
  const keyOf = ({ lexicon, selection, annotator, seed }: JudgingAsked) => JSON.stringify([lexicon.hash, selection, annotator, seed])
  return {
    state: async (asked, patienceMs) => {
      const looked = await counted(asked.lexicon, asked.selection, patienceMs)
      if (looked.kind === 'working') return looked
      const { open, decided, found } = await queueFor(asked, looked.value)
      const next = open.find(({ item }) => !decided.has(item))
      const [hit] = next === undefined ? [] : await describeHits([next], asked.lexicon.lexicon, app)
      const judgements = await app.store.judgements.list(asked.lexicon.lexicon.id)
      const own = judgements.filter((one): one is HitJudgement => one.kind === 'hit' && one.annotator === asked.annotator)
      const precision = hit === undefined ? undefined : precisionOf(hit.term, found, own)
      const sameBefore = hit === undefined ? undefined : sameSentenceBefore(own, hit)
      return { kind: 'ready', hit, left: open.length - decided.size, precision, sameBefore, canUndo: own.length > 0 }
    },
    decide: async (asked, item, decision) => {
      const hit = await finderFor(asked.lexicon)(item)
      if (!hit)
        throw new PipelineError('hit-missing', 'The lexicon does not find this hit any more: it or the store has changed', {
          retry: 'never',
        })
      await judgeHit(hit, decision, asked, app)
      for (const [, queue] of ownQueues(asked)) if (queue.open.some((open) => open.item === item)) queue.decided.add(item)
      return hit
    },
    undo: async (asked) => {
      const undone = await app.store.judgements.undo('hit', asked.lexicon.lexicon.id, asked.annotator)
      // Where it was decided before the draw it is not in it: it is drawn again with the others.
      if (undone) for (const [key, queue] of ownQueues(asked)) if (!queue.decided.delete(undone.item)) queues.delete(key)
      return undone?.decision
    },
  }

  /** Those of the same person and lexicon: who judges one selection has judged it in the others too. */
  function ownQueues({ lexicon, annotator }: JudgingAsked) {
    return [...queues].filter(([, { whose }]) => whose === whoseKey(lexicon, annotator))
  }

  async function queueFor(asked: JudgingAsked, found: FoundHits): Promise<Queue> {
    const { lexicon, annotator, seed } = asked
    const known = queues.get(keyOf(asked))
    if (known?.found === found) return keep(queues, keyOf(asked), known)
    const open = await openHits(found, { lexicon: lexicon.lexicon.id, annotator, seed }, app)
    return keep(queues, keyOf(asked), { whose: whoseKey(asked.lexicon, asked.annotator), found, open, decided: new Set() })
  }

  function finderFor({ lexicon, hash }: LexiconFile): ReturnType<typeof hitFinder> {
    return keep(finders, hash, finders.get(hash) ?? hitFinder(lexicon, app))
  }

  function precisionOf(term: string, found: FoundHits, judgements: readonly Judgement[]): TermPrecision | undefined {
    const counts = new Map([...found.counts].filter(([id]) => id === term))
    return termPrecisions(stillFound(judgements, found), { counts, level: app.settings.statistics.level })[0]
  }
}

function whoseKey({ hash }: LexiconFile, annotator: string): string {
  return `${hash} ${annotator}`
}

/** Keeps a value as the newest of a few. */
function keep<Value>(kept: Map<string, Value>, key: string, value: Value): Value {
  kept.delete(key)
  kept.set(key, value)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return value
}
