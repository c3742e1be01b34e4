/**
 * The nouns of Frameshift: readonly types without behaviour. Everything that travels between stages is made of these.
 * Past 300 lines: a newcomer reads all nouns in one place.
 * Offsets are UTF-16, half open `[start, end)`. Times are ISO 8601 strings. Shares run from 0 to 1.
 */

declare const kindOfId: unique symbol

/** A string that names one thing of a kind; `Id<'Article'>` and `Id<'Outlet'>` cannot be mixed up. Made by `toId`. */
export type Id<Kind extends string> = string & { readonly [kindOfId]: Kind }

export type OutletId = Id<'Outlet'>
export type ArticleId = Id<'Article'>
export type RunId = Id<'Run'>
/** SHA-256 of raw bytes, lower-case hex: names a stored page or blob. */
export type Sha256 = Id<'Sha256'>

export interface Span {
  readonly start: number
  readonly end: number
}

/** A publisher as configured in `config/outlets.yaml`, or made up from a host or folder name that no configuration knows. */
export interface Outlet {
  readonly id: OutletId
  readonly name: string
  readonly homepage: string | undefined
  /** ISO 3166-1 alpha-2. */
  readonly country: string | undefined
  /** BCP 47 primary subtag: the language the outlet says it publishes in. */
  readonly language: string | undefined
  /** Addresses of RSS, Atom, RDF or JSON feeds. */
  readonly feeds: readonly string[]
  /** Addresses of news sitemaps. */
  readonly sitemaps: readonly string[]
  /** Free keys that reports can compare by, for example `ownership: state`. */
  readonly groups: Readonly<Record<string, string>>
}

/** Where an article is to be read from. Files and standard input are stored as pages when the run is planned, so that workers need no shared disk; `outletName` is their outlet where nothing in the page says whose it is. */
export type Source =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'stored'
      readonly name: string
      readonly format: 'html' | 'text'
      readonly hash: Sha256
      readonly outletName: string
      readonly contentType: string | undefined
    }

/** Raw bytes as fetched, stored once by hash, and what the server said about them. */
export interface Page {
  readonly hash: Sha256
  /** The address that was asked for, or the file name. */
  readonly url: string
  /** After redirects; the same as `url` for files. */
  readonly finalUrl: string
  readonly contentType: string | undefined
  readonly etag: string | undefined
  readonly lastModified: string | undefined
  readonly fetchedAt: string
  /** Where the server says the address has moved for good. To be told to the user, who alone changes an address. */
  readonly movedTo?: string
}

export const articleFlags = ['paywalled', 'teaser', 'liveblog'] as const
export type ArticleFlag = (typeof articleFlags)[number]

export interface Article {
  readonly id: ArticleId
  /** The canonical address where the page names one of the same site, else the final address or file name. */
  readonly url: string
  readonly outlet: OutletId
  readonly title: string
  /** Headline, blank line, body; NFC; quotes and dashes as printed. All offsets of hits refer to this text. */
  readonly text: string
  /** Offset in `text` where the body begins. */
  readonly bodyStart: number
  readonly byline: readonly string[]
  /** ISO 8601 with the offset as written, or a bare day. */
  readonly publishedAt: string | undefined
  /** BCP 47 primary subtag, detected from the text. */
  readonly language: string | undefined
  readonly siteName: string | undefined
  /** How sure extraction is that `text` is the article and nothing else, 0 to 1. */
  readonly confidence: number
  readonly flags: readonly ArticleFlag[]
  readonly page: Sha256
}

export const zones = ['headline', 'lead', 'body'] as const
/** Where a hit stands. The lead is the first paragraph of the body. */
export type Zone = (typeof zones)[number]

export const speakerClasses = ['state', 'party', 'expert', 'media', 'anonymous', 'public'] as const
/** Who speaks, where the words for the speaker tell: `anonymous` is someone who is not named, `public` people and groups without an office. */
export type SpeakerClass = (typeof speakerClasses)[number]

export const stances = ['endorses', 'neutral', 'distances'] as const
/** How whoever passes a claim on stands to it, by the words used: "revealed" takes it for true, "claimed" does not. */
export type Stance = (typeof stances)[number]

