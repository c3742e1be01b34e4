import { compileLexicon } from '../hits/automaton/compile.ts'
import { findTermHits } from '../hits/find-term-hits.ts'
import type { Lexicon } from './lexicon.ts'

export interface ExampleFailure {
  readonly term: string
  readonly kind: 'example' | 'counterexample'
  readonly example: string
  readonly problem: string
}

export interface ExampleCheck {
  readonly checked: number
  readonly failures: readonly ExampleFailure[]
}

/** Runs the whole lexicon over its own sentences: in an example the term itself has to be a hit, in a counterexample it must not be. */
export function checkExamples(lexicon: Lexicon): ExampleCheck {
  const compiled = compileLexicon(lexicon)
  const failures: ExampleFailure[] = []
  let checked = 0
  for (const { id, frame, language, examples, counterexamples } of lexicon.terms) {
    const hitsIn = (text: string) => findTermHits(text, { language, lexicon: compiled, bodyStart: 0 })
    for (const example of examples) {
      checked++
      const hits = hitsIn(example)
      if (hits.some(({ term }) => term === id)) continue
      const others = hits.filter((hit) => hit.frame === frame).map(({ term }) => term)
      failures.push({ term: id, kind: 'example', example, problem: others.length > 0 ? `found as ${others.join(', ')}` : 'not found' })
    }
    for (const example of counterexamples) {
      checked++
      const hit = hitsIn(example).find(({ term }) => term === id)
      if (hit) failures.push({ term: id, kind: 'counterexample', example, problem: `found "${hit.text}"` })
    }
  }
  return { checked, failures }
}
