import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import { findTermHits } from '../../../src/core/hits/find-term-hits.ts'
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

test('a text that holds a hit always meets the needs of the term', () => {
  const pieces = ['betray', 'betrayed', 'BETRAYAL', 'stab', 'in', 'the', 'back', 'an', 'ally’s', '.', ',', '\n\n', 'ally']
  const patterns = fc.constantFrom('betray*', '{stab,knife} in the back', 'stab * back', 'ally', "ally's", 'the ally')
  const outcome = fc.check(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 30 }),
      patterns,
      fc.constantFrom('phrase', 'lemma'),
      (words, pattern, match) => {
        const term = termOf({ patterns: [pattern], match })
        const text = words.join(' ')
        const hits = findTermHits(text, { language: 'en', lexicon: compileLexicon(lexiconOf([term])), bodyStart: 0 })
        return hits.length === 0 || isMet(term, text)
      },
    ),
  )
  expect(outcome.counterexample).toBeNull()
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
