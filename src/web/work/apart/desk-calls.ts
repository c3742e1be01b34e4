import type { z } from 'zod'
import type { LexiconFormat } from '../../../io/lexicon-formats/exchange.ts'
import type { Retry } from '../../../errors.ts'
import type { Decision, SentenceDecision } from '../../../core/tuning/judgement.ts'
import type { ReportDiff } from '../../../core/report/diff-reports.ts'
import type { Term } from '../../../core/lexicon/lexicon.ts'
import type { LexiconFile, LexiconSummary } from '../../../io/config/lexicon-file.ts'
import type { RunId, Sha256 } from '../../../model.ts'
import type { Selection } from '../../../workbench/corpus/count-hits.ts'
import type { QueuedHit } from '../../../workbench/judging/describe-hits.ts'
import type { FrameAsked } from '../../../workbench/judging/draw-sentences.ts'
import type { TermSplit } from '../../../workbench/judging/split-term.ts'
import type { Suggestions } from '../../../workbench/judging/suggest-terms.ts'
import type { LexiconChecks } from '../../../workbench/versions/lexicon-work.ts'
import type { Surroundings } from '../../../app.ts'
import type { ExchangeSummary } from '../../../workbench/versions/exchange-summary.ts'
import type { ToldVersion } from '../lexicons/lexicon-story.ts'
import type { DraftEffect, ForeignText, SavedDraft, SaveAsked } from '../lexicons/draft-desk.ts'
import type { Draft, Edits } from '../lexicons/draft.ts'
import type { Exported } from '../lexicons/give-lexicon.ts'
import type { JudgingAsked, JudgingState } from '../lexicons/judging-desk.ts'
import type { Looked } from '../lexicons/long-answers.ts'
import type { SentencesAsked, SentenceState } from '../lexicons/sentence-desk.ts'
import type { Measured, Recalled } from '../lexicons/tuning-desk.ts'
import type { Concordance, LineChoice } from '../report/concordance.ts'
import type { FramesOfRun } from '../report/frame-history.ts'
import type { OutletUse } from '../report/frame-use.ts'
import type { ArticleEvidence, EvidenceList } from '../report/report-evidence.ts'
import type { SeriesAsked, SeriesFile } from '../report/series-desk.ts'

/** With the name of a lexicon in place of all that it says: the thread reads it by itself. */
export type Named<Asked> = Omit<Asked, 'lexicon'> & { readonly lexicon: string }

/** What the thread of the desks is asked for. */
export interface DeskCalls {
  takeIn(): Promise<void>
  lexiconSummary(lexicon: string): Promise<LexiconSummary>
  lexiconHead(lexicon: string): Promise<LexiconHead>
  /** Some of its terms from one on; `undefined` where it is another version by now. */
  lexiconTerms(lexicon: string, hash: Sha256, from: number): Promise<readonly Term[] | undefined>
  measured(lexicon: string, selection: Selection, patienceMs: number | undefined): Promise<Looked<Measured>>
  recalled(lexicon: string, asked: FrameAsked): Promise<Looked<Recalled>>
  split(lexicon: string, term: string): Promise<Looked<TermSplit>>
  suggested(lexicon: string, asked: FrameAsked): Promise<Looked<Suggestions>>
  checked(lexicon: string, patienceMs: number | undefined): Promise<Looked<LexiconChecks>>
  history(lexicon: string): Promise<Looked<readonly ToldVersion[]>>
  exported(lexicon: string, format: LexiconFormat | undefined, patienceMs: number | undefined): Promise<Looked<Exported>>
  judging(asked: Named<JudgingAsked>, patienceMs: number | undefined): Promise<JudgingState>
  decide(asked: Named<JudgingAsked>, item: string, decision: Decision): Promise<QueuedHit>
  undo(asked: Named<JudgingAsked>): Promise<Decision | undefined>
  sentence(asked: Named<SentencesAsked>, patienceMs: number | undefined): Promise<SentenceState>
  decideSentence(asked: Named<SentencesAsked>, item: string, decision: SentenceDecision): Promise<void>
  undoSentence(asked: Named<SentencesAsked>): Promise<SentenceDecision | undefined>
  effect(lexicon: string, draft: Draft): Promise<DraftEffect>
  whatIfJson(lexicon: string, edits: Edits): Promise<string>
  save(lexicon: string, draft: Draft, asked: SaveAsked): Promise<SavedDraft>
  fork(lexicon: string, id: string, author: string): Promise<void>
  take(foreign: ForeignText, author: string | undefined): Promise<ExchangeSummary>
  evidence(run: RunId): Promise<EvidenceList>
  article(run: RunId, id: string): Promise<ArticleEvidence>
  concordance(run: RunId, choice: LineChoice): Promise<Concordance>
  frameUse(run: RunId, frame: string): Promise<readonly OutletUse[]>
  diff(before: RunId, after: RunId): Promise<ReportDiff>
  frames(runs: readonly RunId[]): Promise<readonly FramesOfRun[]>
  series(asked: SeriesAsked, file: string, patienceMs: number | undefined): Promise<Looked<SeriesFile>>
}

/** A lexicon without its terms, and how many there are. */
export interface LexiconHead extends LexiconFile {
  readonly terms: number
}

export type CallName = keyof DeskCalls

/** To the thread. `end`: nothing more is asked. */
export type DeskMessage =
  | { readonly kind: 'ask'; readonly id: number; readonly call: Call<CallName> }
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'end' }

export interface Call<Name extends CallName> {
  readonly name: Name
  readonly args: Parameters<DeskCalls[Name]>
}

/** From the thread. */
export type DeskAnswer = { readonly id: number } & (
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly fault: Fault }
)

/** Errors lose their class on the way: those that are told to people are told as data. */
export type Fault =
  | { readonly kind: 'known'; readonly code: string; readonly message: string; readonly retry: Retry }
  | { readonly kind: 'invalid'; readonly issues: z.core.$ZodIssue[] }
  | { readonly kind: 'unknown'; readonly error: unknown }

/** What the thread is started with. */
export interface DeskThreadData {
  readonly surroundings: Surroundings
}
