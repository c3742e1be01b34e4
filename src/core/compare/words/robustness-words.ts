import type { Contrast } from '../../../model.ts'

/** Choices named beside a finding; more are counted. */
const mostNamed = 3

/** " Holds in 9 of 12 choices (not: without single words; …)." Empty where nothing was repeated. */
export function robustnessWords({ robustness }: Pick<Contrast, 'robustness'>): string {
  if (!robustness) return ''
  const { holds, of, otherwise } = robustness
  const named = otherwise.slice(0, mostNamed).join('; ')
  const more = otherwise.length > mostNamed ? `; and ${otherwise.length - mostNamed} more` : ''
  return ` Holds in ${holds} of ${of} choices${otherwise.length === 0 ? '' : ` (not: ${named}${more})`}.`
}
