import type { App } from '../../../app.ts'
import type { LexiconFile } from '../../../io/config/lexicon-file.ts'
import type { LexiconFormat } from '../../../io/lexicon-formats/exchange.ts'
import type { Estimate } from '../../../model.ts'
import { countHits, type FoundHits, type Selection } from '../../../workbench/corpus/count-hits.ts'
import { drawSentences, type FrameAsked, type SentenceDraw } from '../../../workbench/judging/draw-sentences.ts'
import { recallOf } from '../../../workbench/judging/estimate-recall.ts'
import { measureTerms, type LexiconMeasure } from '../../../workbench/judging/measure-terms.ts'
import { splitTerm, type TermSplit } from '../../../workbench/judging/split-term.ts'
import { suggestions, type Suggestions } from '../../../workbench/judging/suggest-terms.ts'
import { checkLexicon, type LexiconChecks } from '../../../workbench/versions/lexicon-work.ts'
import { giveLexicon, type Exported } from './give-lexicon.ts'
import { lexiconStory, type ToldVersion } from './lexicon-story.ts'
import { longAnswers, type Looked } from './long-answers.ts'

/** What is worked out over all stored articles: in the background, so that a page says at once how far it has come. */
export interface TuningDesk {
  measured(lexicon: LexiconFile, selection: Selection, patienceMs?: number): Promise<Looked<Measured>>
  recalled(lexicon: LexiconFile, asked: FrameAsked): Promise<Looked<Recalled>>
  /** Throws `term-missing`. */
  split(lexicon: LexiconFile, term: string): Promise<Looked<TermSplit>>
  suggested(lexicon: LexiconFile, asked: FrameAsked): Promise<Looked<Suggestions>>
  checked(lexicon: LexiconFile, patienceMs?: number): Promise<Looked<LexiconChecks>>
  /** How it came to be, the newest version first. */
  history(lexicon: LexiconFile): Promise<Looked<readonly ToldVersion[]>>
  /** `undefined`: as Frameshift keeps it. */
  exported(lexicon: LexiconFile, format: LexiconFormat | undefined, patienceMs?: number): Promise<Looked<Exported>>
}

/** What desks of one thread give each other: too much to be passed on. */
export interface Counting {
  /** The hits that are judged and that precision is told of. */
  counted(lexicon: LexiconFile, selection: Selection, patienceMs?: number): Promise<Looked<FoundHits>>
  /** Sentences without a hit. */
  drawn(lexicon: LexiconFile, asked: FrameAsked, patienceMs?: number): Promise<Looked<SentenceDraw>>
}

/** How often terms and frames mean what they claim, and what that was counted in. */
export interface Measured extends LexiconMeasure {
  readonly hits: number
  /** Articles that may hold a term, and how many of them were read. */
  readonly holding: number
  readonly read: number
}

/** How much of what tells a frame is found; `undefined` before enough is judged. */
export interface Recalled {
  readonly recall: Estimate | undefined
}

const answersKept = 12
/** Of a lexicon that finds something everywhere a count holds a million hits. */
const countsKept = 4
/** Of draws of articles and sentences; the same for all who judge here. */
const seed = 1

export function createTuningDesk(app: App): TuningDesk & Counting & AsyncDisposable {
  const counts = longAnswers<FoundHits>(countsKept)
  const draws = longAnswers<SentenceDraw>(answersKept)
  const splits = longAnswers<TermSplit>(answersKept)
  const suggested = longAnswers<Suggestions>(answersKept)
  const checks = longAnswers<LexiconChecks>(answersKept)
  const exports = longAnswers<Exported>(answersKept)
  const stories = longAnswers<readonly ToldVersion[]>(answersKept)

  const counted: Counting['counted'] = async ({ lexicon, hash }, selection, patienceMs) => {
    const key = await keyOf(hash, selection)
    return counts.look(key, (work) => countHits(lexicon, selection, app, work), patienceMs)
  }
  const drawn: Counting['drawn'] = async ({ lexicon, hash }, asked, patienceMs) =>
    draws.look(await keyOf(hash, asked), (work) => drawSentences(lexicon, asked, app, { ...work, seed }), patienceMs)

  return {
    counted,
    drawn,
    measured: async (file, selection, patienceMs) => {
      const found = await counted(file, selection, patienceMs)
      if (found.kind === 'working') return found
      const { hits, holding, read } = found.value
      const measure = await measureTerms(file.lexicon, found.value, app)
      return { kind: 'ready', value: { ...measure, hits: hits.length, holding, read } }
    },
    recalled: async (file, { frame, language }) => {
      const asked = { frame, language }
      const [found, draw] = await Promise.all([counted(file, { term: undefined, ...asked }), drawn(file, asked)])
      if (found.kind === 'working') return found
      if (draw.kind === 'working') return draw
      const recall = await recallOf(file.lexicon, asked, { found: found.value, draw: draw.value }, app)
      return { kind: 'ready', value: { recall } }
    },
    split: async (file, term) => splits.look(await judgedKeyOf(file, { term }), (work) => splitTerm(file.lexicon, term, app, work)),
    suggested: async (file, asked) =>
      suggested.look(await judgedKeyOf(file, asked), (work) => suggestions(file.lexicon, { ...asked, seed, ...work }, app)),
    checked: ({ lexicon, hash }, patienceMs) => checks.look(hash, ({ signal }) => checkLexicon(lexicon, signal), patienceMs),
    history: async (file) => {
      const kept = await app.store.lexiconVersions.hashes(file.lexicon.id)
      return stories.look([file.hash, ...kept].join(' '), () => lexiconStory(file, app))
    },
    exported: ({ lexicon, hash }, format, patienceMs) =>
      exports.look(`${hash} ${format ?? ''}`, async () => giveLexicon(lexicon, format), patienceMs),
    [Symbol.asyncDispose]: async () => {
      for (const answers of [counts, draws, splits, suggested, checks, exports, stories]) await answers[Symbol.asyncDispose]()
    },
  }

  /** Changes whenever the lexicon or the stored articles are others. */
  async function keyOf(hash: string, asked: object): Promise<string> {
    return `${hash} ${await app.store.corpus.stamp()} ${JSON.stringify(asked)}`
  }

  /** Changes also with what people said of the hits. */
  async function judgedKeyOf({ hash, lexicon }: LexiconFile, asked: object): Promise<string> {
    return `${await keyOf(hash, asked)} ${await app.store.judgements.stamp(lexicon.id)}`
  }
}
