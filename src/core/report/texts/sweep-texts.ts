import type { Sweep } from '../../../model.ts'
import { counted, listed } from '../wording.ts'

/** Which choices were made beside the report's own, exactly, and which change nothing here. Empty without a sweep. */
export function sweepTexts(sweep: Sweep | undefined): readonly (readonly [heading: string, text: string])[] {
  if (!sweep) return []
  const { choices, idle } = sweep
  const parts = (['lexicon', 'copies', 'grouping'] as const).map((key) => [...new Set(choices.map((choice) => choice[key]))])
  const repeated =
    choices.length === 1
      ? 'None of the other choices changes anything here, so there is nothing to repeat.'
      : `The comparison was made under ${counted(choices.length, 'choice')}, every combination of: ${parts.map((words) => alternatives(words)).join('; ')}. “Holds in k of n choices” says in how many of them the verdict is the same; each is corrected over all that it tests.`
  const left = idle.length === 0 ? '' : ` Not counted as choices, because they change nothing here: ${listed(idle)}.`
  return [['Other choices', `${repeated}${left} Verdicts under each choice are in report.json.`]]
}

function alternatives(words: readonly string[]): string {
  return words.length === 1 ? `${words[0]} (no alternative)` : words.join(', or ')
}
