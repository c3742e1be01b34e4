import { describe, expect, test } from 'vitest'
import { answerFiles, differences, missing, readAnswers } from './answers.ts'
import { estimators } from './estimators.ts'

// A skipped suite says why in its title.
describe.skipIf(missing !== undefined)(`known answers${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  test('every file of known answers has an estimator', () => {
    expect(answerFiles().toSorted()).toEqual([...estimators.keys()].toSorted())
  })

  test.each([...estimators])('%s gives every known answer within its tolerance', (name, estimate) => {
    const { cases, tolerance } = readAnswers(name)
    expect(cases.length).toBeGreaterThan(0)
    expect(cases.flatMap(({ id, input, expected }) => differences(estimate(input), expected, { tolerance, at: id }))).toEqual([])
  })
})
