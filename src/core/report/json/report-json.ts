import type {
  Estimate,
  Hit,
  HitCheck,
  OutletCoverage,
  Rate,
  Sentiment,
  SentimentModel,
  SentimentSummary,
  Sweep,
  Voice,
} from '../../../model.ts'
import { methodsParagraph } from '../texts/methods-paragraph.ts'
import { articlesInAll } from '../texts/reach-text.ts'
import { citationOf } from '../texts/methods-text.ts'
import type { GradedClaim } from '../../claims/claim.ts'
import type { DescribedContrast, ReportArticle, ReportData, ReportHistory, ReportLexicon } from '../report-data.ts'
import type { TermShift } from '../../compare/term-shift.ts'
import type { ReportJson } from './report-schema.ts'
import { checkOf } from '../views/checked.ts'
import { modelsAgree, modelsOf } from '../views/tones.ts'

/** `report.json`: every number and every hit, two spaces deep, ending in a line break. Keys stand in the order of the schema. */
export function toReportJson(data: ReportData): string {
  return `${JSON.stringify(reportJsonOf(data), undefined, 2)}\n`
}

/** The value that `report.json` holds. */
export function reportJsonOf(data: ReportData): ReportJson {
  const { comparison, lexicon, method, run } = data
  const models = modelsOf(data)
  return {
    schema: 'frameshift/report@1',
    anchor: data.anchor,
    title: data.storyTitle,
    finding: data.finding,
    citation: { text: citationOf(data), methods: methodsParagraph(data) },
    outlets: data.outlets.map(outletJson),
    articles: data.articles.map(articleJson),
    searches: data.searches.map(({ service, language, url, items, kept, failure }) => ({
      service,
      language,
      url: url ?? null,
      items,
      kept,
      failure: failure ?? null,
    })),
    reach: data.reach ? { ...data.reach, articles: estimateJson(articlesInAll(data)) } : null,
    excluded: data.excluded.map(({ url, outlet, stage, code, reason }) => ({ url, outlet: outlet ?? null, stage, code, reason })),
    hits: data.hits.map((hit) => ({ ...hitJson(hit, models), checked: checkOf(data, hit) ?? null })),
    claims: data.claims.map(claimJson),
    rates: comparison.rates.map(rateJson),
    sentiments: comparison.sentiments.map(sentimentJson),
    contrasts: comparison.contrasts.map(contrastJson),
    sweep: comparison.sweep ? sweepJson(comparison.sweep) : null,
    shifts: data.shifts.map(({ frame, outlet, a, b, terms }) => ({ frame, outlet, ...termShiftJson({ a, b, terms }) })),
    translations: data.translations.map((translation) => ({ ...translation })),
    lexicon: lexiconJson(lexicon),
    method: {
      level: method.level,
      falseDiscoveryRate: method.falseDiscoveryRate,
      draws: method.draws,
      seed: method.seed,
      windowDays: method.windowDays,
      perOutlet: method.perOutlet,
      pairs: method.pairs,
      models: method.models.map(({ name, description, languages, cards }) => ({
        name,
        description,
        languages: [...languages],
        cards: cards.map((card) => ({ ...card })),
      })),
    },
    run: {
      id: run.id,
      createdAt: run.createdAt,
      note: run.note ?? null,
      command: run.command ?? null,
      versions: { frameshift: run.versions.frameshift, node: run.versions.node, icu: run.versions.icu },
      hashes: sortedByKey(run.hashes),
      settings: sortedByKey(run.settings),
      seed: method.seed,
      counts: { ...run.counts },
      history: historyJson(run.history),
      failures: run.failures.map(({ stage, code, message }) => ({ stage, code, message })),
    },
  }
}

export function termShiftJson({ a, b, terms }: TermShift): Pick<ReportJson['shifts'][number], 'a' | 'b' | 'terms'> {
  return { a: rounded(a), b: rounded(b), terms: terms.map((term) => ({ ...term, a: rounded(term.a), b: rounded(term.b) })) }
}

export function lexiconJson(lexicon: ReportLexicon): ReportJson['lexicon'] {
  return {
    id: lexicon.id,
    version: lexicon.version,
    hash: lexicon.hash,
    licence: lexicon.licence ?? null,
    frames: lexicon.frames.map(({ id, name, definition }) => ({ id, name, definition })),
    terms: lexicon.terms.map(({ id, frame, concept, language, patterns }) => ({ id, frame, concept, language, patterns: [...patterns] })),
  }
}

function historyJson({ lexiconFirstUsed, articlesBeforeLexicon, registration }: ReportHistory): ReportJson['run']['history'] {
  return {
    lexiconFirstUsed,
    articlesBeforeLexicon,
    registration: registration ? { ...registration, deviations: [...registration.deviations] } : null,
  }
}

function outletJson({ outlet, status, reason, sources }: OutletCoverage): ReportJson['outlets'][number] {
  return {
    id: outlet.id,
    name: outlet.name,
    language: outlet.language ?? null,
    country: outlet.country ?? null,
    groups: sortedByKey(outlet.groups),
    homepage: outlet.homepage ?? null,
    status,
    reason: reason ?? null,
    sources: sources.map(({ url, items, failure, movedTo }) => ({ url, items, failure: failure ?? null, movedTo: movedTo ?? null })),
  }
}

