import { expect, test } from 'vitest'
import { readText, sentencesBetween } from '../../../../src/core/voice/text/sentences.ts'
import { vocabularyOf } from '../../../../src/core/voice/text/vocabulary.ts'
import { loadLanguage } from '../load-language.ts'

function sentencesOf(text: string, code = 'en'): readonly string[] {
  const reading = readText(text, vocabularyOf(loadLanguage(code)))
  return sentencesBetween(reading, 0, reading.tokens.length, reading.quotations).map(({ start, end }) => text.slice(start, end))
}

test('abbreviations, initials and addresses end no sentence', () => {
  expect(sentencesOf('Mr. J. Smith of the U.S. Senate wrote to example.org. Nobody answered.')).toEqual([
    'Mr. J. Smith of the U.S. Senate wrote to example.org.',
    'Nobody answered.',
  ])
})

test('a sentence does not end inside a quotation, and goes on behind it with its tag', () => {
  expect(sentencesOf('“Enough is enough. Who are we?” asked Smith. The hall fell silent.')).toEqual([
    '“Enough is enough. Who are we?” asked Smith.',
    'The hall fell silent.',
  ])
})

test('sentences end with their paragraph', () => {
  expect(sentencesOf('A headline without a stop\n\nThe body.')).toEqual(['A headline without a stop', 'The body.'])
})

test('Chinese sentences end without a space', () => {
  expect(sentencesOf('议会通过了。市长说话了！', 'zh')).toEqual(['议会通过了。', '市长说话了！'])
})
