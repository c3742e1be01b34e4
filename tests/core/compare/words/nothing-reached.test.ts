import { expect, test } from 'vitest'
import { nothingReached } from '../../../../src/core/compare/words/nothing-reached.ts'
import type { CoverageStatus } from '../../../../src/model.ts'

const of = (...statuses: readonly CoverageStatus[]) => nothingReached(statuses.map((status) => ({ status })))

test('where no outlet but that of the anchor could be seen, that is the news', () => {
  expect(of('covered', 'unseen', 'unseen')).toBe(
    'None of 2 other outlets could be seen: their sources did not answer, could not be read, or list no article.',
  )
  expect(of('unseen', 'covered')).toBe(
    'The only other outlet could not be seen: its sources did not answer, could not be read, or list no article.',
  )
})

test.each([
  ['one was read and is silent', ['covered', 'silent', 'unseen']],
  ['one more covers the story', ['covered', 'covered', 'unseen']],
  ['none was asked', ['covered']],
] as const)('it is not where %s', (_what, statuses) => {
  expect(of(...statuses)).toBe(undefined)
})
