import { expect, test } from 'vitest'
import { readText } from '../../../../src/core/voice/text/sentences.ts'
import { findTurns } from '../../../../src/core/voice/text/turns.ts'
import { vocabularyOf } from '../../../../src/core/voice/text/vocabulary.ts'
import { loadLanguage } from '../load-language.ts'

const vocabulary = vocabularyOf(loadLanguage('en'))

function speakersIn(paragraphs: readonly string[]): readonly string[] {
  const text = paragraphs.join('\n\n')
  return findTurns(readText(text, vocabulary)).map(({ speaker }) => text.slice(speaker.start, speaker.end))
}

// More than can be compared pair by pair.
const letters = 'abcdefghijklmnopqrstuvwxyz'
const places = Array.from({ length: 60_000 }, (_, index) => {
  const [a, b, c, d] = [index, index / 26, index / 676, index / 17_576].map((part) => letters[Math.floor(part) % 26])
  return `Xo${d}${c}${b}${a}ux: open`
})

test('labels of which none comes back are a list and no talk, however many; one that does makes them turns', () => {
  expect(speakersIn(places)).toEqual([])
  const talk = ['Lena Vos: It is a betrayal.', 'Ida Marsh: It is none.', 'Lena Vos: It is.']
  expect(speakersIn(talk)).toEqual(['Lena Vos', 'Ida Marsh', 'Lena Vos'])
  expect(speakersIn(talk.slice(0, 2))).toEqual([])
})