/** One step of a chain of attribution: who speaks, and the words that say so, both as printed. */
export interface Link {
  readonly speaker: string | undefined
  readonly cue: string | undefined
}

/** A link, and what its words tell of the speaker and of whoever passes the claim on. */
export interface VoiceLink extends Link {
  readonly speakerClass: SpeakerClass | undefined
  readonly stance: Stance
}

/** Whose words a hit stands in. A chain runs from the outermost reporter to the innermost speaker; the outlet itself is no link. */
export type Voice =
  | { readonly kind: 'outlet' }
  | { readonly kind: 'quoted' | 'reported'; readonly chain: readonly VoiceLink[] }
  | { readonly kind: 'unclear' }

export const voiceWarnings = ['no-rules', 'unclosed-quotations', 'other-language'] as const
/** Why whose words these are is not sure in a whole article: no rules for its language, quotation marks that nothing closes, words of another language. */
export type VoiceWarning = (typeof voiceWarnings)[number]

export const modes = ['asserted', 'negated', 'hedged', 'question'] as const
export type Mode = (typeof modes)[number]

/** In the order in which they are shown. The first three come with Frameshift; a user brings the others. */
export const sentimentModels = ['afinn', 'valence', 'target', 'onnx', 'openai'] as const
export type SentimentModel = (typeof sentimentModels)[number]

/** What one model says of the words round a hit, the hit's own left out. `score` runs from -1 (negative) to 1 (positive). */
export interface Sentiment {
  readonly label: 'negative' | 'neutral' | 'positive'
  readonly score: number
  /** The one named next to the hit whom the tone is towards, as printed; `undefined` for models that hear the sentence as a whole. */
  readonly towards?: string | undefined
}

/** A model that was not asked, does not know the language, or finds nothing to go by, says nothing: `undefined`. */
export type Sentiments = { readonly [Model in SentimentModel]?: Sentiment | undefined }

/** A framing term found in an article, before anything is said about its voice. */
export interface TermHit extends Span {
  readonly frame: string
  readonly term: string
  readonly concept: string
  /** The words as printed. */
  readonly text: string
}

export interface Hit extends TermHit {
  readonly articleId: ArticleId
  /** The sentence round the hit, as printed. */
  readonly sentence: string
  readonly zone: Zone
  readonly voice: Voice
  /** How sure the voice is, 0 to 1: the share of right answers among places of its kind, less where the text is damaged. */
  readonly voiceConfidence: number
  readonly mode: Mode
  readonly scareQuoted: boolean
  readonly sentiment: Sentiments
}

/** All that scoring found in one article under one lexicon. */
export interface Scoring {
  readonly articleId: ArticleId
  readonly lexicon: string
  readonly hits: readonly Hit[]
  /** Words of the body by voice: the exposure of every rate. */
  readonly tokens: Readonly<Record<RateVoice, number>>
  /** `false`: the language has no data file or no terms, so nothing was looked for and silence means nothing. */
  readonly measured: boolean
  /** Why its voices are less sure than those of other articles. */
  readonly voiceWarnings: readonly VoiceWarning[]
  /** Models that a user brings and that did not answer for all hits, with the first reason. */
  readonly unheard?: readonly Unheard[]
}

export interface Unheard {
  readonly model: SentimentModel
  readonly code: string
  readonly message: string
  /** Hits without an answer. */
  readonly hits: number
}

/** A number meant to be quoted. `low` and `high` are limits at `level` (0.95); `n` is the number of articles behind it. Infinite limits are `Infinity`. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly level: number
  readonly n: number
  readonly method: string
}

export const rateVoices = ['outlet', 'attributed', 'unclear', 'all'] as const
/** `attributed` is quoted and reported together. */
export type RateVoice = (typeof rateVoices)[number]

export interface Rate {
  readonly outlet: OutletId
  readonly frame: string
  readonly zone: 'body' | 'headline'
  readonly voice: RateVoice
  readonly hits: number
  readonly tokens: number
  /** Articles measured, and how many of them have at least one hit. */
  readonly articles: number
  readonly articlesWithHit: number
  /** Hits per 1,000 words of that voice; `undefined` for headlines and where there are no words. */
  readonly perThousand: Estimate | undefined
  /** Share of articles with a hit. */
  readonly share: Estimate | undefined
}

