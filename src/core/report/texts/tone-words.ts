import type { SentimentSummary } from '../../../model.ts'
import type { ReportBody } from '../report-data.ts'
import type { ScoreCard } from '../../sentiment/score-card.ts'
import { modelsAgree, neutralBand, type ToneRow } from '../views/tones.ts'
import { counted, languageName, percent, signed } from '../wording.ts'

/** The words about sentiment that the HTML and Markdown reports share. */

/** How good a model was found to be on one labelled set, in words. */
export interface AccuracyRow {
  readonly model: string
  readonly language: string
  /** Macro F1 over three tones with its limits, or that nobody measured it. */
  readonly macroF1: string
  readonly measuredOn: string
}

/** How good the models of the report were found to be, in the languages of its articles; a language without a card says so. */
export function accuracyRows({ method, articles }: Pick<ReportBody, 'method' | 'articles'>): readonly AccuracyRow[] {
  const spoken = [...new Set(articles.flatMap(({ article }) => article.language ?? []))].toSorted()
  return method.models.flatMap(({ name: model, languages, cards }) => {
    const asked = spoken.filter((language) => languages.length === 0 || languages.includes(language))
    return asked.flatMap((code): readonly AccuracyRow[] => {
      const language = languageName(code)
      const best = bestCards(cards.filter((card) => card.language === code))
      if (best.length === 0) return [{ model, language, macroF1: 'not known', measuredOn: 'not measured yet' }]
      return best.map((card) => ({ model, language, ...cardWords(card) }))
    })
  })
}

export const accuracyHeads = ['Model', 'Language', 'Macro F1', 'Measured on'] as const

/** Rows that the model never saw; where there are none, those of the other folds. */
function bestCards(cards: readonly ScoreCard[]): readonly ScoreCard[] {
  const held = cards.filter(({ split }) => split === 'held-out')
  return held.length > 0 ? held : cards.filter(({ split }) => split === 'cross-validated')
}

function cardWords({ set, split, rows, macroF1, macroF1Low: low, macroF1High: high }: ScoreCard): Omit<AccuracyRow, 'model' | 'language'> {
  const interval = low === null || high === null ? '' : ` (${low.toFixed(2)} to ${high.toFixed(2)})`
  const splitWords = { 'held-out': 'held out', 'cross-validated': 'cross-validated', 'in-sample': 'in-sample' }[split]
  return { macroF1: `${macroF1.toFixed(2)}${interval}`, measuredOn: `${counted(rows, 'row')} of ${set}, ${splitWords}` }
}

/** When "models differ" is said of a hit, and "no" of a row. */
const partingRule = `They part on a hit when two or more answer and do not all call it the same: negative, neutral or positive. They part in a row when two or more have a mean and the means are not all of one tone: above ${signed(neutralBand)} positive, under ${signed(-neutralBand)} negative, else neutral.`

/** What the models are, and how often they part. */
export function toneLede(data: ReportBody, rows: readonly ToneRow[]): string {
  const judged = data.hits.filter((hit) => modelsAgree(hit) !== undefined)
  const apart = judged.filter((hit) => modelsAgree(hit) === false).length
  const rowsApart = rows.filter(({ agree }) => agree === false).length
  const models = data.method.models
    .map(({ name, description, languages }) => `${name}: ${description} (${languages.map(languageName).join(', ') || 'any language'}).`)
    .join(' ')
  return `Models read the sentence round each term, from −1 (negative) to +1 (positive); the words of the term itself are left out, so that it cannot confirm itself. They are instruments, not judges: they part on ${apart} of ${counted(judged.length, 'hit')} that two or more of them judge, and in ${rowsApart} of ${counted(rows.length, 'row')}. ${partingRule} ${models}`
}

export function meanWords(summary: SentimentSummary | undefined): string {
  if (!summary?.mean) return 'abstains'
  const { value, low, high } = summary.mean
  return summary.articles < 2 ? `${signed(value)} (one article)` : `${signed(value)} (${signed(low)} to ${signed(high)})`
}

/** "60% / 20% / 10% / 10%": negative, neutral, positive, abstained. */
export function shareWords(summary: SentimentSummary | undefined): string {
  if (!summary) return 'none'
  const { negative, neutral, positive, abstained } = summary.share
  return [negative, neutral, positive, abstained].map(percent).join(' / ')
}

export function agreeWords(agree: boolean | undefined): string {
  if (agree === undefined) return 'too few answers'
  return agree ? 'yes' : 'no'
}
