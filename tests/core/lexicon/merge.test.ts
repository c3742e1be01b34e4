import { expect, test } from 'vitest'
import { lexiconSchema } from '../../../src/core/lexicon/lexicon.ts'
import { mergeLexicons } from '../../../src/core/lexicon/merge.ts'
import { lexiconOf } from './lexicon-of.ts'

const renamed = (id: string) => {
  const lexicon = lexiconOf(['stab in the back'])
  const frames = lexicon.frames.map((frame) => ({ ...frame, id: `${id}-${frame.id}` }))
  return { ...lexicon, id, frames, terms: lexicon.terms.map((term) => ({ ...term, id: `${id}-${term.id}`, frame: `${id}-${term.frame}` })) }
}

test('two lexicons side by side are a lexicon like any other, however long their names are', () => {
  const merged = mergeLexicons([renamed('one'), renamed('two')])
  expect(lexiconSchema.parse(merged)).toEqual(merged)
  expect(merged.id).toBe('one-and-two')
  expect(lexiconSchema.parse(mergeLexicons([renamed('x'.repeat(60)), renamed('y'.repeat(60))])).id).toHaveLength(100)
})

test('one id for two things is refused, and named', () => {
  expect(() => mergeLexicons([renamed('one'), renamed('one')])).toThrow(/both have frames called "one-betrayal"/)
})
