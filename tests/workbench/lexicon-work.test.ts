import { expect, test } from 'vitest'
import { fileURLToPath } from 'node:url'
import { lexiconYaml } from '../../src/io/config/lexicon-edit.ts'
import { readLexicon } from '../../src/io/config/lexicon-file.ts'
import { checkHere, checkLexicon, writeLexicon } from '../../src/workbench/versions/lexicon-work.ts'

const config = fileURLToPath(new URL('../../config', import.meta.url))

test('a lexicon that has a thread of its own is checked and written as it would be here', async () => {
  const { lexicon } = await readLexicon('international-relations', [config])
  expect(lexicon.terms.length).toBeGreaterThan(100)
  expect(await checkLexicon(lexicon)).toEqual(checkHere(lexicon))
  expect(await writeLexicon(lexicon, undefined)).toBe(lexiconYaml(lexicon, undefined))
})

test('what goes wrong in the thread is told here, and work that is stopped ends with the reason', async () => {
  const { lexicon } = await readLexicon('international-relations', [config])
  await expect(writeLexicon(lexicon, 'terms: [\n')).rejects.toMatchObject({ code: 'lexicon-invalid', retry: 'never' })
  const stopped = new Error('stopped')
  await expect(checkLexicon(lexicon, AbortSignal.abort(stopped))).rejects.toBe(stopped)
})

test('a pattern that cannot be read is a finding, and no sentence is looked up then', () => {
  const term = {
    id: 't',
    frame: 'f',
    concept: 't',
    language: 'en',
    patterns: ['*'],
    match: 'phrase',
    weight: 1,
    scope: 'any',
    unless: [],
    examples: ['A tide.'],
    counterexamples: [],
    note: undefined,
    source: undefined,
  } as const
  const frames = [{ id: 'f', name: undefined, definition: 'An act.', sources: [] }]
  const { findings, checked } = checkHere({ id: 'l', version: 1, licence: undefined, frames, terms: [term] })
  expect(findings.map(({ rule }) => rule)).toContain('pattern-invalid')
  expect(checked).toBe(0)
})
