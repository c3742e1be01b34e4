import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AnchorProfile } from '../../../../src/core/discover/profile.ts'
import { jsonService } from '../../../../src/core/discover/search/json-service.ts'
import { mediaCloud } from '../../../../src/core/discover/search/media-cloud.ts'
import { newsRss } from '../../../../src/core/discover/search/news-rss.ts'
import { queryWords } from '../../../../src/core/discover/search/query-text.ts'
import { keyOf, languagesOf, searchSpecSchema } from '../../../../src/core/discover/search/search-spec.ts'
import type { SearchQuestion } from '../../../../src/core/discover/search/service.ts'
import { sourcesSchema } from '../../../../src/io/config/sources.ts'
import { parseYaml } from '../../../../src/io/config/yaml.ts'

const profile: AnchorProfile = {
  language: 'en',
  publishedAt: '2026-10-14T22:30:00+06:00',
  names: new Map([
    ['svl', 'Severia'],
    ['region KZ', 'Kazakhstan'],
    ['nt', 'NATO'],
    ['pltl', 'Port Lanta'],
  ]),
  numbers: new Set(),
  passing: new Set(),
  roots: new Map(),
  words: ['pipeline'],
}
const question: SearchQuestion = { profile, language: 'en', windowDays: 3, limit: 40, now: Date.UTC(2026, 9, 20) }

describe('the words of a question', () => {
  test('are the weightiest names and a word of the headline in the language of the anchor', () => {
    expect(queryWords(profile, 'en')).toEqual({ names: ['Severia', 'Kazakhstan', 'NATO'], word: 'pipeline' })
  })

  test.each([
    ['ru', ['Казахстан', 'NATO']],
    ['zh', ['哈萨克斯坦', 'NATO']],
    ['kk', ['Қазақстан', 'NATO']],
    ['de', ['Severia', 'Kasachstan', 'NATO']],
  ])('are in %s what can be put into it without a dictionary', (language, names) => {
    expect(queryWords(profile, language)).toEqual({ names, word: undefined })
  })

  test('are none where the anchor has no name that can be written in the language', () => {
    expect(queryWords({ ...profile, names: new Map([['svl', 'Severia']]) }, 'zh')).toBeUndefined()
  })
})

describe('Media Cloud', () => {
  const service = mediaCloud({ collections: [34412234, 9272347] })

  test('is asked by day, language and collection, twice a minute at most', () => {
    const request = service.ask(question)
    expect(request?.leastIntervalMs).toBe(30_000)
    expect(Object.fromEntries(new URL(request?.url ?? '').searchParams)).toEqual({
      q: '(Severia OR Kazakhstan OR NATO) pipeline AND language:en',
      start: '2026-10-11',
      end: '2026-10-18',
      platform: 'onlinenews-mediacloud',
      page_size: '40',
      cs: '34412234,9272347',
    })
  })

  test('answers with stories; what has no address is counted', () => {
    const stories = [
      {
        id: 'x1',
        title: 'Severia &amp; the line',
        url: 'https://www.courier.example/a',
        language: 'en',
        media_name: 'courier.example',
        media_url: 'courier.example',
        publish_date: '2026-10-14',
        indexed_date: '2026-10-14T12:00:00',
      },
      { id: 2, title: 'No address', url: '', publish_date: null },
    ]
    expect(service.read(JSON.stringify({ stories, pagination_token: null }), 'https://mc.example/')).toMatchObject({
      kind: 'found',
      items: [
        {
          url: 'https://www.courier.example/a',
          title: 'Severia & the line',
          publishedAt: '2026-10-14',
          outletHome: 'https://courier.example/',
        },
      ],
      damaged: 1,
    })
  })

  test.each(['', '<html><h1>502</h1></html>', '{"detail":"Invalid token."}', '[1'])('answer %j is refused and quoted', (text) => {
    expect(service.read(text, 'https://mc.example/')).toMatchObject({ kind: 'refused', code: 'search-answer' })
  })
})

