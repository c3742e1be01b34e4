import { afterAll, beforeAll, expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import { storeArticles, storedArticle } from './stored-articles.ts'
import { ask, openTestSite, type TestSite } from './test-site.ts'

let site: TestSite
const sentence = 'Министр назвал это ударом в спину.'
const article = storedArticle('a-1', { language: 'ru', title: 'Договор', body: `${sentence} Договор подписан.` })
const start = article.text.indexOf('ударом в спину')

const report = {
  title: 'The pact',
  outlets: [{ id: 'gazette', name: 'Gazette' }],
  lexicon: { frames: [{ id: 'betrayal', name: 'Betrayal' }] },
  articles: [{ ...article, publishedAt: null, measured: true }],
  hits: [
    {
      articleId: 'a-1',
      frame: 'betrayal',
      text: 'ударом в спину',
      sentence,
      start,
      end: start + 14,
      zone: 'body',
      voice: { kind: 'outlet', chain: [] },
      mode: 'asserted',
      scareQuoted: false,
    },
  ],
}

beforeAll(async () => {
  site = await openTestSite()
  await storeArticles(site.app, [article])
})

afterAll(() => site[Symbol.asyncDispose]())

async function pageOf(run: string, made: object): Promise<string> {
  await site.app.store.files.put(toId<'Run'>(run), 'report.json', JSON.stringify(made))
  const { status, body } = await ask(site, { path: `/reports/${run}/articles/a-1` })
  expect(status).toBe(200)
  return body
}

test('a translated sentence stands beside its original, in its own language, with who translated it', async () => {
  const translations = [
    { sentence: ` ${sentence} `, translation: 'The minister called it a <stab> in the back.', language: 'en', by: 'A. Reader' },
  ]
  const body = await pageOf('run-translated', { ...report, translations })
  expect(body).toMatch(/<blockquote dir="auto"\s+lang="ru">Министр назвал это ударом в спину\.<\/blockquote>/)
  expect(body).toMatch(/<blockquote dir="auto"\s+lang="en">The minister called it a &lt;stab&gt; in the back\.<\/blockquote>/)
  expect(body).toMatch(/translation by <bdi>A\. Reader<\/bdi>/)
})

test('a report without translations, or of a version that had none, shows the text alone', async () => {
  for (const [run, made] of Object.entries({ 'run-none': { ...report, translations: [] }, 'run-old': report }))
    expect(await pageOf(run, made)).not.toContain('translation by')
})
