import type { Comparison, Contrast, Estimate } from '../../model.ts'

/** How outlets and frames are called in a report. */
export interface Names {
  outletName(id: string): string
  frameName(id: string): string
}

/** What the comparison comes to, in one sentence, from its verdicts. The strongest judged difference leads; without one, how far the text reaches. */
export function describeFinding(comparison: Comparison, names: Names): string {
  const against = comparison.contrasts.filter(({ b }) => b === 'others')
  const judged = against.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower')
  const strongest = judged.toSorted((x, y) => strength(y) - strength(x))[0]
  if (strongest) {
    const rest = judged.length > 1 ? ` ${judged.length - 1} more ${judged.length === 2 ? 'difference is' : 'differences are'} clear.` : ''
    return describeContrast(strongest, names) + rest
  }
  const used = mostUsed(comparison, names)
  if (used === undefined) return 'No outlet uses any of the frames in its own voice.'
  const tested = against.filter(({ verdict }) => verdict === 'no-clear-difference').length
  if (tested > 0) return `${used} No difference between outlets is clear: the text is too short, or there is none.`
  return `${used} There are too few articles to call differences between outlets.`
}

/** One contrast in words, with its base. */
export function describeContrast(contrast: Contrast, names: Names): string {
  const a = names.outletName(contrast.a)
  const b = contrast.b === 'others' ? 'the other outlets' : names.outletName(contrast.b)
  const frame = `“${names.frameName(contrast.frame)}”`
  switch (contrast.verdict) {
    case 'not-used':
      return `${frame}: not used by ${a} or ${b} in their own voice.`
    case 'one-article':
      return `${frame}: ${a} or ${b} has only one article; its count and its sentence stand for themselves.`
    case 'too-few':
      return `${frame}: too few articles (${contrast.ratio?.n ?? 0}) to compare ${a} with ${b}.`
    case 'no-clear-difference':
      return `${frame}: no clear difference between ${a} and ${b}: between ${times(contrast.ratio?.low)} and ${times(contrast.ratio?.high)} times as often.`
    case 'higher':
      return `${a} uses ${frame} ${ratioWords(contrast.ratio)} as often as ${b} in its own voice.`
    case 'lower':
      return `${a} uses ${frame} less often than ${b} in its own voice: ${ratioWords(contrast.ratio)} as often.`
    case 'withheld':
      return `${frame}: no verdict on ${a} and ${b}, because shared agency text makes up more than half of a side.`
    case 'different-languages':
      return `${frame}: ${a} and ${b} write in different languages; lexicons are not equated.`
  }
}

function strength({ ratio }: Contrast): number {
  return ratio ? Math.abs(Math.log(ratio.value === 0 ? 1e-6 : Math.min(ratio.value, 1e6))) : 0
}

function ratioWords(ratio: Estimate | undefined): string {
  if (!ratio) return 'an unknown number of times'
  return `${times(ratio.value)} times (${times(ratio.low)} to ${times(ratio.high)}, ${ratio.n} articles)`
}

function times(value: number | undefined): string {
  if (value === undefined) return '?'
  if (!Number.isFinite(value)) return 'any number of'
  return value >= 10 ? value.toFixed(0) : value.toPrecision(2)
}

/** Who says most in its own voice: a count with its base, never a comparison. */
function mostUsed({ rates }: Comparison, names: Names): string | undefined {
  const own = rates.filter(({ zone, voice, hits }) => zone === 'body' && voice === 'outlet' && hits > 0)
  const top = own.toSorted((x, y) => y.hits - x.hits || y.articlesWithHit - x.articlesWithHit)[0]
  if (!top) return undefined
  const articles = `${top.articlesWithHit} of ${top.articles} ${top.articles === 1 ? 'article' : 'articles'}`
  return `${names.outletName(top.outlet)} uses “${names.frameName(top.frame)}” in its own voice in ${articles} (${top.hits} ${top.hits === 1 ? 'hit' : 'hits'}).`
}
