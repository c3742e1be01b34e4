import type { App } from '../../../app.ts'
import type { ExampleFailure } from '../../../core/lexicon/check-examples.ts'
import type { Lexicon } from '../../../core/lexicon/lexicon.ts'
import type { LintFinding } from '../../../core/lexicon/lint.ts'
import { lexiconChange, termsBeside } from '../../../core/tuning/lexicon-change.ts'
import { PipelineError } from '../../../errors.ts'
import type { LexiconFile } from '../../../io/config/lexicon-file.ts'
import type { Sha256 } from '../../../model.ts'
import { checkLexicon } from '../../../workbench/versions/lexicon-work.ts'
import { keepImport, readImport, type ImportRequest } from '../../../workbench/versions/exchange-lexicon.ts'
import { exchangeSummary, type ExchangeSummary } from '../../../workbench/versions/exchange-summary.ts'
import { forkLexicon, saveLexicon, type SaveResult } from '../../../workbench/versions/save-lexicon.ts'
import { whatIf, type HitMove, type RunEffect, type WhatIf } from '../../../workbench/versions/what-if.ts'
import { drafted, edited, type Draft, type Edits } from './draft.ts'

/** What an edit would do, before anything is saved. */
export interface DraftEffect {
  /** Of the edited term and those of its frame and language: others are as they were. */
  readonly findings: readonly LintFinding[]
  readonly failures: readonly ExampleFailure[]
  readonly whatIf: Omit<WhatIf, 'gained' | 'lost' | 'reports'> & {
    readonly gained: Shown<HitMove>
    readonly lost: Shown<HitMove>
    readonly reports: Shown<RunEffect>
  }
}

/** The first of a list, and how long it is: the command line and the API tell all. */
export interface Shown<Entry> {
  readonly some: readonly Entry[]
  readonly size: number
}

export interface SaveAsked {
  /** Hash of the version that the person has seen. */
  readonly basedOn: Sha256
  readonly message: string
  readonly author: string
}

/** A lexicon of another tool as it was pasted. */
export interface ForeignText extends Omit<ImportRequest, 'author' | 'bytes'> {
  readonly text: string
}

/** How saving went; what the file says now is read where it lies. */
export type SavedDraft =
  | { readonly kind: 'saved' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'conflict' }
  | Extract<SaveResult, { kind: 'refused' }>

/** Edits of a lexicon: looked up before they are saved, and saved. Each works on the file as it stands. */
export interface DraftDesk {
  /**
   * Checks a draft, and looks up in every stored report what it would gain and lose. Nothing is stored. Ends with whoever asked: a person who
   * types asks again and again. Throws `effect-unfinished` then, and where it takes too long.
   */
  effect(before: LexiconFile, draft: Draft, asking: AbortSignal): Promise<DraftEffect>
  /** All hits and reports that several edits would move, as JSON: there may be too many to be passed on as they are. Throws `effect-unfinished`. */
  whatIfJson(before: LexiconFile, edits: Edits, asking: AbortSignal): Promise<string>
  /** Throws a `ZodError` for what no term can be, and `version-missing`. */
  save(before: LexiconFile, draft: Draft, asked: SaveAsked): Promise<SavedDraft>
  /** A copy under another name. Throws `lexicon-exists`. */
  fork(origin: LexiconFile, id: string, author: string): Promise<void>
  /** What becomes of a lexicon of another tool; kept where somebody takes it in. Throws `lexicon-invalid` and `lexicon-exists`. */
  take(foreign: ForeignText, author: string | undefined): Promise<ExchangeSummary>
}

/** Verdicts are worked out anew for so many of the newest reports: each costs as much as comparing it did. */
const verdictsOf = 12
const mostArticles = 5000
const mostShown = 30
const longestMs = 30_000
/** A program can wait. */
const longestJsonMs = 60_000

export function createDraftDesk(app: App): DraftDesk {
  return {
    effect: (before, draft, asking) =>
      inTime(asking, longestMs, async (signal) => effectOf(before, await drafted(before.lexicon, draft, app), app, signal)),
    whatIfJson: (before, edits, asking) =>
      inTime(asking, longestJsonMs, async (signal) => {
        const { stored: _, ...effect } = await whatIf(before, edited(before.lexicon, edits), app, { mostArticles, verdictsOf, signal })
        return JSON.stringify(effect)
      }),
    save: async ({ lexicon }, draft, asked) => {
      const result = await saveLexicon({ draft: await drafted(lexicon, draft, app), ...asked }, app)
      if (result.kind === 'refused') return result
      // Saved meanwhile, as by the first half of a double click.
      if (result.kind === 'unchanged' && result.file.hash !== asked.basedOn) return { kind: 'saved' }
      return { kind: result.kind }
    },
    fork: async ({ path }, id, author) => {
      await forkLexicon(path, id, { author }, app)
    },
    take: async ({ text, ...foreign }, author) => {
      const imported = readImport({ ...foreign, bytes: Buffer.from(text) })
      if (author !== undefined) await keepImport(imported, { fileName: foreign.fileName, author }, app)
      return exchangeSummary(imported.rows)
    },
  }
}

/** Throws `effect-unfinished` where it takes longer, or nobody asks any more. */
async function inTime<Value>(asking: AbortSignal, mostMs: number, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const signal = AbortSignal.any([asking, AbortSignal.timeout(mostMs)])
  try {
    return await work(signal)
  } catch (error) {
    if (!signal.aborted) throw error
    const message = `What this would change was not worked out within ${mostMs / 1000} s; it can be saved all the same`
    throw new PipelineError('effect-unfinished', message, { retry: 'later', cause: error })
  }
}

async function effectOf(before: LexiconFile, after: Lexicon, app: App, signal: AbortSignal): Promise<DraftEffect> {
  const change = lexiconChange(before.lexicon, after)
  const beside = termsBeside(after, change)
  const own = { ...beside, frames: beside.frames.filter(({ id }) => beside.terms.some(({ frame }) => frame === id)) }
  const { findings, failures } = own.terms.length === 0 ? { findings: [], failures: [] } : await checkLexicon(own, signal)
  const moved = await whatIf(before, after, app, { mostArticles, verdictsOf, signal })
  const shown = <Entry>(list: readonly Entry[]): Shown<Entry> => ({ some: list.slice(0, mostShown), size: list.length })
  return {
    findings: findings.filter(({ rule }) => rule !== 'missing-language'),
    failures,
    whatIf: { ...moved, gained: shown(moved.gained), lost: shown(moved.lost), reports: shown(moved.reports) },
  }
}
