import type { Contrast } from '../../../model.ts'
import { isFitToCompare } from '../../compare/check-hits.ts'
import { listed } from '../wording.ts'

/** What people checked of the hits behind the verdicts, and what follows from it. Empty where nothing was tested. */
export function checkTexts(
  contrasts: readonly Pick<Contrast, 'frame' | 'check'>[],
  frameName: (id: string) => string,
): readonly (readonly [heading: string, text: string])[] {
  const checks = contrasts.flatMap(({ frame, check }) => (check ? [{ frame, check }] : []))
  if (checks.length === 0) return []
  if (checks.every(({ check }) => check.checked === 0))
    return [
      [
        'Hits checked',
        'None. Nobody has said of the hits behind these comparisons whether they mean their frame: how often they do is not known. “lexicon judge” asks for it, and the next report counts the answers.',
      ],
    ]
  const unfit = [...new Set(checks.flatMap(({ frame, check }) => (isFitToCompare(check) === false ? [`“${frameName(frame)}”`] : [])))]
  const verdict =
    unfit.length === 0
      ? 'All that were checked are right often enough to compare by.'
      : `By this, some comparisons in ${listed(unfit)} are to be read with care.`
  return [
    [
      'Hits checked',
      `People said of some hits whether they mean their frame, and each verdict names how many and what share is right, every term of every outlet weighing by its hits. A comparison is fit where the lower limit of that share is 70 % or more and the sides do not differ in it; under 50 % its verdict is withheld. ${verdict}`,
    ],
  ]
}
