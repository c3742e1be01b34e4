import { expect, test } from 'vitest'
import { primarySubtag } from '../../../src/core/text/primary-subtag.ts'

test.each([
  ['en', 'en'],
  [' en-GB ', 'en'],
  ['zh_Hans', 'zh'],
  ['en, fr', 'en'],
  ['eng', 'en'],
  ['kaz', 'kk'],
  ['nb-NO', 'no'],
  ['nno', 'no'],
  ['no', 'no'],
  ['tl', 'tl'],
])('%s is the language %s, as texts are found to be in', (tag, language) => {
  expect(primarySubtag(tag)).toBe(language)
})

test.each(['', 'x', 'English', 'US English', 'und', 'mul', 'zxx', undefined])('%s names no language', (tag) => {
  expect(primarySubtag(tag)).toBeUndefined()
})
