import type { Hit } from '../../../model.ts'
import type { ReportArticle, ReportData } from '../report-data.ts'

export interface Copy {
  readonly entry: ReportArticle
  /** Hits whose sentence the original does not print: words that came in while copying. */
  readonly added: readonly Hit[]
  /** Hits of the original whose sentence the copy does not print. */
  readonly dropped: readonly Hit[]
}

/** A text that several articles carry. `original` is the article the copies refer to; `undefined` when it is not part of the report. */
export interface SharedText {
  readonly original: ReportArticle | undefined
  readonly copies: readonly Copy[]
}

/** Texts that stand in the report more than once, in the order of their first copy. */
export function sharedTexts(data: ReportData): readonly SharedText[] {
  const copies = data.articles.filter(({ member }) => member.copyOf !== undefined)
  const originals = [...new Set(copies.map(({ member }) => member.copyOf))]
  return originals.map((id) => ({
    original: data.articles.find(({ article }) => article.id === id),
    copies: copies
      .filter(({ member }) => member.copyOf === id)
      .map((entry) => {
        const here = data.hits.filter(({ articleId }) => articleId === entry.article.id)
        const there = data.hits.filter(({ articleId }) => articleId === id)
        return { entry, added: without(here, there), dropped: without(there, here) }
      }),
  }))
}

function without(hits: readonly Hit[], others: readonly Hit[]): readonly Hit[] {
  const printed = new Set(others.map(({ frame, sentence }) => `${frame}\n${sentence}`))
  return hits.filter(({ frame, sentence }) => !printed.has(`${frame}\n${sentence}`))
}
