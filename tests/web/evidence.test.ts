import { createHash } from 'node:crypto'
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

test('the page as it was read is offered where the store has it, and only there', async () => {
  expect(await pageOf('run-lost', report)).toContain('the store no longer has the page')
  const bytes = Buffer.from('<p>Договор</p>')
  const hash = toId<'Sha256'>(createHash('sha256').update(bytes).digest('hex'))
  const kept = storedArticle('a-kept', { language: 'ru', title: 'Договор', body: 'Договор подписан.' })
  const page = { hash, url: kept.url, finalUrl: kept.url, contentType: 'text/html', etag: undefined, lastModified: undefined }
  await site.app.store.pages.put({ ...page, fetchedAt: '2026-03-01T10:00:00.000Z' }, bytes)
  await site.app.store.articles.put({ ...kept, page: hash })
  const made = { ...report, articles: [{ ...kept, publishedAt: null, measured: true }], hits: [] }
  await site.app.store.files.put(toId<'Run'>('run-kept'), 'report.json', JSON.stringify(made))
  const { body } = await ask(site, { path: '/reports/run-kept/articles/a-kept' })
  expect(body).toContain('href="/reports/run-kept/articles/a-kept/page"')
  expect((await ask(site, { path: '/reports/run-kept/articles/a-kept/page' })).body).toBe('<p>Договор</p>')
})

const twoHits = [
  report.hits[0]!,
  { ...report.hits[0]!, frame: 'pressure', text: 'в спину', start: start + 7, end: start + 14, voice: { kind: 'quoted', chain: [] } },
]

test('hits that lie over each other are numbered once each, where they begin', async () => {
  const body = await pageOf('run-over', { ...report, hits: twoHits })
  expect(body.match(/id="at-\d"/gu)).toEqual(['id="at-1"', 'id="at-2"'])
  expect(body).toMatch(/ударом <\/mark><sup><a href="#hit-1"[^]*в спину<\/mark><sup><a href="#hit-2"/)
})

test('every hit is listed between the words round it, chosen by voice, and leads to its place', async () => {
  await site.app.store.files.put(toId<'Run'>('run-lines'), 'report.json', JSON.stringify({ ...report, hits: twoHits }))
  const all = await ask(site, { path: '/reports/run-lines/hits?order=after' })
  expect(all.status).toBe(200)
  expect(all.body).toMatch(/2 hits\./)
  expect(all.body).toContain('>Договор ¶ Министр назвал это </span>')
  expect(all.body).toContain('. Договор подписан.</span>')
  expect(all.body).toContain('href="/reports/run-lines/articles/a-1#at-2"')
  const quoted = await ask(site, { path: '/reports/run-lines/hits?voice=quoted&outlet=Gazette' })
  expect(quoted.body).toMatch(/1 hit\./)
  expect(quoted.body).not.toContain('#at-1"')
  expect((await ask(site, { path: '/reports/run-lines/hits?voice=loud' })).status).toBe(400)
})

test('the page as it was read is given as a file that no browser shows', async () => {
  const bytes = Buffer.from('<script>alert(1)</script>')
  const hash = toId<'Sha256'>(createHash('sha256').update(bytes).digest('hex'))
  const page = { hash, url: article.url, finalUrl: article.url, contentType: 'text/html', etag: undefined, lastModified: undefined }
  await site.app.store.pages.put({ ...page, fetchedAt: '2026-03-01T00:00:00.000Z' }, bytes)
  const read = { ...article, id: toId<'Article'>('a-2'), page: hash }
  await site.app.store.articles.put(read)
  await site.app.store.files.put(
    toId<'Run'>('run-page'),
    'report.json',
    JSON.stringify({ ...report, articles: [{ ...read, publishedAt: null, measured: true }] }),
  )
  const { status, headers, body } = await ask(site, { path: '/reports/run-page/articles/a-2/page' })
  expect(status).toBe(200)
  expect(body).toBe(bytes.toString())
  expect(headers['content-type']).toBe('application/octet-stream')
  expect(headers['content-disposition']).toMatch(/^attachment; filename="[0-9a-f]{64}\.txt"$/)
  expect((await ask(site, { path: '/reports/run-page/articles/a-1/page' })).status).toBe(404)
})

test('a frame is told outlet by outlet: who says it, who only passes it on, who has it not at all, and who was not measured', async () => {
  const outlets = ['gazette', 'herald', 'ledger', 'signal'].map((id) => ({ id, name: `The ${id}`, status: 'covered', reason: null }))
  const rate = { frame: 'betrayal', zone: 'body', tokens: 178, articles: 2, articlesWithHit: 1 }
  const ratesOf = (outlet: string, own: number, attributed: number) =>
    Object.entries({ outlet: own, attributed, unclear: 0, all: own + attributed }).map(([voice, hits]) => ({
      ...rate,
      outlet,
      voice,
      hits,
    }))
  const made = {
    ...report,
    outlets: [...outlets, { id: 'mute', name: 'The mute', status: 'unseen', reason: 'Behind a paywall' }],
    rates: [...ratesOf('herald', 0, 3), ...ratesOf('gazette', 4, 1), ...ratesOf('ledger', 0, 0)],
    contrasts: [{ frame: 'betrayal', voice: 'outlet', a: 'gazette', b: 'others', sentence: 'There are too few articles.' }],
  }
  await site.app.store.files.put(toId<'Run'>('run-uses'), 'report.json', JSON.stringify(made))
  const { body } = await ask(site, { path: '/reports/run-uses/hits?frame=betrayal' })
  const rows = body.split('<tr>').map((row) => row.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' '))
  expect(rows.filter((row) => row.startsWith(' The ')).slice(0, 5)).toEqual([
    expect.stringMatching(/The gazette says it itself 4 1 0 2 178 There are too few articles/),
    expect.stringMatching(/The herald only in others’ words 0 3 0/),
    expect.stringMatching(/The ledger not at all 0 0 0/),
    expect.stringMatching(/The signal not measured/),
    expect.stringMatching(/The mute could not be seen Behind a paywall/),
  ])
  expect(body).toContain('frame=betrayal&amp;outlet=The+herald&amp;voice=attributed')
})
