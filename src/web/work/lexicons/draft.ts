import type { App } from '../../../app.ts'
import type { ExampleFailure } from '../../../core/lexicon/check-examples.ts'
import type { Lexicon } from '../../../core/lexicon/lexicon.ts'
import type { LintFinding } from '../../../core/lexicon/lint.ts'
import { lexiconChange, termsBeside } from '../../../core/tuning/lexicon-change.ts'
import { PipelineError } from '../../../errors.ts'
import type { LexiconFile } from '../../../io/config/lexicon-file.ts'
import { checkLexicon } from '../../../workbench/versions/lexicon-work.ts'
import { whatIf, type WhatIf } from '../../../workbench/versions/what-if.ts'
import type { SiteParts } from '../../site-parts.ts'

/** What an edit would do, before anything is saved. */
export interface DraftEffect {
  /** Of the edited term and those of its frame and language: others are as they were. */
  readonly findings: readonly LintFinding[]
  readonly failures: readonly ExampleFailure[]
  readonly whatIf: WhatIf
}

/** Verdicts are worked out anew for so many of the newest reports: each costs as much as comparing it did. */
const verdictsOf = 12
const mostArticles = 5000
const longestMs = 30_000

/**
 * Checks a draft, and looks up in every stored report what it would gain and lose. Nothing is stored. Ends with whoever asked: a person who types asks
 * again and again. Throws `effect-unfinished` then, and where it takes too long.
 */
export async function draftEffect(
  before: LexiconFile,
  after: Lexicon,
  { app }: Pick<SiteParts, 'app'>,
  asking: AbortSignal,
): Promise<DraftEffect> {
  const signal = AbortSignal.any([asking, AbortSignal.timeout(longestMs)])
  try {
    return await effectOf(before, after, app, signal)
  } catch (error) {
    if (!signal.aborted) throw error
    const message = `What this would change was not worked out within ${longestMs / 1000} s; it can be saved all the same`
    throw new PipelineError('effect-unfinished', message, { retry: 'later', cause: error })
  }
}

async function effectOf(before: LexiconFile, after: Lexicon, app: App, signal: AbortSignal): Promise<DraftEffect> {
  const change = lexiconChange(before.lexicon, after)
  const beside = termsBeside(after, change)
  const own = { ...beside, frames: beside.frames.filter(({ id }) => beside.terms.some(({ frame }) => frame === id)) }
  const { findings, failures } = own.terms.length === 0 ? { findings: [], failures: [] } : await checkLexicon(own, signal)
  return {
    findings: findings.filter(({ rule }) => rule !== 'missing-language'),
    failures,
    whatIf: await whatIf(before, after, app, { mostArticles, verdictsOf, signal }),
  }
}
