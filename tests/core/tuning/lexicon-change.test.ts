import { expect, test } from 'vitest'
import { lexiconChange, termsBeside } from '../../../src/core/tuning/lexicon-change.ts'
import { lexiconOf, termOf } from './terms.ts'

const base = termOf({ id: 'a', patterns: ['one', 'two'] })

test('a change is said as a person would say it', () => {
  const change = (fields: Parameters<typeof termOf>[0]) => lexiconChange(lexiconOf([base]), lexiconOf([{ ...base, ...fields }])).summary
  expect(change({ patterns: ['one'] })).toEqual(['1 narrowed'])
  expect(change({ unless: ['one more'] })).toEqual(['1 narrowed'])
  expect(change({ patterns: ['one', 'two', 'three'] })).toEqual(['1 widened'])
  expect(change({ patterns: ['one', 'three'] })).toEqual(['1 reworked'])
  expect(change({ match: 'lemma' })).toEqual(['1 reworked'])
  expect(change({ note: 'Said better' })).toEqual(['1 described anew'])
  expect(change({})).toEqual([])
  expect(lexiconChange(lexiconOf([base]), lexiconOf([base, termOf({ id: 'b', frame: 'g' })])).summary).toEqual(['+1 frame', '+1 term'])
})

test('notes and examples move no hit, and need no look at any article', () => {
  const change = lexiconChange(lexiconOf([base]), lexiconOf([{ ...base, note: 'New', examples: ['one', 'two'] }]))
  expect([change.before, change.after, change.frames.size]).toEqual([[], [], 0])
})

test('terms of the same frame and language are looked up with a changed one, and no others', () => {
  const beside = termOf({ id: 'b' })
  const elsewhere = [termOf({ id: 'c', language: 'ru' }), termOf({ id: 'd', frame: 'g' })]
  const old = lexiconOf([base, beside, ...elsewhere])
  const change = lexiconChange(old, lexiconOf([{ ...base, patterns: ['one'] }, beside, ...elsewhere]))
  expect(termsBeside(old, change).terms.map(({ id }) => id)).toEqual(['a', 'b'])
})
