import type { StoryShift } from '../compare/story-shifts.ts'
import type {
  Article,
  ArticleId,
  Comparison,
  Contrast,
  Exclusion,
  Failure,
  Hit,
  Outlet,
  OutletCoverage,
  OutletId,
  Reach,
  RunId,
  SearchRead,
  SentimentModel,
  Sha256,
  StoryMember,
  VoiceWarning,
} from '../../model.ts'
import type { GradedClaim } from '../claims/claim.ts'
import type { ScoreCard } from '../sentiment/score-card.ts'

import type { Translation } from './translations.ts'

/**
 * Everything one report says, joined and complete. All four outputs (HTML, Markdown, JSON, CSV) are made of this alone, by pure functions:
 * the same data gives the same bytes. Lists keep the order they come in, so the maker sorts them.
 */
export interface ReportData {
  readonly anchor: ArticleId
  /** What the story is called: the anchor's headline. */
  readonly storyTitle: string
  readonly outlets: readonly OutletCoverage[]
  readonly articles: readonly ReportArticle[]
  /** Search services that were asked beside the outlets. */
  readonly searches: readonly SearchRead[]
  /** `undefined` where only one way of finding coverage was open. */
  readonly reach: Reach | undefined
  readonly excluded: readonly Exclusion[]
  readonly hits: readonly Hit[]
  /** What the anchor says that other outlets said, held against what they printed. */
  readonly claims: readonly GradedClaim[]
  readonly lexicon: ReportLexicon
  readonly translations: readonly Translation[]
  /** Which terms set an outlet apart from the others. */
  readonly shifts: readonly StoryShift[]
  readonly comparison: Omit<Comparison, 'contrasts'> & { readonly contrasts: readonly DescribedContrast[] }
  /** The one sentence a reader takes away, made from the verdicts. */
  readonly finding: string
  readonly method: ReportMethod
  readonly run: ReportRun
}

/** What sentences, rates and tones are shown from. A story report has it, and so has a series. */
export interface ReportBody {
  readonly outlets: readonly { readonly outlet: Outlet }[]
  readonly articles: readonly ReportArticle[]
  readonly hits: readonly Hit[]
  readonly lexicon: ReportLexicon
  /** Of sentences, by persons. */
  readonly translations: readonly Translation[]
  readonly comparison: Pick<Comparison, 'rates' | 'sentiments' | 'checked'>
  readonly method: Pick<ReportMethod, 'level' | 'models'>
}

export interface ReportArticle {
  readonly article: Article
  readonly member: StoryMember
  /** `false`: nothing was looked for (no terms in its language, or scoring failed), so its silence means nothing. */
  readonly measured: boolean
  /** Words of the body, in all voices; `undefined` where scoring failed. */
  readonly words?: number | undefined
  /** Why the voices in it are less sure than elsewhere. */
  readonly voiceWarnings: readonly VoiceWarning[]
}

export interface ReportLexicon {
  readonly id: string
  readonly version: number
  readonly hash: Sha256
  readonly licence: string | undefined
  readonly frames: readonly ReportFrame[]
  readonly terms: readonly ReportTerm[]
}

export interface ReportFrame {
  readonly id: string
  readonly name: string
  readonly definition: string
}

export interface ReportTerm {
  readonly id: string
  readonly frame: string
  readonly concept: string
  /** BCP 47 primary subtag. */
  readonly language: string
  readonly patterns: readonly string[]
}

export interface DescribedContrast extends Contrast {
  /** The contrast in words, with the reason where there is no verdict. */
  readonly sentence: string
}

export interface ReportMethod {
  /** Of every interval, 0 to 1. */
  readonly level: number
  /** Adjusted p at or under which a difference is called, 0 to 1. */
  readonly falseDiscoveryRate: number
  /** Random splits where all splits are too many. */
  readonly draws: number
  readonly seed: number
  /** Days either side of the anchor's date. */
  readonly windowDays: number
  readonly perOutlet: number
  readonly pairs: boolean
  readonly models: readonly ReportModel[]
}

export interface ReportModel {
  readonly name: SentimentModel
  readonly description: string
  /** Languages it knows; it abstains on all others. */
  readonly languages: readonly string[]
  /** How good it was found to be; empty for models that a user brings. */
  readonly cards: readonly ScoreCard[]
}

export interface ReportRun {
  readonly id: RunId
  readonly createdAt: string
  readonly note: string | undefined
  /** The command that asked for the report, without secrets; `undefined` when it came from the web app or a schedule. */
  readonly command: string | undefined
  readonly versions: { readonly frameshift: string; readonly node: string; readonly icu: string }
  /** SHA-256 by what was hashed: lexicon, outlets, code … */
  readonly hashes: Readonly<Record<string, string>>
  /** The resolved settings that bear on the result. */
  readonly settings: Readonly<Record<string, string | number | boolean>>
  readonly counts: Readonly<Record<RunCount, number>>
  readonly history: ReportHistory
  readonly failures: readonly Failure[]
}

/** What came first: the words and the plan, or the articles they are about. Times are ISO 8601, UTC. */
export interface ReportHistory {
  /** When a run first used the lexicon in this form. */
  readonly lexiconFirstUsed: string
  /** Articles of the report that had been stored by an earlier run than the one that first used the lexicon. */
  readonly articlesBeforeLexicon: number
  /** `undefined`: no plan was given. */
  readonly registration: ReportRegistration | undefined
}

export interface ReportRegistration {
  readonly hash: string
  readonly question: string
  readonly registeredAt: string
  readonly deviations: readonly string[]
  /** Articles of the report that had been stored when the plan was registered. */
  readonly articlesBefore: number
}

export const runCounts = ['found', 'fetched', 'extracted', 'grouped', 'scored'] as const
/** How many addresses came through each step: found, fetched, read as an article, telling this story, scored. */
export type RunCount = (typeof runCounts)[number]

/** The outlet of the report with this id; every article and rate names one that is there. */
export function outletOf(data: Pick<ReportBody, 'outlets'>, id: OutletId): Outlet {
  const found = data.outlets.find(({ outlet }) => outlet.id === id)
  if (!found) throw new TypeError(`The report names an outlet it does not list: ${id}`)
  return found.outlet
}
