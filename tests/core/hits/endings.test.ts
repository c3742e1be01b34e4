import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import { endingsIn } from '../../../src/core/hits/endings.ts'
import { lexiconSchema } from '../../../src/core/lexicon/lexicon.ts'
import { KnownWords } from '../../../src/core/hits/automaton/known-words.ts'
import { Scan, type Reached } from '../../../src/core/hits/automaton/scan.ts'
import { Sieve } from '../../../src/core/hits/automaton/sieve.ts'
import { ReadText } from '../../../src/core/hits/read-text.ts'
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
  const known = new KnownWords(automaton, 'en')
  const sieve = new Sieve(automaton, known)
  const scan = new Scan(automaton)
  assert(
    property(texts, constantFrom(0, 12), (text, bodyStart) => {
      const sieved = sieve.sieve(text)
      const read = new ReadText(text, sieved, known)
      const reached: Reached[] = []
      for (let token = 0; token < sieved.tokenCount; token++) scan.from(token, read, bodyStart, reached)
      const all = reached.map(({ state, first, last }) => `${sieved.starts[first]} ${sieved.ends[last]} ${state.index}`)
      const found = endingsIn(text, { automaton, language: 'en', bodyStart }).map(
        ({ state, start, end }) => `${start} ${end} ${state.index}`,
      )
      expect(found).toEqual(all)
    }),
    { numRuns: 1500 },
  )
})

test('texts and patterns are cut alike', () => {
  const automaton = automatonOf('lemma')
  const known = new KnownWords(automaton, 'en')
  const sieve = new Sieve(automaton, known)
  assert(
    property(texts, (text) => {
      const sieved = sieve.sieve(text)
      const read = new ReadText(text, sieved, known)
      const cut = Array.from({ length: sieved.tokenCount }, (_, token) => {
        const { text, isWord } = read.wordAt(token) ?? { text: '', isWord: false }
        return { kind: isWord ? 'word' : 'mark', text, start: sieved.starts[token], end: sieved.ends[token] }
      })
      expect(cut).toEqual(tokenize(fold(text)))
    }),
    { numRuns: 500 },
  )
})

test('a word that shares its hash with many others is still told from them', () => {
  const known = new KnownWords(automatonOf('lemma'), 'en')
  const spelt = Array.from({ length: 40 }, (_, index) => `betray${'e'.repeat(index)}`)
  for (const word of [...spelt, ...spelt]) expect(known.at(`the ${word} it`, 4, 4 + word.length, 1).text).toBe(word)
})
