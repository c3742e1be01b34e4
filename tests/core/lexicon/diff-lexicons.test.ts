import { expect, test } from 'vitest'
import { diffLexicons } from '../../../src/core/lexicon/diff-lexicons.ts'
import { lexiconOf } from './lexicon-of.ts'

test('terms are the same by id, and what differs in one is named', () => {
  const before = lexiconOf(['betrayal', 'treason'])
  const [first, second] = before.terms
  if (!first || !second) throw new Error('The lexicon has two terms')
  const after = {
    ...before,
    terms: [
      { ...first, patterns: ['betrayal', 'betrayals'], scope: 'outlet' as const },
      { ...second, id: 'new' },
    ],
  }
  expect(diffLexicons(before, after)).toMatchObject({
    added: [{ id: 'new' }],
    removed: [{ id: second.id }],
    changed: [{ id: first.id, fields: ['patterns', 'scope'] }],
    framesAdded: [],
    framesRemoved: [],
  })
})
