import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import { findTermHits } from '../../../src/core/hits/find-term-hits.ts'
import type { Term } from '../../../src/core/lexicon/lexicon.ts'
import { needsOf } from '../../../src/core/tuning/needs.ts'
import { keyOfNeed, wordKeysOf } from '../../../src/core/tuning/word-keys.ts'
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
