import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import { findTermHits } from '../../../src/core/hits/find-term-hits.ts'
import { fitsGlob, parsePattern } from '../../../src/core/lexicon/pattern.ts'
import { PipelineError } from '../../../src/errors.ts'
import { lexiconOf } from './lexicon-of.ts'

const file = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'security/patterns.json')
const casesSchema = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      pattern: z.string(),
      haystack: z.object({ unit: z.string(), count: z.int(), suffix: z.string() }),
      expect: z.string(),
      budgetMs: z.number(),
      why: z.string(),
    }),
  ),
})
const cases = existsSync(file) ? casesSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).cases : []

describe.skipIf(cases.length === 0)(`the pattern vectors (${file})`, () => {
  test.each(cases)('$id: $expect ($why)', ({ pattern, haystack, expect: expected, budgetMs }) => {
    const text = haystack.unit.repeat(haystack.count) + haystack.suffix
    let refused = false
    let hits = 0
    const started = performance.now()
    try {
      hits = findTermHits(text, { language: 'en', lexicon: compileLexicon(lexiconOf([pattern])), bodyStart: 0 }).length
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error
      refused = true
    }
    const tookMs = performance.now() - started
    if (expected === 'reject') expect(refused).toBe(true)
    if (['match', 'literal', 'match-literal'].includes(expected)) expect(hits).toBeGreaterThan(0)
    if (expected.startsWith('accept')) expect(refused).toBe(false)
    // A generous multiple: the point is linear against exponential, on a machine that may be busy.
    expect(tookMs).toBeLessThan(10 * budgetMs)
  })
})

test('braces stand for each of their choices, in all combinations', () => {
  expect(parsePattern('{stab,stabs} in {the,a} back')).toHaveLength(4)
})

test('a star inside or behind a word stands for any letters', () => {
  expect(fitsGlob('betrayal', ['betray', ''])).toBe(true)
  expect(fitsGlob('betray', ['betray', ''])).toBe(true)
  expect(fitsGlob('abab', ['ab', 'ab'])).toBe(true)
  expect(fitsGlob('aba', ['ab', 'ab'])).toBe(false)
})

test('what looks like a regular expression is refused with the place and a hint, and odd literals are not', () => {
  expect(() => parsePattern('betray.*')).toThrow(/character 7: it looks like a regular expression/)
  for (const literal of ['C++', '.com', '$1', 'constructor', '__proto__']) expect(parsePattern(literal)).toHaveLength(1)
})
