import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import { findTermHits } from '../../../src/core/hits/find-term-hits.ts'
import { patternMistake } from '../../../src/core/lexicon/pattern.ts'
import type { Term } from '../../../src/core/lexicon/lexicon.ts'
import { needsOf } from '../../../src/core/tuning/needs.ts'
import { keyOfNeed, wordKeysOf, wordKeysVersion } from '../../../src/core/tuning/word-keys.ts'
import { lexiconOf, termOf } from './terms.ts'

test('a term needs the words of one of its readings; gaps and marks need nothing', () => {
  expect(needsOf(termOf({ patterns: ['{stab,knife} * in the back'] }))).toEqual([
    [word('stab'), word('in'), word('the'), word('back')],
    [word('knife'), word('in'), word('the'), word('back')],
  ])
  expect(needsOf(termOf({ patterns: ['betray*'] }))).toEqual([[{ kind: 'prefix', text: 'betray' }]])
  expect(needsOf(termOf({ patterns: ['betrayals'], match: 'lemma' }))).toEqual([[{ kind: 'stem', text: 'betray' }]])
  expect(needsOf(termOf({ patterns: ['背叛'], language: 'zh' }))).toEqual([[word('背'), word('叛')]])
})

const pieces = {
  en: ['betray', 'betrayed', 'BETRAYAL', 'stab', 'in', 'the', 'back', 'ally’s', 'ally', 'U.S.', '$1', '3.5', 'co-op', 'naïve'],
  ru: ['предательство', 'ЁЛКА', 'елка', 'союзника', '20-летний'],
  uk: ['м’ята', 'мʼята', 'зрадники'],
  kk: ['Қазақстанның', 'қазақстан', 'сатқындығы', 'ұлт', 'һ'],
  zh: ['背叛', '三十年', '２０２６', '2026年', 'A股', '，'],
  tr: ['İhanet', 'ihanet', 'ışık'],
} as const
const languages = ['en', 'ru', 'uk', 'kk', 'zh', 'tr'] as const

test('a text that holds a hit always meets the needs of the term', () => {
  const cases = fc.constantFrom(...languages).chain((language) => {
    const piece = fc.constantFrom(...pieces[language])
    const glob = fc.tuple(piece, fc.nat(4)).map(([word, cut]) => `${word.slice(0, Math.max(1, word.length - cut))}*`)
    const either = fc.tuple(piece, piece).map(([one, other]) => `{${one},${other}}`)
    const unit = fc.oneof(piece, glob, either, fc.constant('*'))
    const pattern = fc
      .array(fc.tuple(unit, fc.constantFrom(' ', '-', "'", '')), { maxLength: 3 })
      .map((units) => units.flat().join('').trim())
    const text = fc.array(fc.tuple(piece, fc.constantFrom(' ', '-', '’', '. ', ', ', '\n\n', '')), { minLength: 5, maxLength: 30 })
    const match = fc.constantFrom('phrase', 'lemma')
    return fc.record({ language: fc.constant(language), pattern, text: text.map((parts) => parts.flat().join('')), match })
  })
  let hitCount = 0
  const outcome = fc.check(
    fc.property(cases, ({ language, pattern, text, match }) => {
      if (patternMistake(pattern) !== undefined) return true
      const term = termOf({ patterns: [pattern], match, language })
      const hits = findTermHits(text, { language, lexicon: compileLexicon(lexiconOf([term])), bodyStart: 0 })
      hitCount += hits.length
      return hits.length === 0 || isMet(term, text)
    }),
    { numRuns: 3000 },
  )
  expect(outcome.counterexample).toBeNull()
  expect(hitCount).toBeGreaterThan(100)
})

test('words and stems under which stored articles are found are those of this version', () => {
  const texts = [
    ['en', 'The ally’s betrayals, so to speak: $1.5 co-operation, naïve.'],
    ['ru', 'Предательство союзников — ёлка, 20-летний.'],
    ['uk', 'Зрада союзників, м’ята.'],
    ['kk', 'Одақтастың сатқындығы, Қазақстанның әлемі.'],
    ['zh', '三十年的背叛，２０２６年A股。'],
    ['tr', 'İhanet, ışık.'],
  ] as const
  const keys = texts.map(([language, text]) => [...wordKeysOf(text, language)].join('|')).join('\n')
  const digest = createHash('sha256').update(keys).digest('hex').slice(0, 16)
  // Where this fails because words are cut otherwise now, raise `wordKeysVersion` as well: what is stored is then cut anew.
  expect([wordKeysVersion, digest]).toEqual([2, '3d6ee50d4aaa83a4'])
})

function isMet(term: Term, text: string): boolean {
  const keys = [...wordKeysOf(text, term.language)]
  return needsOf(term).some((needs) =>
    needs.every((need) => {
      const key = keyOfNeed(need, term.language)
      return keys.some((known) => (need.kind === 'prefix' ? known.startsWith(key) : known === key))
    }),
  )
}

function word(text: string) {
  return { kind: 'word', text }
}