describe('a news search in RSS', () => {
  const template = 'https://news.example/rss/search?q={query}%20after%3A{from}%20before%3A{to}&hl={language}'
  const service = newsRss({ url: template })
  const feed = (items: string) => `<rss version="2.0"><channel><title>Search</title><language>en-US</language>${items}</channel></rss>`

  test('is asked by its template, everything escaped', () => {
    const url = new URL(service.ask(question)?.url ?? '')
    expect(url.searchParams.get('q')).toBe('(Severia OR Kazakhstan OR NATO) pipeline after:2026-10-11 before:2026-10-18')
    expect(url.searchParams.get('hl')).toBe('en')
  })

  test('gives leads: its links lead to itself, the outlet stands beside them', () => {
    const item =
      '<item><title>Severia shuts the line - The Courier</title><link>https://news.example/rss/articles/CBMi?oc=5</link><guid isPermaLink="false">CBMi</guid><pubDate>Wed, 14 Oct 2026 08:00:00 GMT</pubDate><description>&lt;ol&gt;&lt;li&gt;Other news&lt;/li&gt;&lt;/ol&gt;</description><source url="https://www.courier.example">The Courier</source></item>'
    expect(service.read(feed(item), 'https://news.example/rss/search?q=x')).toMatchObject({
      kind: 'found',
      items: [
        {
          title: 'Severia shuts the line',
          summary: '',
          outletName: 'The Courier',
          outletHome: 'https://www.courier.example/',
          publishedAt: '2026-10-14T08:00:00Z',
          isLead: true,
        },
      ],
    })
  })

  test('whose links are the articles’ own gives articles', () => {
    const item = '<item><title>Severia shuts the line</title><link>https://courier.example/a</link></item>'
    expect(service.read(feed(item), 'https://news.example/rss')).toMatchObject({
      items: [{ url: 'https://courier.example/a', isLead: false }],
    })
  })

  test('that answers with a web page is refused', () => {
    expect(service.read('<!doctype html><title>Before you continue</title>', 'https://news.example/')).toMatchObject({ kind: 'refused' })
  })
})

describe('a service that answers with JSON', () => {
  const service = jsonService({
    url: 'https://search.example/api?q={query}&from={from}&to={to}&lang={language}&n={limit}',
    intervalMs: 1500,
    list: '/data/hits~1found',
    fields: {
      url: '/link',
      title: '/head/line',
      publishedAt: '/date',
      outlet: '/source/0/name',
      homepage: '/source/0/url',
      language: '/lang',
    },
  })

  test('is asked by its template, at its pace', () => {
    expect(service.ask(question)).toEqual({
      url: 'https://search.example/api?q=(Severia%20OR%20Kazakhstan%20OR%20NATO)%20pipeline&from=2026-10-11&to=2026-10-18&lang=en&n=40',
      leastIntervalMs: 1500,
    })
  })

  test('is read by JSON pointers', () => {
    const hit = {
      link: '/a/1',
      head: { line: 'Severia <b>shuts</b> the line' },
      date: '2026-10-14T08:00:00+02:00',
      source: [{ name: 'The Courier', url: 'https://courier.example' }],
      lang: 'en-GB',
    }
    expect(service.read(JSON.stringify({ data: { 'hits/found': [hit, { head: {} }, 7] } }), 'https://search.example/api')).toMatchObject({
      kind: 'found',
      items: [
        {
          url: 'https://search.example/a/1',
          title: 'Severia shuts the line',
          publishedAt: '2026-10-14T08:00:00+02:00',
          outletName: 'The Courier',
          outletHome: 'https://courier.example/',
          language: 'en',
        },
      ],
      damaged: 2,
    })
  })

  test('that has no list where one is expected says what stands there', () => {
    expect(service.read('{"error":"quota"}', 'https://search.example/')).toMatchObject({
      kind: 'refused',
      reason: 'Expected a list of articles at /data/hits~1found of the answer, found nothing',
    })
    expect(service.read('quota exceeded', 'https://search.example/')).toMatchObject({
      kind: 'refused',
      reason: 'Expected JSON, found something else: quota exceeded',
    })
  })

  test('never fails and never follows a pointer into what objects inherit', () => {
    const inherited = jsonService({
      url: 'https://s.example/?q={query}',
      intervalMs: 0,
      list: '/constructor',
      fields: { url: '/__proto__/url' },
    })
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(['found', 'refused']).toContain(service.read(text, 'https://search.example/').kind)
      }),
    )
    expect(inherited.read('{}', 'https://s.example/')).toMatchObject({ kind: 'refused' })
  })
})

