import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anchorProfile, type AnchorProfile } from '../../../../src/core/discover/profile.ts'
import { gdelt } from '../../../../src/core/discover/search/gdelt.ts'
import { toId } from '../../../../src/core/ids.ts'
import { cpuGrowth } from '../../../cpu-growth.ts'

const profile: AnchorProfile = {
  language: 'en',
  publishedAt: '2026-10-14T22:30:00+06:00',
  names: new Map([
    ['svl', 'Severia'],
    ['ltntl', 'Altyndala'],
  ]),
  numbers: new Set(),
  passing: new Set(),
  roots: new Map(),
  words: ['pipeline'],
}

const service = gdelt({})
const readGdelt = (text: string) => service.read(text, 'https://gdelt.example/')
const dayMs = 86_400_000
const now = Date.UTC(2026, 9, 20)

/** What the service is asked about an anchor, by the names of its parameters. */
function asked(profile: AnchorProfile, limit = 50): URLSearchParams | undefined {
  const request = service.ask({ profile, language: 'en', windowDays: 3, limit, now })
  return request && new URL(request.url).searchParams
}

describe('the question', () => {
  test('asks for any of the names and one word, in the window', () => {
    expect(Object.fromEntries(asked(profile, 900) ?? [])).toEqual({
      query: '("Severia" OR "Altyndala") "pipeline"',
      mode: 'artlist',
      format: 'json',
      maxrecords: '250',
      sort: 'datedesc',
      startdatetime: '20261011000000',
      enddatetime: '20261018000000',
    })
  })

  test('of an anchor without a date is on the last days, and of one name needs no brackets', () => {
    const lone = { ...profile, publishedAt: undefined, names: new Map([['svl', 'Severia']]), words: [] }
    expect(asked(lone)?.get('query')).toBe('"Severia"')
    expect(asked(lone)?.get('startdatetime')).toBe('20261014000000')
    expect(Date.parse('2026-10-14')).toBe(now - 6 * dayMs)
  })

  test('is not asked where no name can be written in it', () => {
    const names = new Map([
      ['svl', '塞韦里亚'],
      ['kt', 'EU'],
      ['nks', 'x" OR domain:evil.example "'],
    ])
    expect(asked({ ...profile, names })).toBeUndefined()
  })

  test('begins with the names that come back most in an anchor', () => {
    const title = 'Severia shuts the Altyndala pipeline'
    const text = `${title}\n\nIn Altyndala the pipeline is dry. The pipeline to Altyndala was shut by Severia, and ministers of Altyndala wait.`
    const rest = { byline: [], publishedAt: undefined, siteName: undefined, confidence: 1, flags: [], page: toId<'Sha256'>('0') }
    const anchor = { id: toId<'Article'>('a'), url: 'a', outlet: toId<'Outlet'>('o'), title, text, bodyStart: 0, language: 'en', ...rest }
    expect(asked(anchorProfile(anchor))?.get('query')).toBe('("Altyndala" OR "Severia") "pipeline"')
  })

  test('about an anchor in another language is in English: countries by name, other names by their letters', () => {
    const names = new Map([
      ['region KZ', 'Казахстана'],
      ['slkv', 'Сериков'],
      ['svl', '塞韦里亚'],
    ])
    expect(asked({ ...profile, language: 'ru', names, words: ['трубопровод'] })?.get('query')).toBe('("Kazakhstan" OR "Serikov")')
  })
})

describe('the answer', () => {
  const entry = {
    url: 'https://courier.example/a',
    title: 'Severia , again : the pipeline ( shut )',
    seendate: '20261014T031500Z',
    domain: 'courier.example',
    language: 'Kazakh',
    sourcecountry: 'Kazakhstan',
  }

  test('gives articles, with titles as they were printed and languages as codes', () => {
    expect(readGdelt(JSON.stringify({ articles: [entry, { ...entry, url: 'javascript:alert(1)' }, { title: 'no address' }] }))).toEqual({
      kind: 'found',
      items: [
        {
          url: 'https://courier.example/a',
          title: 'Severia, again: the pipeline (shut)',
          summary: '',
          publishedAt: '2026-10-14T03:15:00Z',
          id: undefined,
          author: undefined,
          language: 'kk',
          outletName: undefined,
          outletHome: 'https://courier.example/',
          isLead: false,
        },
      ],
      damaged: 2,
    })
  })

  test('of an empty object is that there is nothing', () => {
    expect(readGdelt(' {}\n')).toEqual({ kind: 'found', items: [], damaged: 0 })
  })

  test('with characters that JSON forbids is read all the same; an entry beyond repair costs itself', () => {
    const json =
      '{"articles":[{"url":"https://courier.example/1","title":"Oil\\x \u0002and\tgas"},\n{"url":"https://courier.example/2","title":"The "shut" line"},{"url":"https://courier.example/3","title":"C:\\\\oil"}]}'
    const reading = readGdelt(json)
    expect(reading).toMatchObject({ items: [{ title: String.raw`Oil\x and gas` }, { title: String.raw`C:\oil` }], damaged: 1 })
  })

  test.each([
    ['Your query contained a phrase that was too short.', 'gdelt-query'],
    ['Please limit requests to one every 5 seconds or contact us.', 'gdelt-limit'],
    ['<!DOCTYPE html><html><title>502 Bad Gateway</title>', 'gdelt-answer'],
    ['', 'gdelt-answer'],
    ['{"articles":[{"url":"https', 'gdelt-answer'],
  ])('%j is %s', (text, code) => {
    expect(readGdelt(text)).toMatchObject({ kind: 'refused', code })
  })

  test('is never a fault, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((part) => `{"articles":[${part}`),
        ),
        (text) => {
          expect(['found', 'refused']).toContain(readGdelt(text).kind)
        },
      ),
    )
  })

  test.each(['{', '{"articles":[', '\\'])('of a megabyte of %s takes time that grows with its length', (unit) => {
    const { times } = cpuGrowth(1_000_000, (size) => readGdelt(`{${unit.repeat(size / unit.length)}`))
    expect(times).toBeLessThan(12)
  })
})

test.each(['{"error":"down for maintenance"}', '{"articles":"none"}'])('JSON that holds no articles is no empty answer: %s', (answer) => {
  expect(gdelt({}).read(answer, '')).toMatchObject({ kind: 'refused', code: 'gdelt-answer', reason: expect.stringContaining(answer) })
})

test('one odd field costs no article', () => {
  const answer = '{"articles":[{"url":"https://courier.example/a","title":null,"seendate":20261014,"language":null}]}'
  expect(gdelt({}).read(answer, '')).toMatchObject({ items: [{ url: 'https://courier.example/a', title: '' }], damaged: 0 })
})

test.each([
  [
    'en',
    'Severia signs with Marenta after long talks on a pipeline',
    'After talks with Marenta, and after more talks with Severia.',
    'talks',
  ],
  [
    'ru',
    'Северия заявила после переговоров, что трубопровод закрыт',
    'Министр после обеда, после совещания и после звонка сказал: переговоров больше не будет.',
    'переговоров',
  ],
])('the word that is asked for in %s is one that tells this story, however often the others come back', (language, title, body, word) => {
  const anchor = {
    id: toId<'Article'>('a'),
    url: '',
    outlet: toId<'Outlet'>('o'),
    title,
    text: `${title}\n\n${body}`,
    bodyStart: title.length + 2,
  }
  const rest = { byline: [], publishedAt: undefined, language, siteName: undefined, confidence: 1, flags: [], page: toId<'Sha256'>('0') }
  expect(anchorProfile({ ...anchor, ...rest }).words[0]).toBe(word)
})
