import type { Contrast, Rate, SentimentSummary, Sweep } from '../../../model.ts'
import type { TermShift } from '../../compare/term-shift.ts'
import { estimateJson, numberOrNull, orInfinity, rounded } from './numbers.ts'
import type { ReportJson } from './report-schema.ts'

/** What was counted and compared, in the reports of a story and of a series. */
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

type TestedJson = Pick<ReportJson['contrasts'][number], 'ratio' | 'p' | 'pAdjusted' | 'verdict' | 'check'>

/** What a contrast comes to, whoever stands on its sides. */
export function testedJson({
  ratio,
  p,
  pAdjusted,
  verdict,
  check,
}: Pick<Contrast, 'ratio' | 'p' | 'pAdjusted' | 'verdict' | 'check'>): TestedJson {
  return {
    ratio: estimateJson(ratio),
    p: numberOrNull(p),
    pAdjusted: numberOrNull(pAdjusted),
    verdict,
    check: check
      ? {
          hits: check.hits,
          checked: check.checked,
          right: estimateJson(check.right),
          coveredShare: numberOrNull(check.coveredShare),
          sidesDiffer: check.sidesDiffer,
        }
      : null,
  }
}

export function termShiftJson({ a, b, terms }: TermShift): Pick<ReportJson['shifts'][number], 'a' | 'b' | 'terms'> {
  return { a: rounded(a), b: rounded(b), terms: terms.map((term) => ({ ...term, a: rounded(term.a), b: rounded(term.b) })) }
}

export function sweepJson({ choices, idle, contrasts }: Sweep): ReportJson['sweep'] {
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
