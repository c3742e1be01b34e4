import { expect, test } from 'vitest'
import { extractJudged, type PageJudge } from '../../../src/core/extract/extract.ts'

const opening = 'Welcome to the catalogue of the Westhaven harbour store, where every sailor between the two capes buys what a boat needs.'
const wares = Array.from({ length: 30 }, (_, index) => `Page ${index + 1}: ropes, blocks and shackles of size ${index + 2}`)

/** Sure of the opening and of nothing else, as a judge of articles is on a catalogue. */
const onlyOpening: PageJudge = ({ blocks }) => Float64Array.from(blocks, ({ text }) => (text === opening ? 0.98 : 0.01))

const pageOf = (parts: { readonly head?: string; readonly main?: string }): string =>
  `<html><head><title>Catalogue</title>${parts.head ?? ''}</head><body><nav>Shop Boats Sails</nav>${
    parts.main ??
    `<main><h1>Catalogue</h1><p>${opening}</p>${wares.map((ware) => `<div>${ware}</div>`).join('')}<aside>Call us</aside><p><a href="/terms">Our terms</a></p></main>`
  }<footer>Westhaven harbour store, quay 4</footer></body></html>`

function read(html: string): { readonly text: string; readonly confidence: number; readonly winner: string } {
  const extraction = extractJudged(html, { url: 'https://store.example/catalogue', judge: onlyOpening })
  const article = extraction.kind === 'article' ? extraction.article : extraction.best
  return { text: article?.text ?? '', confidence: article?.confidence ?? 0, winner: extraction.explanation.winner }
}

test('a page that is no article and of which the judge finds little is read by what it marks as its main content, with little confidence', () => {
  const { text, confidence, winner } = read(pageOf({}))
  expect(text.split('\n\n')).toEqual([opening, ...wares])
  expect(winner).toBe('main-content')
  expect(confidence).toBeLessThan(0.3)
})

test.each([
  ['an article', '<meta property="og:type" content="article">'],
  ['an author', '<meta name="author" content="Ida Marsh">'],
  ['a time of publication', '<meta property="article:published_time" content="2026-04-02T08:00:00Z">'],
])('a page that declares %s is left to the judge', (_, head) => {
  expect(read(pageOf({ head }))).toMatchObject({ text: opening, winner: 'judge' })
})

test('a page that marks no main content is left to the judge', () => {
  const main = `<div><p>${opening}</p>${wares.map((ware) => `<div>${ware}</div>`).join('')}</div>`
  expect(read(pageOf({ main }))).toMatchObject({ text: opening, winner: 'judge' })
})

test('main content that holds no more than twice the words of the judged text leaves it as it is', () => {
  const main = `<main><p>${opening}</p><div>${wares[0]}</div></main>`
  expect(read(pageOf({ main }))).toMatchObject({ text: opening, winner: 'judge' })
})
