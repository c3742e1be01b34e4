import type { Exclusion, Hit, OutletCoverage, OutletId, Span } from '../../model.ts'
import { countSentences, isAligned, isCheckableAcrossLanguages, likeness, type Likeness } from './align.ts'
import type { ClaimMatch, GradedClaim } from './claim.ts'
import { evidenceOf, type Evidence } from './evidence.ts'
import { findClaims, type NamedClaim } from './find-claims.ts'
import { longestHit, spansIn } from './spans-in.ts'
import type { PressWords } from './press-words.ts'
import { chargeOf, readSource, standOf, type ClaimKnowledge, type ReadArticle, type SourceText } from './source-text.ts'
import { differences, type Strength } from './strength.ts'
import { findWording } from './wording.ts'
import { numberWords } from '../story/traits/numbers.ts'
import { tellingWords } from '../story/traits/telling-words.ts'

export interface ClaimTrace {
  readonly anchor: ReadArticle
  /** The other articles of the story. */
  readonly articles: readonly ReadArticle[]
  readonly outlets: readonly OutletCoverage[]
  readonly excluded: readonly Exclusion[]
}

export interface TraceKnowledge extends ClaimKnowledge {
  readonly press: ReadonlyMap<string, PressWords>
}

/**
 * The claim chain of the anchor: every "outlet B said X", held against what outlet B printed. Sentences are aligned by terms of the
 * lexicon, numbers and names, which read the same in every language, and within a language by words. Empty for an anchor whose language
 * has no rules for voices or no words for the press.
 */
export function traceClaims({ anchor, articles, outlets, excluded }: ClaimTrace, knowledge: TraceKnowledge): readonly GradedClaim[] {
  const code = anchor.article.language
  const language = code === undefined ? undefined : knowledge.languages.get(code)
  const press = code === undefined ? undefined : knowledge.press.get(code)
  if (!language || !press) return []
  const claims = findClaims(anchor.article, { outlets: outlets.map(({ outlet }) => outlet), language, press })
  const read = readSource(anchor, knowledge)
  const named = new Set(claims.flatMap((claim) => claim.outlets))
  const sources = articles.filter(({ article }) => named.has(article.outlet)).map((each) => readSource(each, knowledge))
  return claims.map((claim) => gradeClaim(claim, { anchor: read, sources, outlets, excluded }))
}

interface Grading {
  readonly anchor: SourceText
  readonly sources: readonly SourceText[]
  readonly outlets: readonly OutletCoverage[]
  readonly excluded: readonly Exclusion[]
}

function gradeClaim(claim: NamedClaim, grading: Grading): GradedClaim {
  const { anchor } = grading
  const sources = grading.sources.filter(({ outlet }) => claim.outlets.includes(outlet))
  if (sources.length === 0) return { ...claim, grade: 'not-fetched', match: undefined, reason: absence(claim, grading) }
  const { text, language } = anchor.article
  const evidence = evidenceOf({ text, span: claim, language, hits: anchor.hits, names: anchor.names })
  const best = sources.flatMap((source) => nearest(claim, evidence, { anchor, source })).toSorted(byNearness)[0]
  if (!best) return { ...claim, grade: 'not-found', match: undefined, reason: vainSearch(evidence, sources, grading) }
  return { ...claim, ...judge(claim, evidence, { anchor, best, outlet: nameOf(grading, best.source.outlet) }) }
}

interface Candidate {
  readonly source: SourceText
  readonly span: Span
  readonly likeness: Likeness
  readonly wording: Span | undefined
  readonly isOwnVoice: boolean | undefined
  /** The voice there is the one that the claim names. */
  readonly isInVoice: boolean
}

/** The aligned sentences of one article. */
function nearest(
  claim: NamedClaim,
  evidence: Evidence,
  { anchor, source }: { anchor: SourceText; source: SourceText },
): readonly Candidate[] {
  const { language } = anchor.article
  const isSameLanguage = language !== undefined && source.article.language === language
  const wording = findWording(claim, language, source)
  const counts = countSentences(source.sentences.map((sentence) => sentence.evidence))
  return source.sentences.flatMap(({ span, evidence: printed }) => {
    const found = likeness(evidence, printed, { isSameLanguage, counts })
    const own = wording !== undefined && wording.start < span.end && span.start < wording.end ? wording : undefined
    if (!isAligned(found, { isSameLanguage, holdsQuotation: own !== undefined })) return []
    const { isOwnVoice } = standOf(source, span, countsFor(found))
    const isInVoice = isOwnVoice === undefined || isOwnVoice === isGivenToPress(claim, anchor, countsFor(found))
    return [{ source, span, likeness: found, wording: own, isOwnVoice, isInVoice }]
  })
}

/** The words themselves first, then what shares more; of equals, the one in the voice that the claim names. */
function byNearness(a: Candidate, b: Candidate): number {
  return (
    Number(b.wording !== undefined) - Number(a.wording !== undefined) ||
    b.likeness.coverage + (b.isInVoice ? voiceBonus : 0) - (a.likeness.coverage + (a.isInVoice ? voiceBonus : 0)) ||
    a.span.start - b.span.start
  )
}

/** A claim is held against the sentence that bears it out best. */
const voiceBonus = 0.15

interface Judging {
  readonly anchor: SourceText
  readonly best: Candidate
  readonly outlet: string
}

