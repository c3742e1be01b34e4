import { describe, expect, test } from 'vitest'
import { checkExamples } from '../../../src/core/lexicon/check-examples.ts'
import { lintLexicon } from '../../../src/core/lexicon/lint.ts'
import { listLexicons, readLexicon } from '../../../src/io/config/lexicon-file.ts'

const listed = await listLexicons(['config'])

describe.each(listed)('the lexicon $id', ({ path }) => {
  test('finds every example by its own term, and no counterexample', async () => {
    const { checked, failures } = checkExamples((await readLexicon(path, [])).lexicon)
    expect(checked).toBeGreaterThan(100)
    expect(failures).toEqual([])
  })

  test('has no mistakes', async () => {
    expect(lintLexicon((await readLexicon(path, [])).lexicon).filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
