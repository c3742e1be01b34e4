import type { SentimentSummary } from '../../../model.ts'
import type { ReportBody } from '../report-data.ts'
import type { ScoreCard } from '../../sentiment/score-card.ts'
import { modelsAgree, type ToneRow } from '../views/tones.ts'
import { counted, languageName, listed, percent, signed } from '../wording.ts'

/** The words about sentiment that the HTML and Markdown reports share. */

/** How good the models of the report were found to be, in the languages of its articles; a language without a card says so. */
export function accuracyText({ method, articles }: Pick<ReportBody, 'method' | 'articles'>): string {
  const spoken = [...new Set(articles.flatMap(({ article }) => article.language ?? []))].toSorted()
  const known = method.models.flatMap(({ name, languages, cards }) => {
    const asked = spoken.filter((language) => languages.length === 0 || languages.includes(language))
    if (asked.length === 0) return []
    const told = asked.flatMap((language) => bestCards(cards.filter((card) => card.language === language))).map(cardWords)
    const without = asked.filter((language) => !cards.some((card) => card.language === language))
    const blind = without.length === 0 ? [] : [`not known in ${listed(without.map(languageName))}`]
    return [`${name}: ${[...told, ...blind].join('; ')}.`]
  })
  return `Of three tones, on labelled news (docs/score-cards.md). ${known.join(' ')}`
}

/** Rows that the model never saw; where there are none, those of the other folds. */
function bestCards(cards: readonly ScoreCard[]): readonly ScoreCard[] {
  const held = cards.filter(({ split }) => split === 'held-out')
  return held.length > 0 ? held : cards.filter(({ split }) => split === 'cross-validated')
}

function cardWords({ language, set, split, rows, macroF1, macroF1Low: low, macroF1High: high }: ScoreCard): string {
  const interval = low === null || high === null ? '' : ` (${low.toFixed(2)} to ${high.toFixed(2)})`
  const splitWords = { 'held-out': 'held out', 'cross-validated': 'cross-validated', 'in-sample': 'in-sample' }[split]
  return `macro F1 ${macroF1.toFixed(2)}${interval} on ${counted(rows, 'row')} of ${set}, ${languageName(language)}, ${splitWords}`
}

/** What the models are, and how often they part. */
export function toneLede(data: ReportBody, rows: readonly ToneRow[]): string {
  const judged = data.hits.filter((hit) => modelsAgree(hit) !== undefined)
  const apart = judged.filter((hit) => modelsAgree(hit) === false).length
  const rowsApart = rows.filter(({ agree }) => agree === false).length
  const models = data.method.models
    .map(({ name, description, languages }) => `${name}: ${description} (${languages.map(languageName).join(', ') || 'any language'}).`)
    .join(' ')
  return `Models read the sentence round each term, from −1 (negative) to +1 (positive); the words of the term itself are left out, so that it cannot confirm itself. They are instruments, not judges: they part on ${apart} of ${counted(judged.length, 'hit')} that two or more of them judge, and in ${rowsApart} of ${counted(rows.length, 'row')}. ${models}`
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
