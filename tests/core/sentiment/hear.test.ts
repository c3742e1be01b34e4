import { describe, expect, test } from 'vitest'
import { hear, toneQuestions } from '../../../src/core/sentiment/hear.ts'
import type { ScoringInput, SentimentScorer } from '../../../src/core/sentiment/scorer.ts'
import { sentences } from '../../../src/core/text/sentences.ts'
import { findVoices } from '../../../src/core/voice/voices.ts'
import { readLanguages } from '../../../src/io/config/languages.ts'

const languages = await readLanguages(['config'])

/** `[term]` marks the hit. */
function ask(marked: string, language = 'en', bodyStart = 0) {
  const start = marked.indexOf('[')
  const text = marked.replace('[', '').replace(']', '')
  const hit = { start, end: marked.indexOf(']') - 1 }
  const knowledge = languages.get(language)
  const voices = findVoices(text, { language: knowledge, bodyStart })
  const all = sentences(text, { language, abbreviations: knowledge?.abbreviations ?? [] })
  const sentence = all.find((one) => one.start <= hit.start && hit.end <= one.end) ?? { start: 0, end: text.length }
  const question = toneQuestions({ text, bodyStart }, { knowledge, voices })(hit, sentence)
  const named = question.named && question.text.slice(question.named.start, question.named.end)
  return { question, named, knowledge }
}

describe('toneQuestions', () => {
  test('leaves the words of the hit out and keeps every other in its place', () => {
    const { question } = ask('Ministers called it [a stab in the back] of Severia.')
    expect(question.text).toBe(`Ministers called it ${' '.repeat(18)} of Severia.`)
    expect(question.hit).toEqual({ start: 20, end: 38 })
  })

  test('names the one next to the hit, before it rather than behind it', () => {
    expect(ask('The paper said that Altyndala had dealt a [stab in the back] to Severia.').named).toBe('Altyndala')
    expect(ask('It was a [stab in the back] for Severia.').named).toBe('Severia')
    expect(ask('Last week Marenta signed, but the turn of President Daniyar Serikov was a [betrayal].').named).toBe(
      'President Daniyar Serikov',
    )
  })

  test('takes no speaker for the one who is spoken of', () => {
    expect(ask('Ada Vos said that Severia had been [betrayed].').named).toBe('Severia')
    expect(ask('"This is [betrayal]," said Ada Vos.').named).toBeUndefined()
  })

  test('a word that opens a sentence is a name where the text prints it as one elsewhere', () => {
    expect(ask('Gratitude was due. Severia felt [betrayed].').named).toBeUndefined()
    expect(ask('It was hard on Severia. Severia was [betrayed].').named).toBe('Severia')
  })

  test('believes no capital of a headline that the body does not bear out', () => {
    const text = 'Neighbour Deals A [Stab In The Back] To Severia\n\nOn Monday the talks with Severia ended.'
    expect(ask(text, 'en', text.indexOf('On Monday') - 2).named).toBe('Severia')
  })

  test('days and "I" are nobody', () => {
    expect(ask('On that Monday I felt [betrayed].').named).toBeUndefined()
  })

  test('names in Russian, and none in a script without capitals', () => {
    expect(ask('Газета пишет, что Алтындала нанесла [удар в спину].', 'ru').named).toBe('Алтындала')
    expect(ask('该报称此举是[背后捅刀]。', 'zh').named).toBeUndefined()
  })

  test('reads a text of half a million characters with a hit in it in bounded time', () => {
    const text = `${'Severia met Marenta, '.repeat(25_000)}a [betrayal].`
    expect(ask(text).named).toBe('Marenta')
  })
})

describe('hear', () => {
  const asked: ScoringInput[] = []
  const listener = (name: 'valence' | 'target', towards: SentimentScorer['towards']): SentimentScorer => ({
    name,
    towards,
    score: (input) => {
      asked.push(input)
      return { label: 'negative', score: -0.5 }
    },
  })

  test('asks one model about the term and another about the one who is named, and says whom', () => {
    const { question, knowledge } = ask('Critics said that Severia was [betrayed].')
    const scorers = [listener('valence', 'term'), listener('target', 'name')]
    expect(hear(question, { language: 'en', knowledge, scorers })).toEqual({
      valence: { label: 'negative', score: -0.5 },
      target: { label: 'negative', score: -0.5, towards: 'Severia' },
    })
    expect(asked.map(({ text, target }) => text.slice(target?.start, target?.end).trim())).toEqual(['', 'Severia'])
  })

  test('a model of targets says nothing where nobody is named', () => {
    const { question, knowledge } = ask('It was called a [betrayal].')
    expect(hear(question, { language: 'en', knowledge, scorers: [listener('target', 'name')] })).toEqual({})
  })
})
