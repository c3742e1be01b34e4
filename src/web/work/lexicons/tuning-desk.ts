import type { App } from '../../../app.ts'
import type { LexiconFile } from '../../../io/config/lexicon-file.ts'
import { countHits, type FoundHits, type Selection } from '../../../workbench/corpus/count-hits.ts'
import { drawSentences, type FrameAsked, type SentenceDraw } from '../../../workbench/judging/draw-sentences.ts'
import { splitTerm, type TermSplit } from '../../../workbench/judging/split-term.ts'
import { suggestions, type Suggestions } from '../../../workbench/judging/suggest-terms.ts'
import { checkLexicon, type LexiconChecks } from '../../../workbench/versions/lexicon-work.ts'
import { longAnswers, type Looked } from './long-answers.ts'

/** What is worked out over all stored articles: in the background, so that a page says at once how far it has come. */
export interface TuningDesk extends AsyncDisposable {
  /** The hits that are judged and that precision is told of. */
  counted(lexicon: LexiconFile, selection: Selection, patienceMs?: number): Promise<Looked<FoundHits>>
  /** Sentences without a hit. */
  drawn(lexicon: LexiconFile, asked: FrameAsked): Promise<Looked<SentenceDraw>>
  /** Throws `term-missing`. */
  split(lexicon: LexiconFile, term: string): Promise<Looked<TermSplit>>
  suggested(lexicon: LexiconFile, asked: FrameAsked): Promise<Looked<Suggestions>>
  checked(lexicon: LexiconFile, patienceMs?: number): Promise<Looked<LexiconChecks>>
}

const answersKept = 12
/** Of a lexicon that finds something everywhere a count holds a million hits. */
const countsKept = 4
/** Of draws of articles and sentences; the same for all who judge here. */
const seed = 1

export function createTuningDesk(app: App): TuningDesk {
  const counts = longAnswers<FoundHits>(countsKept)
  const draws = longAnswers<SentenceDraw>(answersKept)
  const splits = longAnswers<TermSplit>(answersKept)
  const suggested = longAnswers<Suggestions>(answersKept)
  const checks = longAnswers<LexiconChecks>(answersKept)
  return {
    counted: async ({ lexicon, hash }, selection, patienceMs) => {
      const key = await keyOf(hash, selection)
      return counts.look(key, (work) => countHits(lexicon, selection, app, work), patienceMs)
    },
    drawn: async ({ lexicon, hash }, asked) =>
      draws.look(await keyOf(hash, asked), (work) => drawSentences(lexicon, asked, app, { ...work, seed })),
    split: async (file, term) => splits.look(await judgedKeyOf(file, { term }), (work) => splitTerm(file.lexicon, term, app, work)),
    suggested: async (file, asked) =>
      suggested.look(await judgedKeyOf(file, asked), (work) => suggestions(file.lexicon, { ...asked, seed, ...work }, app)),
    checked: ({ lexicon, hash }, patienceMs) => checks.look(hash, ({ signal }) => checkLexicon(lexicon, signal), patienceMs),
    [Symbol.asyncDispose]: async () => {
      for (const answers of [counts, draws, splits, suggested, checks]) await answers[Symbol.asyncDispose]()
    },
  }

  /** Changes whenever the lexicon or the stored reports are others. */
  async function keyOf(hash: string, asked: object): Promise<string> {
    const { runs } = await app.store.corpus.size()
    return `${hash} ${runs} ${JSON.stringify(asked)}`
  }

  /** Changes also with what people said of the hits. */
  async function judgedKeyOf({ hash, lexicon }: LexiconFile, asked: object): Promise<string> {
    return `${await keyOf(hash, asked)} ${await app.store.judgements.stamp(lexicon.id)}`
  }
}
