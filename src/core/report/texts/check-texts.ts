import type { Contrast } from '../../../model.ts'
import { isFitToCompare, saysTooLittle } from '../../compare/check-hits.ts'
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
  const unfit = checks.filter(({ check }) => isFitToCompare(check) === false)
  const framesOf = (some: typeof unfit) => listed([...new Set(some.map(({ frame }) => `“${frameName(frame)}”`))])
  // An interval that reaches down to half says that too little was looked at, not that the hits are wrong.
  const [untold, doubtful] = [unfit.filter(({ check }) => saysTooLittle(check)), unfit.filter(({ check }) => !saysTooLittle(check))]
  const verdict = [
    unfit.length === 0 ? 'All that were checked are right often enough to compare by.' : '',
    untold.length === 0 ? '' : `Too few were checked to say so of some comparisons in ${framesOf(untold)}.`,
    doubtful.length === 0 ? '' : `By this, some comparisons in ${framesOf(doubtful)} are to be read with care.`,
  ]
  return [
    [
      'Hits checked',
      `People said of some hits whether they mean their frame, and each verdict names how many and what share is right, every term of every outlet weighing by its hits. A comparison is fit where the lower limit of that share is 70 % or more and the sides do not differ in it; under 50 % its verdict is withheld, be it that too many are wrong or that too few were checked to say; the sentence tells which, and how many more would do. ${verdict.filter((part) => part !== '').join(' ')}`,
    ],
  ]
}