function judge(claim: NamedClaim, evidence: Evidence, { anchor, best, outlet }: Judging): Pick<GradedClaim, 'grade' | 'match' | 'reason'> {
  const { source, span, likeness: found, wording } = best
  const concepts = new Set(found.concepts)
  const printed = source.sentences.find((sentence) => sentence.span === span)?.evidence
  const isSameTerm = concepts.size > 0
  const strength = (text: SourceText, at: Span, own: Evidence, other: Evidence | undefined, isOwnVoice: boolean | undefined): Strength => ({
    mode: standOf(text, at, countsFor(found)).mode,
    isOwnVoice,
    charge: isSameTerm ? undefined : chargeOf(text, at),
    numbers: [...own.numbers].filter((number) => other?.numbers.has(number) !== true),
  })
  const said = strength(anchor, claim, evidence, printed, isGivenToPress(claim, anchor, countsFor(found)))
  const there = strength(source, span, printed ?? evidence, evidence, best.isOwnVoice)
  const apart = differences(said, there, outlet)
  const [first] = apart
  const translated = source.article.language !== anchor.article.language
  const match: ClaimMatch = {
    articleId: source.article.id,
    span,
    sentence: source.article.text.slice(span.start, span.end),
    isOwnVoice: best.isOwnVoice === true,
    shared: sharedWords(found, evidence, anchor.article.language),
    translated,
  }
  if (first) return { grade: first.grade, match, reason: apart.map(({ reason }) => reason).join('; ') }
  if (wording) return { grade: 'verbatim', match, reason: `${outlet} prints these words` }
  if (isWholeQuotation(claim, anchor, concepts)) {
    return { grade: 'verbatim', match, reason: `${outlet} prints the same term${translated ? ' in its own language' : ''}` }
  }
  return { grade: 'paraphrase', match, reason: `${outlet} ${paraphrase(found)}` }
}

/** Whether the anchor lets the press itself say it, and not somebody whom the press quotes: at the hits that count, else in the whole claim. */
function isGivenToPress({ start, end, source, through }: NamedClaim, { hits }: SourceText, counts: (hit: Hit) => boolean): boolean {
  const hit = spansIn(hits, { start, end }, longestHit).find(counts)
  if (hit?.voice.kind !== 'quoted' && hit?.voice.kind !== 'reported') return through.length === 0
  return hit.voice.chain.at(-1)?.speaker === source
}

/** Hits by which a sentence was found: of the shared terms, or of the shared frame where no term is. */
function countsFor({ concepts, frames }: Likeness): (hit: Hit) => boolean {
  return concepts.length > 0 ? ({ concept }) => concepts.includes(concept) : ({ frame }) => frames.includes(frame)
}

/** How much is known to be the same: a frame or a number says less than a term. */
function paraphrase({ concepts, frames, numbers, stems }: Likeness): string {
  if (concepts.length > 0) return 'says it in other words'
  if (frames.length > 0) return 'uses other words of the same frame'
  return numbers.length > 0 && stems.length === 0 ? 'tells it with the same numbers' : 'tells it in other words'
}

/** Whether what stands in quotation marks is the shared term and nothing else. */
function isWholeQuotation({ start, end, quotations }: NamedClaim, { hits }: SourceText, concepts: ReadonlySet<string>): boolean {
  const terms = hits.filter((hit) => hit.start >= start && hit.end <= end && concepts.has(hit.concept))
  return quotations.length > 0 && quotations.every((quotation) => terms.some(({ text }) => text.length >= quotation.length * 0.8))
}

/** As a reader recognises it: no weekdays and months, numbers in words. */
function sharedWords(
  { concepts, frames, numbers, names, stems }: Likeness,
  evidence: Evidence,
  language: string | undefined,
): readonly string[] {
  const terms =
    concepts.length > 0
      ? concepts.map((concept) => concept.replaceAll('-', ' '))
      : frames.map((frame) => `the frame “${frame.replaceAll('-', ' ')}”`)
  const printed = (from: ReadonlyMap<string, string>, keys: readonly string[]) => keys.map((key) => from.get(key) ?? key)
  const found = tellingWords([...printed(evidence.names, names), ...printed(evidence.stems, stems)], language)
  return [...new Set([...terms, ...numbers.flatMap((number) => numberWords(number) ?? []), ...found])].slice(0, 8)
}

function nameOf({ outlets }: Grading, id: OutletId): string {
  return outlets.find(({ outlet }) => outlet.id === id)?.outlet.name ?? id
}

/** Why nothing of the named outlet could be read. */
function absence(claim: NamedClaim, grading: Grading): string {
  const { outlets, excluded } = grading
  if (claim.outlets.length === 0) return `No outlet of this run goes by “${claim.source}”`
  const reasons = claim.outlets.map((id) => {
    const coverage = outlets.find(({ outlet }) => outlet.id === id)
    const leftOut = excluded.find(({ outlet }) => outlet === id)?.reason
    return `${nameOf(grading, id)}: ${coverage?.reason ?? leftOut ?? 'none of its articles on the story was read'}`
  })
  return reasons.slice(0, 3).join('; ')
}

function vainSearch(evidence: Evidence, sources: readonly SourceText[], grading: Grading): string {
  const names = [...new Set(sources.map(({ outlet }) => nameOf(grading, outlet)))]
  const languages = new Set(sources.map(({ article }) => article.language))
  const isForeign = !languages.has(grading.anchor.article.language)
  const read = `${names.slice(0, 3).join(', ')}: ${sources.length} ${sources.length === 1 ? 'article' : 'articles'} read`
  if (isForeign && !isCheckableAcrossLanguages(evidence))
    return `${read}, in another language; the claim holds no term and no number by which to find it there`
  return `${read}, and no sentence shares enough with the claim`
}