export function articleJson({ article, member, measured, words, voiceWarnings }: ReportArticle): ReportJson['articles'][number] {
  return {
    id: article.id,
    url: article.url,
    outlet: article.outlet,
    title: article.title,
    byline: [...article.byline],
    publishedAt: article.publishedAt ?? null,
    language: article.language ?? null,
    role: member.role,
    copyOf: member.copyOf ?? null,
    sharedShare: numberOrNull(member.sharedShare),
    relation: member.relation ?? null,
    sharedSpans: member.sharedSpans.map(({ start, end }) => ({ start, end })),
    agency: member.agency ?? null,
    similarity: numberOrNull(member.similarity),
    evidence: { names: [...member.evidence.names], numbers: [...member.evidence.numbers] },
    pinned: member.pinned,
    doubtful: member.doubtful,
    measured,
    words: words ?? null,
    voiceWarnings: [...voiceWarnings],
    extraction: { confidence: rounded(article.confidence), flags: [...article.flags] },
    fetchedAt: member.fetchedAt ?? null,
    page: article.page,
  }
}

/** As reports and the `score` filter print it. */
export function hitJson(hit: Hit, models: readonly SentimentModel[]): Omit<ReportJson['hits'][number], 'checked'> {
  const { articleId, frame, term, concept, text, start, end, sentence, zone, mode, scareQuoted } = hit
  return {
    articleId,
    frame,
    term,
    concept,
    text,
    start,
    end,
    sentence,
    zone,
    voice: voiceJson(hit.voice, hit.voiceConfidence),
    mode,
    scareQuoted,
    sentiment: Object.fromEntries(models.map((model) => [model, sentimentOrNull(hit.sentiment[model])])),
    modelsAgree: modelsAgree(hit) ?? null,
  }
}

/** As reports and the `voices` filter print it: absent is `null`. */
export function voiceJson(voice: Voice, confidence: number): ReportJson['hits'][number]['voice'] {
  const chain = voice.kind === 'outlet' || voice.kind === 'unclear' ? [] : voice.chain
  return {
    kind: voice.kind,
    chain: chain.map(({ speaker, cue, speakerClass, stance }) => ({
      speaker: speaker ?? null,
      cue: cue ?? null,
      class: speakerClass ?? null,
      stance,
    })),
    confidence: rounded(confidence),
  }
}

function sentimentOrNull(heard: Sentiment | undefined): ReportJson['hits'][number]['sentiment'][SentimentModel] {
  return heard ? { label: heard.label, score: rounded(heard.score), towards: heard.towards ?? null } : null
}

function claimJson(claim: GradedClaim): ReportJson['claims'][number] {
  const { source, outlets, grade, reason, cue, words, quotations, through, sentence, start, end, match } = claim
  return {
    source,
    outlets: [...outlets],
    grade,
    reason,
    cue: cue ?? null,
    words,
    quotations: [...quotations],
    through: through.map((link) => ({ speaker: link.speaker ?? null, cue: link.cue ?? null })),
    sentence,
    start,
    end,
    match: match
      ? {
          articleId: match.articleId,
          start: match.span.start,
          end: match.span.end,
          sentence: match.sentence,
          isOwnVoice: match.isOwnVoice,
          translated: match.translated,
          shared: [...match.shared],
        }
      : null,
  }
}

export function rateJson({
  outlet,
  frame,
  zone,
  voice,
  hits,
  tokens,
  articles,
  articlesWithHit,
  perThousand,
  share,
}: Rate): ReportJson['rates'][number] {
  const estimates = { perThousand: estimateJson(perThousand), share: estimateJson(share) }
  return { outlet, frame, zone, voice, hits, tokens, articles, articlesWithHit, ...estimates }
}

export function sentimentJson({
  outlet,
  frame,
  voice,
  model,
  n,
  articles,
  share,
  mean,
}: SentimentSummary): ReportJson['sentiments'][number] {
  const shares = {
    negative: rounded(share.negative),
    neutral: rounded(share.neutral),
    positive: rounded(share.positive),
    abstained: rounded(share.abstained),
  }
  return { outlet, frame, voice, model, n, articles, share: shares, mean: estimateJson(mean) }
}

function contrastJson(contrast: DescribedContrast): ReportJson['contrasts'][number] {
  const { frame, voice, a, b, ratio, p, pAdjusted, verdict, check, robustness, sentence } = contrast
  const held = robustness ? { ...robustness, otherwise: [...robustness.otherwise] } : null
  const tested = { ratio: estimateJson(ratio), p: numberOrNull(p), pAdjusted: numberOrNull(pAdjusted) }
  return { frame, voice, a, b, ...tested, verdict, check: checkJson(check), robustness: held, sentence }
}

export function checkJson(check: HitCheck | undefined): ReportJson['contrasts'][number]['check'] {
  return check ? { ...check, right: estimateJson(check.right) } : null
}

function sweepJson({ choices, idle, contrasts }: Sweep): ReportJson['sweep'] {
  return {
    choices: choices.map(({ words, lexicon, copies, grouping, measured }) => ({ words, lexicon, copies, grouping, measured })),
    idle: [...idle],
    contrasts: contrasts.map(({ frame, voice, a, b, verdicts, ratios }) => ({
      frame,
      voice,
      a,
      b,
      verdicts: verdicts.map((verdict) => verdict ?? null),
      ratios: ratios.map((ratio) => (ratio === undefined ? null : orInfinity(ratio))),
    })),
  }
}

export function estimateJson(estimate: Estimate | undefined): ReportJson['rates'][number]['perThousand'] {
  if (!estimate) return null
  const { value, low, high, level, n, method } = estimate
  return { value: orInfinity(value), low: rounded(low), high: orInfinity(high), level, n, method }
}

function orInfinity(value: number): number | 'Infinity' {
  return value === Infinity ? 'Infinity' : rounded(value)
}

export function numberOrNull(value: number | undefined): number | null {
  return value === undefined ? null : rounded(value)
}

/** Twelve significant digits: the last ones differ between processors and say nothing. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}

export function sortedByKey<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
