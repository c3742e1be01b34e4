import type { App } from '../../../app.ts'
import type { SentenceDecision } from '../../../core/tuning/judgement.ts'
import { PipelineError } from '../../../errors.ts'
import type { LexiconFile } from '../../../io/config/lexicon-file.ts'
import type { Progress } from '../../../workbench/corpus/search-corpus.ts'
import { sentenceNamed, type DrawnSentence, type FrameAsked } from '../../../workbench/judging/draw-sentences.ts'
import { judgeSentence } from '../../../workbench/judging/judge.ts'
import type { Counting } from './tuning-desk.ts'

/** Which sentences are judged, and by whom. */
export interface SentencesAsked extends FrameAsked {
  readonly lexicon: LexiconFile
  readonly annotator: string
}

/** How judging stands, or how far the sentences are drawn. */
export type SentenceState =
  | {
      readonly kind: 'ready'
      /** To decide now. */
      readonly sentence: DrawnSentence | undefined
      readonly left: number
      /** About how many sentences the draw stands for. */
      readonly of: number
      readonly canUndo: boolean
    }
  | ({ readonly kind: 'working' } & Progress)

/** Sentences without a hit, one by one. A sentence is found by its name, so that a decision holds whatever became of the draw. */
export interface SentenceDesk {
  state(asked: SentencesAsked, patienceMs?: number): Promise<SentenceState>
  /** Keeps a decision. Throws `sentence-missing` for what is no sentence without a hit. */
  decide(asked: SentencesAsked, item: string, decision: SentenceDecision): Promise<void>
  /** Takes back the newest decision of this person on a sentence. `undefined` when there is none. */
  undo(asked: SentencesAsked): Promise<SentenceDecision | undefined>
}

/** Sentences are judged so many at a time: a person sees an end. */
const atATime = 50

export function createSentenceDesk(app: App, { drawn }: Pick<Counting, 'drawn'>): SentenceDesk {
  const { judgements } = app.store
  return {
    state: async ({ lexicon, annotator, frame, language }, patienceMs) => {
      const looked = await drawn(lexicon, { frame, language }, patienceMs)
      if (looked.kind === 'working') return looked
      const said = (await judgements.list(lexicon.lexicon.id)).filter((one) => one.kind === 'sentence' && one.annotator === annotator)
      const judged = new Set(said.map(({ item }) => item))
      const { drawn: all, sentences } = looked.value
      const open = all.filter(({ item }) => !judged.has(item))
      const left = Math.min(open.length, atATime - ((all.length - open.length) % atATime))
      return { kind: 'ready', sentence: open[0], left, of: sentences, canUndo: said.length > 0 }
    },
    decide: async (asked, item, decision) => {
      const sentence = await sentenceNamed(item, asked.lexicon.lexicon, asked, app)
      if (!sentence) {
        const message = 'This is no sentence without a hit any more: the lexicon or the store has changed'
        throw new PipelineError('sentence-missing', message, { retry: 'never' })
      }
      await judgeSentence(sentence, decision, asked, app)
    },
    undo: async ({ lexicon, annotator }) => (await judgements.undo('sentence', lexicon.lexicon.id, annotator))?.decision,
  }
}
