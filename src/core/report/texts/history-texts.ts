import type { ReportData } from '../report-data.ts'
import { counted, dayOf } from '../wording.ts'

/** What came first, the words and the plan or the articles: said where a plan was registered, and where words are younger than what they count. */
export function historyTexts({ run, articles }: ReportData): readonly (readonly [heading: string, text: string])[] {
  const { registration, lexiconFirstUsed, articlesBeforeLexicon } = run.history
  const texts: (readonly [string, string])[] = []
  if (registration) {
    const { hash, question, registeredAt, deviations, articlesBefore } = registration
    const before =
      articlesBefore === 0
        ? 'before any of these articles was in the store'
        : `after ${articlesBefore} of the ${counted(articles.length, 'article')} had been stored`
    const kept = deviations.length === 0 ? 'Nothing was done otherwise.' : `Done otherwise: ${deviations.join('; ')}.`
    texts.push([
      'Registered before looking',
      `“${question}” The settings were registered on ${momentOf(registeredAt)}, ${before} (SHA-256 of the plan ${hash}). ${kept}`,
    ])
  }
  if (articlesBeforeLexicon > 0) {
    texts.push([
      'Lexicon younger than its articles',
      `The lexicon was first used in this form on ${momentOf(lexiconFirstUsed)}, when ${articlesBeforeLexicon} of the ${counted(articles.length, 'article')} had been stored already: its words may have been chosen knowing them. What it finds here suggests; articles that came later can confirm it.`,
    ])
  }
  return texts
}

/** "12 March 2026, 18:20 UTC". */
function momentOf(time: string): string {
  return `${dayOf(time)}, ${time.slice(11, 16)} UTC`
}
