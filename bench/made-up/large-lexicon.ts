import { oneOf } from './synthetic-text.ts'
import { seededRandom } from '../../src/core/stats/seeded-random.ts'

const frames = 10
const words = 'harbour treaty minister cabinet border trade tariff river ally pact summit market strike union debt bridge signal'.split(' ')

/** The file of a lexicon with so many made-up terms of two patterns each, of which few stand in any article. */
export function largeLexicon(terms: number): string {
  const random = seededRandom(3, 'large lexicon')
  const lines = ['id: large', 'version: 1', 'frames:']
  for (let frame = 0; frame < frames; frame += 1) lines.push(`  - { id: f-${frame}, definition: Frame ${frame} of a made-up lexicon. }`)
  lines.push('terms:')
  for (let term = 0; term < terms; term += 1) {
    const word = oneOf(words, random)
    lines.push(
      `  - id: t-${term}`,
      `    frame: f-${term % frames}`,
      `    concept: t-${term}`,
      '    language: en',
      `    patterns: ["${word} x${term}", "${oneOf(words, random)} * x${term}"]`,
      `    examples: ["The ${word} x${term} stood."]`,
    )
  }
  return `${lines.join('\n')}\n`
}
