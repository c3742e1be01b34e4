import type { OutletCoverage } from '../../../model.ts'
import type { GradedClaim } from '../../claims/claim.ts'
import type { DescribedContrast, ReportData, ReportHistory, ReportLexicon } from '../report-data.ts'
import { methodsParagraph } from '../texts/methods-paragraph.ts'
import { citationOf } from '../texts/methods-text.ts'
import { articlesInAll } from '../texts/reach-text.ts'
import { checkOf } from '../views/checked.ts'
import { modelsOf } from '../views/tones.ts'
import { articleJson } from './article-json.ts'
import { rateJson, sentimentJson, sweepJson, termShiftJson, testedJson } from './comparison-json.ts'
import { hitJson } from './hit-json.ts'
import { estimateJson, sortedByKey } from './numbers.ts'
import { whoIs } from './outlet-json.ts'
import type { ReportJson } from './report-schema.ts'

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
    excluded: data.excluded.map(({ url, outlet, stage, code, reason, entries }) => {
      const told = { url, outlet: outlet ?? null, stage, code, reason }
      return entries === undefined ? told : { ...told, entries }
    }),
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
    ...whoIs(outlet),
    status,
    reason: reason ?? null,
    sources: sources.map(({ url, items, failure, movedTo }) => ({ url, items, failure: failure ?? null, movedTo: movedTo ?? null })),
  }
}

function contrastJson(contrast: DescribedContrast): ReportJson['contrasts'][number] {
  const { frame, voice, a, b, robustness, sentence } = contrast
  const held = robustness ? { ...robustness, otherwise: [...robustness.otherwise] } : null
  return { frame, voice, a, b, ...testedJson(contrast), robustness: held, sentence }
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
