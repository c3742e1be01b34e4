import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import { findTermHits } from '../../../src/core/hits/find-term-hits.ts'
import { lexiconOf } from '../lexicon/lexicon-of.ts'

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

test('a letter that folds to a mark is found as it stands, in a pattern and in a text', () => {
  const pattern = ['п\u02bcята колона', 'зв\u02bcязок']
  const text = 'Це п\u02bcята колона і зв\u02bcязок.'
  expect(hitsOf(text, pattern, { language: 'uk' }, 'uk')).toEqual(['п\u02bcята колона', 'зв\u02bcязок'])
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

test('no hit holds a blank line, and a line break is none', () => {
  expect(hitsOf('A stab in\n \nthe back', ['stab in the back'])).toEqual([])
  expect(hitsOf('A stab in\n the back', ['stab in the back'])).toEqual(['stab in\n the back'])
})

test('an "unless" bars its own term only, wherever it begins', () => {
  const lexicon = lexiconOf(['back', 'back pain'])
  const [first, second] = lexicon.terms
  if (!first || !second) throw new Error('Expected two terms')
  const terms = [{ ...first, unless: ['back pain relief', 'lower back'] }, second]
  const hits = findTermHits('Lower back pain. Back. Lower back, back pain relief, back.', {
    language: 'en',
    lexicon: compileLexicon({ ...lexicon, terms }),
    bodyStart: 0,
  })
  expect(hits.map(({ text, term }) => `${term} ${text}`)).toEqual(['term-1 back pain', 'term-0 Back', 'term-1 back pain', 'term-0 back'])
})

test('two Chinese characters are a hit as a word or in one, and not where words meet by chance', () => {
  const peace = (text: string) => hitsOf(text, ['和平', '和平协议'], { language: 'zh' }, 'zh')
  expect(peace('双方希望和平，也谈到和平主义者。')).toEqual(['和平', '和平'])
  expect(peace('人和平均收入')).toEqual([])
  expect(peace('工人和平民')).toEqual([])
  expect(peace('达成和平协议')).toEqual(['和平协议'])
  // Far behind the place where long runs are cut into blocks.
  expect(peace('双方希望和平'.repeat(1000))).toHaveLength(1000)
  expect(peace('人和平均收入'.repeat(1000))).toEqual([])
})

test('picture characters stand between words and are part of none', () => {
  expect(hitsOf('😀betrayal❤️betrayal👨‍👩‍👧betrayal🇰🇿', ['betrayal'])).toEqual(['betrayal', 'betrayal', 'betrayal'])
  expect(hitsOf('A stab 👍🏽 in the back', ['stab in the back'])).toEqual([])
  expect(hitsOf('Such a 🐍!', ['🐍'])).toEqual(['🐍'])
})

test('text from right to left is found as it is stored', () => {
  expect(hitsOf('وصف الوزير الاتفاق بأنه طعنة في الظهر.', ['طعنة في الظهر'], { language: 'ar' }, 'ar')).toEqual(['طعنة في الظهر'])
  expect(hitsOf('השר קרא לזה סכין בגב, אמר.', ['סכין בגב'], { language: 'he' }, 'he')).toEqual(['סכין בגב'])
})

test('scripts may be mixed in a text, a pattern and a word', () => {
  expect(hitsOf('NATO的背叛 and 背叛NATO', ['nato的背叛', '背叛nato'], { language: 'zh' }, 'zh')).toEqual(['NATO的背叛', '背叛NATO'])
  expect(hitsOf('«Предательство» (betrayal) Ёлка', ['betrayal', 'елка'])).toEqual(['betrayal', 'Ёлка'])
  expect(hitsOf('Bu bir İHANET!', ['ihanet'], { language: 'tr' }, 'tr')).toEqual(['İHANET'])
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

test('ten thousand terms find what a hundred find', () => {
  const patterns = Array.from({ length: 10_000 }, (_, index) => `word${index} other${index % 50}`)
  const text = 'word17 other17 and some more words in a row '.repeat(200)
  const hits = hitsOf(text, patterns)
  expect(hits).toHaveLength(200)
  expect(hits).toEqual(hitsOf(text, patterns.slice(0, 100)))
})
