import { expect, test } from 'vitest'
import { languageOf } from '../../src/cli/row-language.ts'

const text = 'The council said on Monday that the ferry will stay, and that the people of the town voted for it.'

test.each([
  ['en-US', 'en'],
  ['zh_CN', 'zh'],
  ['KK', 'kk'],
  ['nb', 'no'],
])('a row that says %s is in the language %s', (given, language) => {
  expect(languageOf(given, text)).toBe(language)
})

test.each([null, undefined, '', 'x', '!!', 'english'])('of a row that names no language (%s) the text tells it', (given) => {
  expect(languageOf(given, text)).toBe('en')
})