describe('the file of services', () => {
  test.each([
    [{ id: 'x', kind: 'json', url: 'https://s.example/?q=1', list: '', fields: { url: '/u' } }, 'expected {query}'],
    [{ id: 'x', kind: 'json', url: 'https://s.example/?q={query}', list: 'data', fields: { url: '/u' } }, 'JSON pointer'],
    [{ id: 'x', kind: 'media-cloud', keyFrom: 'DATABASE_URL' }, 'not one of our own secrets'],
    [{ id: 'X Y', kind: 'gdelt' }, 'small letters'],
  ])('with a mistake is refused: %j', (spec, message) => {
    expect(searchSpecSchema.safeParse(spec).error?.issues[0]?.message).toContain(message)
  })

  test('says who needs a key and in which languages each is asked', () => {
    const cloud = searchSpecSchema.parse({ id: 'mc', kind: 'media-cloud', keyFrom: 'MC_TOKEN' })
    const feed = searchSpecSchema.parse({ id: 'rss', kind: 'news-rss', url: 'https://n.example/?q={query}' })
    expect(cloud.kind === 'store' ? undefined : keyOf(cloud)).toEqual({ header: 'Authorization', variable: 'MC_TOKEN', prefix: 'Token ' })
    expect(languagesOf(cloud, ['ru', 'en', 'zh'])).toEqual(['ru', 'en', 'zh'])
    expect(languagesOf(feed, ['ru', 'en', 'zh'])).toEqual(['ru'])
    expect(languagesOf(searchSpecSchema.parse({ id: 'g', kind: 'gdelt' }), ['ru', 'en'])).toEqual(['en'])
  })
})

describe('a service that knows odd things of an article', () => {
  const json = jsonService({
    url: 'https://search.example/?q={query}',
    intervalMs: 0,
    list: '/results',
    fields: { url: '/u', publishedAt: '/d', homepage: '/h', language: '/l' },
  })
  const of = (entry: unknown) => {
    const reading = json.read(JSON.stringify({ results: [entry] }), 'https://search.example/?q=x')
    return reading.kind === 'found' ? reading.items : []
  }

  test('may name its outlet by host alone, which is no page of the service', () => {
    expect(of({ u: 'https://courier.example/a', h: 'courier.example' })).toMatchObject([{ outletHome: 'https://courier.example/' }])
  })

  test('may give its language as a word, which is no code, or with three letters', () => {
    expect(of({ u: 'https://courier.example/a', l: 'English' })).toMatchObject([{ language: undefined }])
    expect(of({ u: 'https://courier.example/a', l: 'rus' })).toMatchObject([{ language: 'ru' }])
  })

  test('may give its time in seconds', () => {
    expect(of({ u: 'https://courier.example/a', d: 1_791_972_000 })).toMatchObject([{ publishedAt: '2026-10-14T10:00:00Z' }])
  })

  test('costs nothing but the odd field at Media Cloud', () => {
    const story = { url: 'https://courier.example/a', title: 7, publish_date: { day: 14 }, language: ['en'] }
    expect(mediaCloud({ collections: [] }).read(JSON.stringify({ stories: [story] }), '')).toMatchObject({
      items: [{ url: story.url }],
      damaged: 0,
    })
  })
})

test('an address of Media Cloud is the same with and without its last slash', () => {
  const asked = (url: string) => mediaCloud({ url, collections: [] }).ask(question)?.url
  expect(asked('https://mirror.example/api')).toBe(asked('https://mirror.example/api/'))
  expect(asked('https://mirror.example/api')).toContain('https://mirror.example/api/search/story-list?')
})

describe('the description of a service', () => {
  const described = (more: object) =>
    searchSpecSchema.safeParse({
      id: 'archive',
      kind: 'json',
      url: 'https://search.example/?q={query}',
      list: '/results',
      fields: { url: '/u' },
      ...more,
    })

  test.each([
    'https://search.example/?q={query}&apiKey=k-12345678',
    'https://search.example/?q={query}&key=k-12345678',
    'https://search.example/?access_token=k-12345678&q={query}',
    'https://search.example/?access_key=k-12345678&q={query}',
    'https://search.example/?apiKey=k-12345678',
    'https://search.example/?apiKey=k-12345678&q={query}&size={count}',
    'https://reader:k-12345678@search.example/?q={query}',
  ])('holds no key, which would be printed: %s', (url) => {
    const source = { id: 'archive', kind: 'json', url, list: '/results', fields: { url: '/u' } }
    const read = () =>
      parseYaml(JSON.stringify({ sources: [source] }), { path: 'sources.yaml', schema: sourcesSchema, code: 'sources-invalid' })
    expect(read).toThrow(/sources\[0\]\.url: .*keyFrom/)
    expect(read).not.toThrow(/12345678/)
  })

  test('holds no braces that nothing fills, and asks in codes of languages', () => {
    expect(described({ url: 'https://search.example/?q={query}&size={count}' }).error?.message).toContain('{limit}')
    expect(described({ languages: ['English'] }).success).toBe(false)
    expect(described({ languages: ['en-GB', 'zh'] }).data).toMatchObject({ languages: ['en', 'zh'] })
  })
})
