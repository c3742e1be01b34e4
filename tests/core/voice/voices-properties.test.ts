import { array, assert, constantFrom, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { findVoices, type AttributedSpan, type NamedSpan } from '../../../src/core/voice/voices.ts'
import { languageCodes, loadLanguage } from './load-language.ts'

const pieces = [
  'said',
  'the union',
  'Lena Vos',
  'that',
  'a betrayal',
  ',',
  '.',
  '“',
  '”',
  '"',
  '‘',
  "'",
  '«',
  '»',
  '「',
  '」',
  ':',
  '—',
  '\n\n',
  'according to',
  'called',
  'as',
  'by',
  'told Reuters',
  'quoted',
  'as saying',
  '?',
  'she',
  'and',
  'who',
  'заявил',
  'министр',
  'что',
  '表示',
  '，',
  '。',
  '背叛',
  'деп',
  'деді',
  '(',
  ')',
  '🙂',
  '👩\u200d🌾',
  'mаyоr',
  'сказaл',
  'قال الوزير إن',
  '«خيانة»',
  '\u202eright\u202c',
  '\u05d0\u05de\u05e8',
  '\u0000',
  'x'.repeat(50),
]
const texts = array(constantFrom(...pieces), { maxLength: 60 }).map((words) => words.join(' '))
const anyLanguage = constantFrom(...languageCodes)

test('every span and name lies in the text and names the words it holds', () => {
  assert(
    property(texts, anyLanguage, (text, code) => {
      const isTrue = (named: NamedSpan | undefined): boolean => named === undefined || text.slice(named.start, named.end) === named.text
      const isInside = ({ start, end }: AttributedSpan): boolean => 0 <= start && start < end && end <= text.length
      const { spans } = findVoices(text, { language: loadLanguage(code), bodyStart: 0 })
      return spans.every((span) => isInside(span) && isTrue(span.speaker) && isTrue(span.cue))
    }),
    { numRuns: 300 },
  )
})

test('a span of depth n lies in a span of depth n - 1, and spans of one depth do not overlap', () => {
  assert(
    property(texts, anyLanguage, (text, code) => {
      const { spans } = findVoices(text, { language: loadLanguage(code), bodyStart: 0 })
      const isHeld = (span: AttributedSpan): boolean =>
        span.depth === 0 || spans.some((outer) => outer.depth === span.depth - 1 && outer.start <= span.start && span.end <= outer.end)
      const isApart = (a: AttributedSpan, b: AttributedSpan): boolean =>
        a === b || a.depth !== b.depth || a.start >= b.end || a.end <= b.start
      return spans.every((span) => isHeld(span) && spans.every((other) => isApart(span, other)))
    }),
    { numRuns: 300 },
  )
})

test('what is said of a place agrees with the spans over it', () => {
  assert(
    property(texts, anyLanguage, nat(), (text, code, seed) => {
      const voices = findVoices(text, { language: loadLanguage(code), bodyStart: 0 })
      const start = text.length === 0 ? 0 : seed % text.length
      const isUnderSpan = voices.spans.some((span) => span.start <= start && start < span.end)
      const counted = voices.voiceAt(start)
      const { voice } = voices.at({ start, end: start + 1 })
      if (isUnderSpan && counted !== 'attributed') return false
      if (voice.kind === 'quoted' || voice.kind === 'reported') return counted === 'attributed' && voice.chain.length > 0
      return counted === voice.kind
    }),
    { numRuns: 300 },
  )
})

test.each([
  '“He said that ',
  '"he said ',
  'x, he said, ',
  'he said that she said that ',
  '“‘«„「『a',
  '( [ ( ',
  'according to ',
  ', as as',
  '“a b c d\n\n',
  'claim of fear of ',
  'قال الوزير إن «',
  'betrаyal 🙂 ',
  '“said ”he ',
])('time grows with the text, not with its square: %j', (unit) => {
  const language = loadLanguage('en')
  const cost = (bytes: number): number => {
    const text = unit.repeat(Math.ceil(bytes / unit.length))
    // Time on the processor: what else the machine does takes none of it.
    const started = process.cpuUsage()
    findVoices(text, { language, bodyStart: 0 })
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  }
  cost(15_000)
  const small = Math.min(cost(30_000), cost(30_000))
  // Eight times the text: a quadratic scan would take sixty-four times as long.
  expect(cost(240_000)).toBeLessThan(32 * small + 200)
})
