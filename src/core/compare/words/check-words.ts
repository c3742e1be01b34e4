import type { Contrast, HitCheck } from '../../../model.ts'
import { answersToSay } from '../check-hits.ts'

type Checked = Pick<Contrast, 'check'>

/** Why there is no verdict on a contrast that is withheld, as the end of a sentence. */
export function withheldWords(contrast: Checked): string {
  const { check } = contrast
  if (!check) return 'agency text that both print makes up more than half of a side or holds every hit.'
  const more = answersToSay(check)
  if (more === undefined) return `too many of the hits that were checked do not mean the frame.${checkWords(contrast)}`
  return `too few of its hits were checked to say how many mean the frame.${checkWords(contrast)} ${moreWords(check, more)}`
}

/** Why verdicts are withheld for what people checked, as the end of a sentence; `undefined` where none is. */
export function whyUnsure(contrasts: readonly Pick<Contrast, 'check' | 'verdict'>[]): string | undefined {
  const checks = contrasts.flatMap(({ verdict, check }) => (verdict === 'withheld' && check ? [check] : []))
  if (checks.length === 0) return undefined
  const tooFew = checks.filter((check) => answersToSay(check) !== undefined).length
  if (tooFew === checks.length) return 'too few hits were checked to say how many mean their frame'
  if (tooFew === 0) return 'too many of the hits that were checked do not mean their frame'
  return 'of the hits that were checked too many do not mean their frame, or too few were checked to say'
}

/** " Hits checked: 24 of 31, 88 % right (…)." Empty where nobody looked. */
export function checkWords({ check }: Checked): string {
  if (!check?.right) return ''
  const { hits, checked, right, sidesDiffer } = check
  const limits = checked === hits ? '' : ` (between ${percent(right.low)} and ${percent(right.high)} %)`
  return ` Hits checked: ${checked} of ${hits}, ${percent(right.value)} % right${limits}${sidesDiffer ? ', and not as often on both sides' : ''}${coverWords(check)}.`
}

/** What a share cannot speak for: a term of an outlet none of whose hits was looked at. */
function coverWords({ coveredShare = 1 }: HitCheck): string {
  if (coveredShare >= 1) return ''
  return `; that speaks for ${percent(coveredShare)} % of the hits, as of some terms of an outlet none was checked`
}

function moreWords({ hits, checked, right }: HitCheck, more: number): string {
  if (checked + more >= hits) return `To say it, all ${hits} would have to be checked.`
  const answers = more === 1 ? 'One more answer' : `${more} more answers`
  return right?.value === 1 ? `${answers} like these would do.` : `About ${answers.toLowerCase()}, right as often as these, would do.`
}

/** Never a full 100 or 0 for what is not. */
function percent(share: number): string {
  const whole = Math.round(share * 100)
  return String(share < 1 && share > 0 ? Math.min(99, Math.max(1, whole)) : whole)
}
