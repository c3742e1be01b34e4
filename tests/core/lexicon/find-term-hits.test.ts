import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileLexicon } from '../../../src/core/lexicon/compile.ts'
import { findTermHits } from '../../../src/core/lexicon/find-term-hits.ts'
import { lexiconOf } from './lexicon-of.ts'

function hitsOf(text: string, patterns: readonly string[], term: object = {}, language = 'en'): readonly string[] {
  return findTermHits(text, { language, lexicon: compileLexicon(lexiconOf(patterns, term)), bodyStart: 0 }).map((hit) => hit.text)
}

test('a phrase is found whatever its case, quotes and line breaks, and not across punctuation', () => {
  expect(hitsOf('A Stab in\nthe back. They stab, in the back.', ['stab in the back'])).toEqual(['Stab in\nthe back'])
})

test('a lone star stands for one to three words of the sentence', () => {
  const pattern = ['stabbed * in the back']
  expect(hitsOf('He stabbed his old friend in the back.', pattern)).toEqual(['stabbed his old friend in the back'])
  expect(hitsOf('He stabbed in the back.', pattern)).toEqual([])
  expect(hitsOf('He stabbed one two three four in the back.', pattern)).toEqual([])
  expect(hitsOf('He stabbed. Pain in the back.', pattern)).toEqual([])
})

test('a lemma is found in every form of the word', () => {
  expect(hitsOf('Betrayed by all, he betrays nobody.', ['betray'], { match: 'lemma' })).toEqual(['Betrayed', 'betrays'])
  expect(hitsOf('Разговор о предательстве и предательством.', ['предательство'], { match: 'lemma', language: 'ru' }, 'ru')).toHaveLength(2)
})

test('Chinese terms are found inside running text', () => {
  expect(hitsOf('专家称这是背后捅刀的行为', ['背后捅刀'], { language: 'zh' }, 'zh')).toEqual(['背后捅刀'])
})

test('the longest hit of a frame wins', () => {
  expect(hitsOf('a sense of betrayal grows', ['betrayal', 'sense of betrayal'])).toEqual(['sense of betrayal'])
})

test('what stands in an "unless" is no hit', () => {
  expect(hitsOf('Pain in the lower back.', ['back'], { unless: ['lower back'] })).toEqual([])
  expect(hitsOf('Back to work.', ['back'], { unless: ['lower back'] })).toEqual(['Back'])
})

test('no hit runs from the headline into the body', () => {
  const lexicon = compileLexicon(lexiconOf(['stab in the back']))
  expect(findTermHits('Stab in\n\nthe back', { language: 'en', lexicon, bodyStart: 9 })).toEqual([])
})

test('words that objects have as properties are words like others', () => {
  expect(hitsOf('The constructor of __proto__', ['constructor', '__proto__'])).toEqual(['constructor', '__proto__'])
})

test('the span of every hit is the text it names, in any text', () => {
  const lexicon = compileLexicon(lexiconOf(['betray*', 'stab * back', 'и*']))
  const piece = fc.constantFrom('betrayal', 'stab', 'the', 'back', '«', '\u00a0', 'İ', '😀', '\n\n', ' ', '.', 'ё', '背')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('')
      for (const hit of findTermHits(text, { language: 'en', lexicon, bodyStart: 0 })) expect(text.slice(hit.start, hit.end)).toBe(hit.text)
    }),
  )
})

test('ten thousand terms cost little more than a hundred', () => {
  const many = compileLexicon(lexiconOf(Array.from({ length: 10_000 }, (_, index) => `word${index} other${index % 50}`)))
  const text = 'word17 other17 and some more words in a row '.repeat(200)
  expect(findTermHits(text, { language: 'en', lexicon: many, bodyStart: 0 })).toHaveLength(200)
})
