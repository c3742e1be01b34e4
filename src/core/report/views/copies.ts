import type { Hit } from '../../../model.ts'
import type { ReportArticle, ReportData } from '../report-data.ts'

export interface Copy {
  readonly entry: ReportArticle
  /** Whose text it is, by the marks of the copy, else of the original. */
  readonly agency: string | undefined
  /** The longest stretch that both print, cut where it is long. */
  readonly longest: string | undefined
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
  const byOriginal = Map.groupBy(
    data.articles.filter(({ member }) => member.copyOf !== undefined),
    ({ member }) => member.copyOf,
  )
  const entries = new Map(data.articles.map((entry) => [entry.article.id, entry]))
  const hits = Map.groupBy(data.hits, ({ articleId }) => articleId)
  return [...byOriginal].map(([id, copies]) => {
    const original = id && entries.get(id)
    const there = (id && hits.get(id)) ?? []
    return {
      original,
      copies: copies.map((entry) => {
        const here = hits.get(entry.article.id) ?? []
        const agency = entry.member.agency ?? original?.member.agency
        return { entry, agency, longest: longestShared(entry), added: without(here, there), dropped: without(there, here) }
      }),
    }
  })
}

function without(hits: readonly Hit[], others: readonly Hit[]): readonly Hit[] {
  const printed = new Set(others.map(({ frame, sentence }) => `${frame}\n${sentence}`))
  return hits.filter(({ frame, sentence }) => !printed.has(`${frame}\n${sentence}`))
}

const longestShown = 160

function longestShared({ article, member }: ReportArticle): string | undefined {
  const [longest] = member.sharedSpans.toSorted((a, b) => b.end - b.start - (a.end - a.start))
  if (!longest) return undefined
  const text = article.text.slice(longest.start, longest.end).replaceAll(/\s+/gu, ' ')
  return text.length <= longestShown
    ? text
    : `${text
        .slice(0, longestShown)
        .toWellFormed()
        .replace(/\uFFFD$/u, '')} …`
}
