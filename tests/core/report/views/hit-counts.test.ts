import { expect, test } from 'vitest'
import { toId } from '../../../../src/core/ids.ts'
import { toReportHtml } from '../../../../src/core/report/html/report-html.ts'
import { toReportMarkdown } from '../../../../src/core/report/markdown/report-markdown.ts'
import { hitWords } from '../../../../src/core/report/texts/hit-words.ts'
import { deniedFinder } from '../../../../src/core/report/views/denied.ts'
import { ownWordsOf } from '../../../../src/core/report/views/own-words.ts'
import { sampleReport } from '../../../fixtures/report/sample.ts'

test.each([
  [{ hits: 4, inHeadlines: 0, denied: 0 }, ''],
  [{ hits: 4, inHeadlines: 1, denied: 0 }, ', 1 of them in headlines'],
  [{ hits: 4, inHeadlines: 4, denied: 2 }, ', all in headlines, 2 of them denied'],
  [{ hits: 1, inHeadlines: 1, denied: 1 }, ', in a headline, denied'],
])('%o is told as “%s”', (count, words) => {
  expect(hitWords(count)).toBe(words)
})

test('hits of the own voice that are denied are counted by outlet, frame and zone; those of others and those that are asserted are not', () => {
  const data = sampleReport()
  const own = data.hits.find(({ voice, zone }) => voice.kind === 'outlet' && zone !== 'headline')
  const others = data.hits.find(({ voice }) => voice.kind === 'quoted')
  if (!own || !others) throw new Error('the sample has no such hits')
  const outlet = (id: string) => data.articles.find(({ article }) => article.id === id)!.article.outlet
  const count = deniedFinder({ articles: data.articles, hits: [own, others, { ...own, mode: 'negated' }, { ...others, mode: 'negated' }] })
  expect(count(outlet(own.articleId), own.frame, 'body')).toBe(1)
  expect(count(outlet(own.articleId), own.frame, 'headline')).toBe(0)
  if (outlet(others.articleId) !== outlet(own.articleId)) expect(count(outlet(others.articleId), others.frame, 'body')).toBe(0)
})

test('of a text that an outlet prints twice, what is denied counts once, as in the rates', () => {
  const data = sampleReport()
  const own = data.hits.find(({ voice, zone }) => voice.kind === 'outlet' && zone !== 'headline')
  const entry = data.articles.find(({ article }) => article.id === own?.articleId)
  if (!own || !entry) throw new Error('the sample has no such hit')
  const denied = { ...own, mode: 'negated' as const }
  const again = {
    ...entry,
    article: { ...entry.article, id: toId<'Article'>('zz-again') },
    member: { ...entry.member, copyOf: entry.article.id },
  }
  const hits = [denied, { ...denied, articleId: again.article.id }]
  const count = deniedFinder({ articles: [again, entry], hits })
  expect(count(entry.article.outlet, own.frame, 'body')).toBe(1)
})

test('the tables say what of an own count is in headlines and what is denied, and what an outlet only lets others say', () => {
  const sample = sampleReport()
  const data = { ...sample, hits: sample.hits.map((hit) => ({ ...hit, mode: 'negated' as const })) }
  const counts = ownWordsOf(data).flatMap(({ itself }) => itself)
  const told = counts.find(({ hits, inHeadlines, denied }) => inHeadlines > 0 && denied === hits)
  if (!told) throw new Error('the sample has no own hit in a headline')
  const [page, text] = [toReportHtml(data), toReportMarkdown(data)]
  expect(page).toContain(`<small>${told.hits}${hitWords(told)}</small>`)
  expect(page).toContain(`<small>own: ${told.hits}${hitWords(told)}</small>`)
  expect(text).toContain(`${told.hits}${hitWords(told)}`)
  for (const form of [page, text]) expect(form).toContain('Only lets others say')
})
