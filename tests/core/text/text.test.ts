import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../../../src/core/text/fold.ts'
import { kazakhStem } from '../../../src/core/text/kazakh-stem.ts'
import { detectLanguage } from '../../../src/core/text/language.ts'
import { normalise } from '../../../src/core/text/normalise.ts'
import { paragraphs } from '../../../src/core/text/paragraphs.ts'
import { sentences } from '../../../src/core/text/sentences.ts'
import { hasStemmer, stem } from '../../../src/core/text/stem.ts'
import { words } from '../../../src/core/text/words.ts'

const slices = (text: string, spans: readonly { start: number; end: number }[]) => spans.map(({ start, end }) => text.slice(start, end))

test('folding never moves an offset', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => fold(text).length === text.length))
  expect(fold('“İstanbul” — Ёлка’s')).toBe('"istanbul" - елка\'s')
})

test('stored text is composed, without hidden characters, and keeps its quotes', () => {
  expect(normalise('e\u0301\r\n\u202e“x”\ufeff')).toBe('é\n“x”')
  expect(normalise('Ver\u00adrat \u200fخيانة\u200e')).toBe('Verrat خيانة')
})

test('words keep their apostrophes, and Chinese is cut by the dictionary', () => {
  expect(slices("The ally's 12 ships — don't", words("The ally's 12 ships — don't", 'en'))).toEqual([
    'The',
    "ally's",
    '12',
    'ships',
    "don't",
  ])
  expect(slices('这是背叛。', words('这是背叛。', 'zh'))).toEqual(['这', '是', '背叛'])
})

test('abbreviations, initials, numbers and lower case do not end a sentence; closing quotes belong to it', () => {
  const text = 'Mr. Lee met J. Park. “We agree.” Oil rose 3.5 per cent to etc. and more… Or not?\nNew line'
  expect(slices(text, sentences(text, { language: 'en', abbreviations: ['mr.', 'etc.'] }))).toEqual([
    'Mr. Lee met J. Park.',
    '“We agree.”',
    'Oil rose 3.5 per cent to etc. and more…',
    'Or not?',
    'New line',
  ])
})

test('Chinese sentences need no space between them', () => {
  const text = '他说：“不行。”会议结束。真的吗？'
  expect(slices(text, sentences(text, { language: 'zh', abbreviations: [] }))).toEqual(['他说：“不行。”', '会议结束。', '真的吗？'])
})

test('paragraphs are what blank lines part', () => {
  const text = '\n One\ntwo \n \n\n Three\n'
  expect(slices(text, paragraphs(text))).toEqual(['One\ntwo', 'Three'])
})

test('a text of four megabytes without a break is read in linear time', () => {
  const text = 'слово '.repeat(700_000)
  expect(words(text, 'ru')).toHaveLength(700_000)
  expect(sentences(text, { language: 'ru', abbreviations: [] })).toHaveLength(1)
})

test('no letter is folded to another length', () => {
  for (let code = 0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code)
    if (fold(character).length !== character.length) throw new Error(`U+${code.toString(16)} is folded to another length`)
  }
  expect(fold('„Verrat“ ‚Verrat‘ ‹Verrat›')).toBe("\"verrat\" 'verrat' 'verrat'")
})

test('a stem is the same when it is asked for again, and words of languages without rules stay as they are', () => {
  expect(['betrayed', 'betrays', 'betrayed'].map((word) => stem(word, 'en'))).toEqual(['betrai', 'betrai', 'betrai'])
  expect(stem('ihanetler', 'tr')).toBe('ihanetler')
  expect(stem('a'.repeat(61), 'en')).toHaveLength(61)
  expect([hasStemmer('kk'), hasStemmer('tr')]).toEqual([true, false])
})

test('languages are told by script, letters and trigrams, and short texts not at all', () => {
  expect(detectLanguage('The government signed an agreement with its neighbour on Wednesday.')).toBe('en')
  expect(detectLanguage('Правительство подписало соглашение с соседней страной в среду, сообщили в министерстве.')).toBe('ru')
  expect(detectLanguage('Үкімет сәрсенбі күні көрші елмен келісімге қол қойды.')).toBe('kk')
  expect(detectLanguage('政府周三与邻国签署了协议。')).toBe('zh')
  expect(detectLanguage('Уряд підписав угоду із сусідньою країною, її умови відомі.')).toBe('uk')
  expect(detectLanguage('OK')).toBeUndefined()
})

test('Kazakh endings come off in layers, and a softened consonant hardens again', () => {
  expect(['сатқындығы', 'сатқындықтың', 'сатқындық'].map(kazakhStem)).toEqual(['сатқындық', 'сатқындық', 'сатқындық'])
  expect(['елдердің', 'елге'].map(kazakhStem)).toEqual(['ел', 'ел'])
})
