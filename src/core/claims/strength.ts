import type { Mode } from '../../model.ts'
import { shortNumber } from '../report/wording.ts'

/** How far a statement goes. */
export interface Strength {
  readonly mode: Mode
  /** The outlet says it itself; `undefined` where nobody can tell. */
  readonly isOwnVoice: boolean | undefined
  /** The strongest good or bad word of it, 0 to 3; `undefined` for a language without a valence list. */
  readonly charge: number | undefined
  /** Numbers that the other does not have. */
  readonly numbers: readonly string[]
}

export interface Difference {
  /** Said of the claim. */
  readonly grade: 'stronger' | 'weaker'
  readonly reason: string
}

/** In what a claim goes further than its source, or less far; the weightiest first. `outlet` is the source's name. */
export function differences(claim: Strength, source: Strength, outlet: string): readonly Difference[] {
  return [
    modes(claim, source, outlet),
    voices(claim, source, outlet),
    numbers(claim, source, outlet),
    charges(claim, source, outlet),
  ].flatMap((difference) => difference ?? [])
}

/** How much of an assertion is left. */
const firmness: Readonly<Record<Mode, number>> = { asserted: 2, hedged: 1, question: 1, negated: 0 }
const modeWords: Readonly<Record<Mode, string>> = { asserted: 'asserts', hedged: 'hedges', question: 'asks', negated: 'denies' }

function modes(claim: Strength, source: Strength, outlet: string): Difference | undefined {
  if (firmness[claim.mode] === firmness[source.mode]) return undefined
  const grade = firmness[claim.mode] > firmness[source.mode] ? 'stronger' : 'weaker'
  return { grade, reason: `${outlet} ${modeWords[source.mode]} what the anchor ${modeWords[claim.mode]}` }
}

function voices(claim: Strength, source: Strength, outlet: string): Difference | undefined {
  if (claim.isOwnVoice === undefined || source.isOwnVoice === undefined || claim.isOwnVoice === source.isOwnVoice) return undefined
  if (claim.isOwnVoice)
    return { grade: 'stronger', reason: `${outlet} has it in the mouth of others, and the anchor gives it to ${outlet} itself` }
  return { grade: 'weaker', reason: `${outlet} says it itself, and the anchor gives it to others whom ${outlet} quotes` }
}

/** Further apart than this, two numbers count different things. */
const mostApart = 5

function numbers(claim: Strength, source: Strength, outlet: string): Difference | undefined {
  const [said, ...moreSaid] = claim.numbers
  const [printed, ...morePrinted] = source.numbers
  if (said === undefined || printed === undefined || moreSaid.length + morePrinted.length > 0) return undefined
  const ratio = Number(said) / Number(printed)
  if (!(ratio < mostApart && ratio > 1 / mostApart)) return undefined
  const reason = `the anchor has ${shortNumber(Number(said))} where ${outlet} has ${shortNumber(Number(printed))}`
  return { grade: ratio > 1 ? 'stronger' : 'weaker', reason }
}

/** Steps of charge by which one word is plainly stronger than another. */
const plainlyStronger = 2

function charges(claim: Strength, source: Strength, outlet: string): Difference | undefined {
  if (claim.charge === undefined || source.charge === undefined || Math.min(claim.charge, source.charge) === 0) return undefined
  const step = claim.charge - source.charge
  if (Math.abs(step) < plainlyStronger) return undefined
  return step > 0
    ? { grade: 'stronger', reason: `the words of ${outlet} are milder` }
    : { grade: 'weaker', reason: `the words of ${outlet} are harsher` }
}
