import { expect, test } from 'vitest'
import { claimsOf, namesOutlet } from '../../../../src/core/report/views/claims.ts'
import { sharedTexts } from '../../../../src/core/report/views/copies.ts'
import { rankedFrames } from '../../../../src/core/report/views/frames.ts'
import { ownWordsOf } from '../../../../src/core/report/views/own-words.ts'
import { passagesOf } from '../../../../src/core/report/views/passages.ts'
import { strongestPassages } from '../../../../src/core/report/views/strongest.ts'
import { sampleReport } from '../../../fixtures/report/sample.ts'

const data = sampleReport()
const passages = passagesOf(data)

test('frames with a clear difference come first, frames that nobody uses last', () => {
  expect(rankedFrames(data).map(({ id }) => id)).toEqual(['betrayal', 'economy', 'sovereignty', 'security', 'humiliation'])
})

test('the first screen leads with the outlet a verdict names, then other outlets in other voices', () => {
  const chosen = strongestPassages(data, passages, 3)
  expect(chosen.map(({ article, hits }) => [article.article.outlet, hits[0]?.voice.kind])).toEqual([
    ['harbour-times', 'outlet'],
    ['meridian-post', 'reported'],
    ['northern-ledger', 'quoted'],
  ])
})

test('denied and unclear uses never stand on the first screen', () => {
  const hits = data.hits.map((hit, index) =>
    index % 2 === 0 ? { ...hit, mode: 'negated' as const } : { ...hit, voice: { kind: 'unclear' as const } },
  )
  expect(strongestPassages(data, passagesOf({ ...data, hits }), 3)).toEqual([])
})

test('a claim in the name of an outlet of the report stands beside what that outlet says itself', () => {
  const claim = claimsOf(data, passages).find(({ source }) => source)
  expect(claim?.passage.hits[0]?.text).toBe('stab in the back')
  expect(claim?.source).toMatchObject({ ownHits: 1, attributedHits: 2 })
})

test.each([
  ['Sohu journalists', 'Sohu', true],
  ['the Sohuite press', 'Sohu', false],
  ['《环球时报》记者', '环球时报', true],
  ['constructor', '', false],
])('"%s" names "%s": %s', (speaker, name, named) => {
  expect(namesOutlet(speaker, name)).toBe(named)
})

test('a copy shows the loaded word that came in while copying', () => {
  const [shared] = sharedTexts(data)
  expect(shared?.original?.article.id).toBe('wire-1')
  expect(shared?.copies.map(({ entry, added }) => [entry.article.id, added.map(({ text }) => text)])).toEqual([
    ['ledger-5', []],
    ['valley-1', ['Betrayal']],
  ])
})

test('"never mentions" is not said of a frame that has no terms in the outlet’s language, nor of an outlet that was not measured', () => {
  const words = ownWordsOf(data)
  const kazakh = words.find(({ outlet }) => outlet.id === 'dala-zharshysy')
  expect(kazakh?.never.map(({ frame }) => frame.id)).toEqual(['betrayal'])
  expect(kazakh?.notLookedFor.map(({ id }) => id)).toEqual(['security', 'humiliation'])
  expect(words.map(({ outlet }) => outlet.id)).not.toContain('sahil-news')
})
