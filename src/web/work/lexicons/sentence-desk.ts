import type { App } from '../../../app.ts'
import type { SentenceDecision } from '../../../core/tuning/judgement.ts'
import { PipelineError } from '../../../errors.ts'
import type { LexiconFile } from '../../../io/config/lexicon-file.ts'
import { drawNonHits, judgeSentence, type NonHits, type QueuedSentence } from '../../../workbench/judging/estimate-recall.ts'

/** Which sentences are judged, and by whom. */
export interface SentencesAsked {
  readonly lexicon: LexiconFile
  readonly frame: string
  readonly language: string
  readonly annotator: string
}

/** How judging stands: the sentence to decide now, and how many of the draw are left. */
export interface SentenceState {
  readonly sentence: QueuedSentence | undefined
  readonly left: number
  /** About how many sentences the draw stands for. */
  readonly of: number
}

/** Draws of sentences without a hit, kept between one key and the next: drawing reads articles, deciding must not. Losing them loses no decision. */
export interface SentenceDesk {
  state(asked: SentencesAsked): Promise<SentenceState>
  /** Keeps a decision. Throws `sentence-missing` for a sentence that is not in the draw of this person. */
  decide(asked: SentencesAsked, item: string, decision: SentenceDecision): Promise<void>
}

interface Draw extends NonHits {
  readonly decided: Set<string>
}

const drawnAtOnce = 50
const mostDraws = 20
const longestDrawMs = 60_000

export function createSentenceDesk(app: App): SentenceDesk {
  const draws = new Map<string, Promise<Draw>>()
  return {
    state: async (asked) => {
      const draw = await drawFor(asked)
      const open = draw.items.filter(({ item }) => !draw.decided.has(item))
      return { sentence: open[0], left: open.length, of: draw.sentences }
    },
    decide: async (asked, item, decision) => {
      const { items, decided } = await drawFor(asked)
      const sentence = items.find((candidate) => candidate.item === item)
      if (!sentence)
        throw new PipelineError(
          'sentence-missing',
          'This sentence is not among those to judge any more: the lexicon or the store has changed',
          {
            retry: 'never',
          },
        )
      await judgeSentence(sentence, decision, asked, app)
      decided.add(item)
    },
  }

  async function drawFor(asked: SentencesAsked): Promise<Draw> {
    const { lexicon, frame, language, annotator } = asked
    const { runs } = await app.store.corpus.size()
    const key = JSON.stringify([lexicon.lexicon.id, lexicon.hash, runs, frame, language, annotator])
    const known = await draws.get(key)
    const isSpent = known !== undefined && known.items.length > 0 && known.items.every(({ item }) => known.decided.has(item))
    const draw = known !== undefined && !isSpent ? Promise.resolve(known) : drawAnew(asked)
    draws.delete(key)
    draws.set(key, draw)
    draw.catch(() => draws.delete(key))
    const [oldest] = draws.keys()
    if (draws.size > mostDraws && oldest !== undefined) draws.delete(oldest)
    return draw
  }

  async function drawAnew({ lexicon, frame, language, annotator }: SentencesAsked): Promise<Draw> {
    const signal = AbortSignal.timeout(longestDrawMs)
    const drawn = await drawNonHits(lexicon.lexicon, { frame, language, annotator, most: drawnAtOnce, seed: 1, signal }, app)
    return { ...drawn, decided: new Set() }
  }
}
