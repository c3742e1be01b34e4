import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import { endingsIn } from '../../../src/core/hits/endings.ts'
import { lexiconSchema } from '../../../src/core/lexicon/lexicon.ts'
import { scan } from '../../../src/core/hits/automaton/scan.ts'
import { tokenize } from '../../../src/core/hits/tokens.ts'
import { fold } from '../../../src/core/text/fold.ts'

const patterns = [
  'stab in the back',
  'betray*',
  'sell * out',
  '{act,acts} of war',
  'трус*',
  'Ὀδυσσεύς',
  'ΛΌΓΟΣ here',
  '𐐀𐐁 told',
  'anti-war',
  "O'Neil",
  '$1',
  'İzmir',
]

function automatonOf(match: 'phrase' | 'lemma') {
  const terms = patterns.map((pattern, index) => ({
    id: `t${index}`,
    frame: 'f',
    concept: 'c',
    language: 'en',
    match,
    patterns: [pattern],
    unless: index === 1 ? ['betrayed by * luck'] : [],
  }))
  const lexicon = lexiconSchema.parse({ id: 'l', version: 1, frames: [{ id: 'f', definition: 'A frame.' }], terms })
  const automaton = compileLexicon(lexicon).languages.get('en')
  if (!automaton) throw new Error('The lexicon has terms of one language')
  return automaton
}

const words = [
  'stab',
  'Stabs',
  'in',
  'the',
  'back',
  'betrayed',
  'betrays',
  'by',
  'luck',
  'sell',
  'sold',
  'it',
  'all',
  'out',
  'act',
  'of',
  'WAR',
  'Трусость',
]
const oddities = [
  'ὈΔΥΣΣΕΎΣ',
  'λόγος',
  'ΛΌΓΟΣ',
  'here',
  '𐐀𐐁',
  '𐐨𐐩',
  'told',
  '🙂',
  'e\u0301',
  '\n\n',
  '\n',
  ',',
  '.',
  '"',
  '“',
  '’',
  '-',
  '—',
  'anti-war',
  'O’Neil',
  '$1',
  'İzmir',
  'izmir',
  '\u00a0',
  '1.5',
  'mother-in-law',
]
const texts = array(constantFrom(...words, ...oddities), { maxLength: 40 }).chain((parts) => constantFrom(parts.join(' '), parts.join('')))

test.each(['phrase', 'lemma'] as const)('what the sieve lets through is all that there is to find (%s)', (match) => {
  const automaton = automatonOf(match)
  assert(
    property(texts, constantFrom(0, 12), (text, bodyStart) => {
      const tokens = tokenize(fold(text))
      const all = scan({ text, tokens, language: 'en', bodyStart, firsts: undefined }, automaton).map(
        ({ state, first, last }) => `${tokens[first]?.start} ${tokens[last]?.end} ${state.index}`,
      )
      const found = endingsIn(text, { automaton, language: 'en', bodyStart }).map(
        ({ state, start, end }) => `${start} ${end} ${state.index}`,
      )
      expect(found.toSorted()).toEqual(all.toSorted())
    }),
    { numRuns: 1500 },
  )
})
