import { expect, test } from 'vitest'
import { neighbourGroups, splitEffect, type ContextHit } from '../../../src/core/tuning/neighbours.ts'
import { suggestTerms } from '../../../src/core/tuning/suggest.ts'

const hits = [
  hit('a', 'He had lower back pain.', 'back', false),
  hit('b', 'Her lower back hurt.', 'back', false),
  hit('c', 'A stab in the back.', 'back', true),
  hit('d', 'Behind the back of an ally.', 'back', true),
]

test('hits of a word with two senses fall apart by their neighbours', () => {
  const groups = neighbourGroups(hits)
  expect(groups.find(({ word }) => word === 'lower')).toEqual({
    side: 'left',
    word: 'lower',
    hits: 2,
    judged: 2,
    right: 0,
    phrase: 'lower back',
    items: ['a', 'b'],
  })
  expect(groups.map(({ phrase }) => phrase)).toEqual(['lower back', 'the back'])
})

test('a split is weighed by what was judged: right hits lost, wrong ones spared', () => {
  const effect = splitEffect(hits, new Set(['a', 'b']))
  expect(effect).toMatchObject({ before: { judged: 4, right: 2 }, after: { judged: 2, right: 2 }, lostRight: 0, sparedWrong: 2 })
  expect(effect.p).toBeCloseTo(0.5, 10)
})

test('words of the frame, pairs and other forms are suggested with their sentences; known and common words are not', () => {
  const frame = Array.from({ length: 12 }, (_, index) => `The envoy called it perfidy against an old friend, number ${index}.`)
  const others = Array.from(
    { length: 60 },
    (_, index) => `The minister spoke about grain and rail links, betrayals aside, number ${index}.`,
  )
  const found = suggestTerms({ frame, others, language: 'en', known: new Set(['betrayal']), terms: new Set(['betrayal']) })
  const phrases = (kind: string) => found.filter((one) => one.kind === kind).map(({ phrase }) => phrase)
  expect(phrases('keyword')).toContain('perfidy')
  expect(phrases('keyword')).not.toContain('the')
  expect(phrases('collocate')).toContain('old friend')
  expect(phrases('inflection')).toEqual(['betrayals'])
  expect(found.find(({ phrase }) => phrase === 'perfidy')?.sentences).toHaveLength(5)
})

test('names of people and places are not suggested, a word in a headline of capitals is', () => {
  const frame = [
    'Minister Viktor Malinov spoke of perfidy in Velgrad.',
    'In Velgrad Viktor Malinov called it perfidy.',
    'Envoys Read Perfidy In The Letter.',
    'Nobody in Velgrad heard Viktor Malinov speak of perfidy.',
  ]
  const others = Array.from({ length: 60 }, (_, index) => `The harbour master spoke about grain and ferries, number ${index}.`)
  const suggested = (language: string) =>
    suggestTerms({ frame, others, language, known: new Set(), terms: new Set() }).map(({ phrase }) => phrase)
  expect(suggested('en')).toContain('perfidy')
  for (const name of ['viktor', 'malinov', 'velgrad', 'viktor malinov', 'in velgrad']) expect(suggested('en')).not.toContain(name)
  // Every noun has a capital there.
  expect(suggested('de')).toContain('malinov')
})

function hit(item: string, sentence: string, word: string, right: boolean): ContextHit {
  const start = sentence.indexOf(word)
  return { item, sentence, start, end: start + word.length, right }
}
