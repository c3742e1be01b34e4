import type { ReportArticle } from '../report-data.ts'
import { numberOrNull, rounded } from './numbers.ts'
import type { ReportJson } from './report-schema.ts'

/** An article as the reports of a story and of a series list it. */
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