export interface SentimentSummary {
  readonly outlet: OutletId
  readonly frame: string
  readonly voice: RateVoice
  readonly model: SentimentModel
  /** Hits, and the articles they stand in. */
  readonly n: number
  readonly articles: number
  readonly share: Readonly<Record<'negative' | 'neutral' | 'positive' | 'abstained', number>>
  /** Mean over articles of the article's mean score; `undefined` where every hit was abstained on. */
  readonly mean: Estimate | undefined
}

export const verdicts = [
  'not-used',
  'one-article',
  'too-few',
  'no-clear-difference',
  'higher',
  'lower',
  'withheld',
  'different-languages',
] as const
export type Verdict = (typeof verdicts)[number]

/** How far people checked the hits that a contrast rests on. */
export interface HitCheck {
  readonly hits: number
  /** Those that somebody judged. */
  readonly checked: number
  /** Share of hits that mean their frame; its `n` is `checked`. `undefined`: nobody looked. */
  readonly right: Estimate | undefined
  /** Share of the hits that `right` speaks for: those of terms in outlets of which some were judged. `undefined` in comparisons of earlier versions. */
  readonly coveredShare?: number | undefined
  /** The two sides' shares are further apart than chance explains: part of a difference may be mistakes. */
  readonly sidesDiffer: boolean
}

export interface Contrast {
  readonly frame: string
  readonly voice: RateVoice
  readonly a: OutletId
  /** An outlet, or all others pooled. */
  readonly b: OutletId | 'others'
  /** Articles with words in that voice on each side, text that both print left out; `undefined` where the sides were not drawn. */
  readonly articles: { readonly a: number; readonly b: number } | undefined
  readonly ratio: Estimate | undefined
  readonly p: number | undefined
  readonly pAdjusted: number | undefined
  readonly verdict: Verdict
  /** Of contrasts that were tested. */
  readonly check?: HitCheck | undefined
  /** Where the comparison was repeated under other choices, and the verdict rests on a test. */
  readonly robustness?: Robustness | undefined
}

/** In how many of the choices that were made a verdict is the same, and in which it is not. */
export interface Robustness {
  readonly holds: number
  readonly of: number
  /** Choices in words. */
  readonly otherwise: readonly string[]
}

/** One reasonable way to make the comparison. */
export interface SweepChoice {
  /** What is not as in the report. */
  readonly words: string
  readonly lexicon: string
  readonly copies: string
  readonly grouping: string
}

/** The comparison under other choices than the report's own, which comes first. */
export interface Sweep {
  /** `measured`: articles that take part. */
  readonly choices: readonly (SweepChoice & { readonly measured: number })[]
  /** Choices that change nothing here and are not counted, with the reason. */
  readonly idle: readonly string[]
  /** Verdicts and ratios in the order of the choices; `undefined` where the contrast is not there. */
  readonly contrasts: readonly (Pick<Contrast, 'frame' | 'voice' | 'a' | 'b'> & {
    readonly verdicts: readonly (Verdict | undefined)[]
    readonly ratios: readonly (number | undefined)[]
  })[]
}

export const excludingStages = ['discover', 'fetch', 'extract', 'group'] as const

/** Something that was looked at and left out, and why, in words for a reader. */
export interface Exclusion {
  readonly url: string
  readonly outlet: OutletId | undefined
  readonly stage: (typeof excludingStages)[number]
  /** Stable, kebab-case: `robots`, `http-404`, `paywalled`, `other-story` … */
  readonly code: string
  readonly reason: string
  /** Where it stands for entries of a source that were not read at all: how many. `undefined`: it is one address. */
  readonly entries?: number | undefined
}

export const copyRelations = ['same text', 'cut', 'extended', 'mixed'] as const
/**
 * What became of an earlier text in a later one: nothing much (`same text`), the later holds less of it (`cut`), or more (`extended`), or
 * each holds what the other does not (`mixed`).
 */
export type CopyRelation = (typeof copyRelations)[number]

/** What two articles share that tells one event from another, as printed in the first. */
export interface StoryEvidence {
  readonly names: readonly string[]
  readonly numbers: readonly string[]
}

