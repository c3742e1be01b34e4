import type { ReportArticle, ReportData } from '../report-data.ts'
import { hitCounts } from './hit-counts.ts'

/** The report of the articles that surely tell the story: all that is counted and compared is counted in these. */
export function withoutDoubtful(data: ReportData): ReportData {
  const articles = data.articles.filter(({ member }) => !member.doubtful)
  if (articles.length === data.articles.length) return data
  const ids = new Set(articles.map(({ article }) => article.id))
  return { ...data, articles, hits: data.hits.filter(({ articleId }) => ids.has(articleId)) }
}

export interface DoubtfulArticle {
  readonly entry: ReportArticle
  readonly hits: number
}

/** What may be other news, and how many hits stand in it. */
export function doubtfulArticles({ articles, hits }: ReportData): readonly DoubtfulArticle[] {
  const countIn = hitCounts(hits)
  return articles.filter(({ member }) => member.doubtful).map((entry) => ({ entry, hits: countIn(entry.article.id) }))
}
