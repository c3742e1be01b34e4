import { expect, test } from 'vitest'
import { expandForms } from '../../../src/core/voice/expand-forms.ts'

test('braces mean either, with empty alternatives and several groups', () => {
  expect(expandForms('claim{,s,ed}')).toEqual(['claim', 'claims', 'claimed'])
  expect(expandForms('{be,is} {sure,certain}')).toEqual(['be sure', 'be certain', 'is sure', 'is certain'])
})

test('an entry without braces, or with one that nothing closes, stands for itself', () => {
  expect(expandForms('so-called')).toEqual(['so-called'])
  expect(expandForms('say{s')).toEqual(['say{s'])
})