export interface StoryMember {
  readonly articleId: ArticleId
  readonly role: 'anchor' | 'related' | 'copy'
  /** The article whose text this one carries. */
  readonly copyOf: ArticleId | undefined
  /** Share of this article's word sequences that stand in `copyOf` too. */
  readonly sharedShare: number | undefined
  /** What became of the text of `copyOf`. */
  readonly relation: CopyRelation | undefined
  /** The longer stretches of this article's text that stand in `copyOf` too, in order. */
  readonly sharedSpans: readonly Span[]
  /** The news agency whose marks the article carries. */
  readonly agency: string | undefined
  /** To the anchor, 0 to 1; `undefined` for the anchor itself and where languages share no evidence. */
  readonly similarity: number | undefined
  /** What it shares with the anchor; nothing for the anchor itself. */
  readonly evidence: StoryEvidence
  /** Belongs to the story by the user's word. */
  readonly pinned: boolean
  /** Named by the user and unlike the anchor: kept, marked "may be other news", and part of no comparison. */
  readonly doubtful: boolean
  /** When its page came in; `undefined` for files. */
  readonly fetchedAt?: string | undefined
}

export type CoverageStatus = 'covered' | 'silent' | 'unseen'

export interface OutletCoverage {
  readonly outlet: Outlet
  /** `silent`: its sources were read and hold nothing on the story. `unseen`: they could not be read. */
  readonly status: CoverageStatus
  readonly reason: string | undefined
  /** The feeds and news sitemaps that were asked; empty where coverage was only named. */
  readonly sources: readonly SourceRead[]
}

/** A feed or news sitemap that was asked for coverage. */
export interface SourceRead {
  readonly url: string
  /** How many articles it announces. */
  readonly items: number
  /** Why it could not be read. */
  readonly failure: string | undefined
  /** Where its server says it has moved for good: the configured address is still the one that is asked. */
  readonly movedTo?: string | undefined
}

/** A search service that was asked for coverage, in one language. */
export interface SearchRead {
  /** As `config/sources.yaml` names it. */
  readonly service: string
  /** BCP 47 primary subtag. */
  readonly language: string
  /** The question, as an address; `undefined` where none could be made. */
  readonly url: string | undefined
  /** How many articles it named, and how many of them were worth reading. */
  readonly items: number
  readonly kept: number
  /** Why nothing came of it. */
  readonly failure: string | undefined
}

/** How many addresses came through each step on the way to a story: found, fetched, read as an article. */
export interface Harvest {
  readonly found: number
  readonly fetched: number
  readonly extracted: number
}

/** Work that failed although it was tried again. */
export interface Failure {
  readonly stage: string
  readonly code: string
  readonly message: string
}

/**
 * Articles on the story from outlets whose own feeds or sitemaps could be read: how many these announced, how many a search service named, and
 * how many both did. What two lists share tells how much both miss.
 */
export interface Reach {
  readonly own: number
  readonly searched: number
  readonly both: number
}

/** The articles that tell the anchor's event, who was asked for them, and what was left out. */
export interface Story {
  readonly anchor: ArticleId
  readonly members: readonly StoryMember[]
  readonly outlets: readonly OutletCoverage[]
  readonly searches: readonly SearchRead[]
  readonly excluded: readonly Exclusion[]
  readonly harvest: Harvest
  readonly failures: readonly Failure[]
  /** Only where outlets and search services were both asked. */
  readonly reach?: Reach | undefined
  /** Who would belong to it under a stricter and a looser cut-off; only where they were asked for. */
  readonly otherCutOffs?: readonly { readonly words: string; readonly members: readonly StoryMember[] }[] | undefined
}

export interface Comparison {
  readonly rates: readonly Rate[]
  readonly sentiments: readonly SentimentSummary[]
  readonly contrasts: readonly Contrast[]
  readonly sweep?: Sweep | undefined
  /** What people had said of hits of these articles when they were compared, by item. */
  readonly checked?: CheckedHits | undefined
}

/** Hits that people judged, by the item that names them, and whether the term means the frame there. */
export type CheckedHits = Readonly<Record<string, boolean>>
