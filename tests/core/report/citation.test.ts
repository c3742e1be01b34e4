import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { toBibtex, toCff } from '../../../src/core/report/texts/citation.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

const hostile = 'A "title": {of} \\write18 \n- key: #1 & 50% ~^ $x_y$\u0000\u2028end }}, note = {x'

test('CITATION.cff is YAML with everything that CFF 1.2.0 asks for, whatever the headline is', () => {
  const data = { ...sampleReport(), storyTitle: hostile }
  const cff: unknown = parse(toCff(data))
  expect(cff).toMatchObject({
    'cff-version': '1.2.0',
    message: expect.any(String),
    type: 'dataset',
    title: 'Framing report: “A "title": {of} \\write18 - key: #1 & 50% ~^ $x_y$ end }}, note = {x”',
    authors: [{ name: 'Frameshift 0.1.0' }],
    version: data.run.id,
    'date-released': '2026-03-15',
    identifiers: expect.arrayContaining([{ type: 'other', value: data.lexicon.hash, description: 'SHA-256 of the lexicon' }]),
  })
})

test('the BibTeX entry keeps its braces in balance, and no headline can end a field', () => {
  const entry = toBibtex({ ...sampleReport(), storyTitle: hostile })
  let depth = 0
  const depths = [...entry].map((character) => (depth += character === '{' ? 1 : character === '}' ? -1 : 0))
  expect(depth).toBe(0)
  expect(Math.min(...depths)).toBe(0)
  expect(entry.split('\n').filter((line) => /^  \w+ = /.test(line))).toHaveLength(5)
  expect(entry).not.toMatch(/[^\\][#%&$]/)
})
