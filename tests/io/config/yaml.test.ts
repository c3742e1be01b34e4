import { expect, test } from 'vitest'
import { lexiconSchema } from '../../../src/core/lexicon/lexicon.ts'
import { parseYaml } from '../../../src/io/config/yaml.ts'

const bad = `id: Bad Name
version: one
frames:
  - id: f
    definition: ""
terms:
  - id: t
    frame: f
    concept: c
    language: english
    patterns: []
    match: word
    weight: -3
    colour: red
  - id: u
    frame: f
    language: en
    patterns: x
`

test('mistakes in a file are told with their lines and in plain words', () => {
  const mistakes = mistakesOf(bad)
  expect(mistakes.toSorted()).toEqual(
    [
      'line 1, id: expected letters, digits, dots and hyphens, found "Bad Name"',
      'line 2, version: expected a number, found "one"',
      'line 5, frames[0].definition: expected some text, found none',
      'line 10, terms[0].language: expected a BCP 47 primary subtag such as "en", found "english"',
      'line 11, terms[0].patterns: expected at least one entry, found none',
      'line 12, terms[0].match: expected "phrase" or "lemma", found "word"',
      'line 13, terms[0].weight: expected at least 0, found -3',
      'line 7, terms[0]: no such key: "colour"',
      'line 15, terms[1].concept: it is missing; expected text',
      'line 18, terms[1].patterns: expected a list, found "x"',
    ].toSorted(),
  )
  expect(mistakesOf('- a\n')).toEqual(['line 1, the file: expected keys and values, found a list'])
})

function mistakesOf(text: string): readonly string[] {
  try {
    parseYaml(text, { path: 'x.yaml', schema: lexiconSchema, code: 'lexicon-invalid' })
    return []
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*? mistakes?: /, '').split('; line ').map((each, index) => (index === 0 ? each : `line ${each}`)) : []
  }
}
