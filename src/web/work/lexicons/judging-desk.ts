import type { App } from '../../../app.ts'
import type { Decision } from '../../../core/tuning/judgement.ts'
import { termPrecisions, type TermPrecision } from '../../../core/tuning/precision.ts'
import { PipelineError } from '../../../errors.ts'
import type { LexiconFile } from '../../../io/config/lexicon-file.ts'
import type { Selection } from '../../../workbench/corpus/count-hits.ts'
import { judgeHit } from '../../../workbench/judging/judge.ts'
import { judgingQueue, type JudgingQueue, type QueuedHit } from '../../../workbench/judging/judging-queue.ts'
import { hitJudgements } from '../../../workbench/judging/measure-terms.ts'

/** Which hits are judged, and by whom. */
export interface JudgingAsked {
  readonly lexicon: LexiconFile
  readonly selection: Selection
  readonly annotator: string
  readonly seed: number
}

/** How judging stands. */
export interface JudgingState {
  /** The hit to decide now; `undefined` when there is none left. */
  readonly hit: QueuedHit | undefined
  /** Hits that this person has not judged yet. */
  readonly left: number
  /** Of the term of that hit. */
  readonly precision: TermPrecision | undefined
}

/** Queues that were drawn, kept between one key and the next: drawing looks through the store, deciding must not. Losing them loses no decision. */
export interface JudgingDesk {
  state(asked: JudgingAsked): Promise<JudgingState>
  /** Keeps a decision. Throws `hit-missing` for a hit that is not in the queue of this person. */
  decide(asked: JudgingAsked, item: string, decision: Decision): Promise<QueuedHit>
  /** Takes back the newest decision of this person; the hit comes again. `undefined` when there is none. */
  undo(asked: JudgingAsked): Promise<Decision | undefined>
}

/** Hits drawn at a time. */
const drawnAtOnce = 100
/** Queues that are kept; the one that was not asked for longest goes first. */
const mostQueues = 20

interface Queue extends JudgingQueue {
  /** What was decided since the draw. */
  readonly decided: Set<string>
}

export function createJudgingDesk(app: App): JudgingDesk {
  const queues = new Map<string, Queue>()
  const keyOf = ({ lexicon, selection, annotator, seed }: JudgingAsked) =>
    JSON.stringify([lexicon.lexicon.id, lexicon.hash, selection, annotator, seed])
  return {
    state: async (asked) => {
      const queue = await queueFor(asked)
      const hit = openHits(queue)[0]
      const precision = hit === undefined ? undefined : await precisionOf(hit.term, queue, asked)
      return { hit, left: queue.left - queue.decided.size, precision }
    },
    decide: async (asked, item, decision) => {
      const queue = await queueFor(asked)
      const hit = queue.items.find((candidate) => candidate.item === item)
      if (!hit)
        throw new PipelineError('hit-missing', 'This hit is not among those to judge any more: the lexicon or the store has changed', {
          retry: 'never',
        })
      await judgeHit(hit, decision, { annotator: asked.annotator, lexicon: asked.lexicon }, app)
      queue.decided.add(item)
      return hit
    },
    undo: async (asked) => {
      const undone = await app.store.judgements.undo(asked.lexicon.lexicon.id, asked.annotator)
      if (undone?.kind !== 'hit') return undefined
      const queue = await queueFor(asked)
      // Decided before the draw, so that it is not in it: it is drawn again with the others.
      if (!queue.decided.delete(undone.item)) queues.delete(keyOf(asked))
      return undone.decision
    },
  }

  async function queueFor(asked: JudgingAsked): Promise<Queue> {
    const key = keyOf(asked)
    const known = queues.get(key)
    const isSpent = known !== undefined && openHits(known).length === 0 && known.left > known.decided.size
    const queue = known !== undefined && !isSpent ? known : await draw(asked)
    queues.delete(key)
    queues.set(key, queue)
    const [oldest] = queues.keys()
    if (queues.size > mostQueues && oldest !== undefined) queues.delete(oldest)
    return queue
  }

  async function draw({ lexicon, selection, annotator, seed }: JudgingAsked): Promise<Queue> {
    const signal = AbortSignal.timeout(longestDrawMs)
    const drawn = await judgingQueue(lexicon.lexicon, app, { selection, annotator, most: drawnAtOnce, seed, signal })
    return { ...drawn, decided: new Set() }
  }

  async function precisionOf(term: string, { found }: Queue, { lexicon }: JudgingAsked): Promise<TermPrecision | undefined> {
    const judgements = await hitJudgements(lexicon.lexicon.id, app, found)
    const counts = new Map([...found.counts].filter(([id]) => id === term))
    return termPrecisions(judgements, { counts, level: app.settings.statistics.level })[0]
  }
}

/** A draw that takes longer is given up: the selection has to be made smaller. */
const longestDrawMs = 60_000

function openHits({ items, decided }: Queue): readonly QueuedHit[] {
  return items.filter(({ item }) => !decided.has(item))
}
