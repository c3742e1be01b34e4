import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gdeltQuery, readGdelt } from '../../../src/core/discover/gdelt.ts'
import { anchorProfile, type AnchorProfile } from '../../../src/core/discover/profile.ts'
import { toId } from '../../../src/core/ids.ts'

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

describe('the question', () => {
  test('asks for any of the names and one word, in the window', () => {
    const asked = new URL(gdeltQuery(profile, { days: 3, limit: 900 }) ?? '').searchParams
    expect(Object.fromEntries(asked)).toEqual({
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
    const asked = new URL(gdeltQuery(lone, { days: 3, limit: 50 }) ?? '').searchParams
    expect(asked.get('query')).toBe('"Severia"')
    expect(asked.get('timespan')).toBe('6d')
  })

  test('is not asked where no name can be written in it', () => {
    const names = new Map([
      ['svl', '塞韦里亚'],
      ['kt', 'EU'],
      ['nks', 'x" OR domain:evil.example "'],
    ])
    expect(gdeltQuery({ ...profile, names }, { days: 3, limit: 50 })).toBeUndefined()
  })

  test('begins with the names that come back most in an anchor', () => {
    const title = 'Severia shuts the Altyndala pipeline'
    const text = `${title}\n\nIn Altyndala the pipeline is dry. The pipeline to Altyndala was shut by Severia, and ministers of Altyndala wait.`
    const rest = { byline: [], publishedAt: undefined, siteName: undefined, confidence: 1, flags: [], page: toId<'Sha256'>('0') }
    const anchor = { id: toId<'Article'>('a'), url: 'a', outlet: toId<'Outlet'>('o'), title, text, bodyStart: 0, language: 'en', ...rest }
    expect(new URL(gdeltQuery(anchorProfile(anchor), { days: 3, limit: 5 }) ?? '').searchParams.get('query')).toBe(
      '("Altyndala" OR "Severia") "pipeline"',
    )
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
      kind: 'articles',
      articles: [
        {
          url: 'https://courier.example/a',
          title: 'Severia, again: the pipeline (shut)',
          seenAt: '2026-10-14T03:15:00Z',
          domain: 'courier.example',
          language: 'kk',
        },
      ],
      damaged: 2,
    })
  })

  test('of an empty object is that there is nothing', () => {
    expect(readGdelt(' {}\n')).toEqual({ kind: 'articles', articles: [], damaged: 0 })
  })

  test('with characters that JSON forbids is read all the same; an entry beyond repair costs itself', () => {
    const json =
      '{"articles":[{"url":"https://courier.example/1","title":"Oil\\x \u0002and\tgas"},\n{"url":"https://courier.example/2","title":"The "shut" line"},{"url":"https://courier.example/3","title":"C:\\\\oil"}]}'
    const reading = readGdelt(json)
    expect(reading).toMatchObject({ articles: [{ title: String.raw`Oil\x and gas` }, { title: String.raw`C:\oil` }], damaged: 1 })
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
          expect(['articles', 'refused']).toContain(readGdelt(text).kind)
        },
      ),
    )
  })

  test('of a megabyte of braces takes no second', () => {
    const start = performance.now()
    readGdelt('{'.repeat(1_000_000))
    readGdelt('{"articles":['.repeat(80_000))
    readGdelt(`{${'\\'.repeat(1_000_000)}`)
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
