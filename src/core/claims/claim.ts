import type { ArticleId, Link, OutletId, Span } from '../../model.ts'

export const claimGrades = ['verbatim', 'paraphrase', 'stronger', 'weaker', 'not-found', 'not-fetched'] as const
/**
 * How what one outlet says that another said stands to what that one printed. `stronger` and `weaker` are said of the claim: it goes
 * further than its source, or less far.
 */
export type ClaimGrade = (typeof claimGrades)[number]

/** "Outlet B said X" in the anchor. The span is X, in the anchor's text. */
export interface Claim extends Span {
  /** The press that is said to have said it, as printed: "Sohu journalists", "Chinese media". */
  readonly source: string
  readonly cue: string | undefined
  /** X as printed. */
  readonly words: string
  /** The parts of X in quotation marks, without the marks. */
  readonly quotations: readonly string[]
  /** Whom the press is said to quote in turn, outermost first. */
  readonly through: readonly Link[]
  /** The sentence of the anchor. */
  readonly sentence: string
}

/** The sentence of the named outlet that comes nearest to a claim. */
export interface ClaimMatch {
  readonly articleId: ArticleId
  readonly span: Span
  readonly sentence: string
  /** Whose words it is there: the outlet's own, or those of others. */
  readonly isOwnVoice: boolean
  /** What both share, as a reader can check it: terms, numbers, names, words. */
  readonly shared: readonly string[]
  /** The sentence is in another language than the claim. */
  readonly translated: boolean
}

export interface GradedClaim extends Claim {
  /** Outlets of the run that the claim may mean; none where it names nobody of them. */
  readonly outlets: readonly OutletId[]
  readonly grade: ClaimGrade
  readonly match: ClaimMatch | undefined
  /** Why this grade, in words for a reader. */
  readonly reason: string
}
