import type { StoryMember } from '../../../model.ts'
import { shortHash } from '../../short-hash.ts'
import { likenessWords } from '../texts/likeness-words.ts'
import { doubtfulText } from '../texts/methods-text.ts'
import { outletOf, runCounts, type ReportData } from '../report-data.ts'
import { reachText } from '../texts/reach-text.ts'
import { sharedTexts } from '../views/copies.ts'
import { doubtfulArticles } from '../views/doubtful.ts'
import { counted, dayOf, languageName, momentOf, percent, relationWords, statusWords, warningWords } from '../wording.ts'
import { bullets, escaped, linked, table } from './markdown-text.ts'

/** Outlets, search services, shared texts, every article, and what was left out. */
export function coveragePart(data: ReportData): readonly string[] {
  const counts = data.run.counts
  const name = (id: Parameters<typeof outletOf>[1]) => escaped(outletOf(data, id).name)
  const outlets = data.outlets.map(({ outlet, status, reason }) => [escaped(outlet.name), statusWords[status], escaped(reason ?? '')])
  const articles = data.articles.map(({ article, member, measured, voiceWarnings }) => [
    linked(article.title, article.url),
    name(article.outlet),
    article.publishedAt === undefined ? '' : dayOf(article.publishedAt),
    languageName(article.language),
    likenessOf(member),
    `${member.fetchedAt === undefined ? 'file' : momentOf(member.fetchedAt)}, ${shortHash(article.page)}`,
    `${member.role}${member.doubtful ? ', may be other news: not compared' : ''}${member.pinned ? ', pinned' : ''}${measured ? '' : ', not measured'}${voiceWarnings.map((warning) => `; ${warningWords[warning]}`).join('')}`,
  ])
  const shared = sharedTexts(data).flatMap(({ original, copies }) =>
    copies.map(({ entry, agency, added }) => {
      const words = added.length === 0 ? 'no framing word added' : `added: ${added.map(({ text }) => escaped(text)).join(', ')}`
      return `${name(entry.article.outlet)} prints text of ${original ? name(original.article.outlet) : 'an article that is not in this report'} (${percent(entry.member.sharedShare ?? 0)} shared${entry.member.relation === undefined ? '' : `, ${relationWords[entry.member.relation]}`})${agency === undefined ? '' : `, marked as text of ${agency}`}; ${words}`
    }),
  )
  const moved = data.outlets.flatMap(({ outlet, sources }) =>
    sources.flatMap(({ url, movedTo }) =>
      movedTo === undefined ? [] : [`${escaped(outlet.name)}: ${escaped(url)} is now ${escaped(movedTo)}; put that in the list of outlets`],
    ),
  )
  return [
    '## Who covered it, and who could not be seen',
    runCounts.map((key) => `${key} ${counts[key]}`).join(' → '),
    table(['Outlet', 'Coverage', 'Reason'], outlets),
    moved.length > 0 ? '### Sources that have moved for good' : '',
    bullets(moved),
    data.searches.length > 0 ? '### Search services asked' : '',
    bullets(
      data.searches.map(
        ({ service, language, items, kept, failure }) =>
          `${escaped(service)} (${languageName(language)}): ${counted(items, 'article')} named, ${kept} worth reading${failure === undefined ? '' : `; ${escaped(failure)}`}`,
      ),
    ),
    reachText(data) ?? '',
    shared.length > 0 ? '## The same text in several outlets' : '',
    bullets(shared),
    ...doubtfulPart(data),
    '## Every article',
    table(['Headline', 'Outlet', 'Day', 'Language', 'Like the anchor', 'Read, page (SHA-256)', 'Role'], articles),
    '## What was left out',
    data.excluded.length === 0
      ? 'Nothing was left out.'
      : table(
          ['Address', 'Step', 'Reason'],
          data.excluded.map(({ url, stage, reason }) => [escaped(url), stage, escaped(reason)]),
        ),
  ]
}

function likenessOf({ role, similarity, evidence }: StoryMember): string {
  if (role === 'anchor') return 'the anchor'
  const shared = escaped(likenessWords(evidence))
  return [similarity === undefined ? 'not comparable' : similarity.toFixed(2), ...(shared === '' ? [] : [shared])].join(': ')
}

function doubtfulPart(data: ReportData): readonly string[] {
  const found = doubtfulArticles(data)
  if (found.length === 0) return []
  const lines = found.map(
    ({ entry: { article }, hits }) =>
      `${escaped(outletOf(data, article.outlet).name)}: ${linked(article.title, article.url)} (${counted(hits, 'hit')}, id ${escaped(article.id)})`,
  )
  return ['## What may be other news', doubtfulText, bullets(lines)]
}
