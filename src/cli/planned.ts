import type { ComparisonRequest } from '../comparison-run.ts'
import type { PlanFile } from '../io/config/plan-file.ts'
import { parseDays } from './comparison-options.ts'

/** What the command line says by itself; all else is a default, and gives way to the plan. */
export type Explicit = (option: keyof PlanFile) => boolean

/** A request as a plan file has it, and where the command line has it otherwise, each in words. */
export function underPlan(
  request: ComparisonRequest,
  plan: PlanFile,
  isExplicit: Explicit,
): { readonly request: ComparisonRequest; readonly deviations: readonly string[] } {
  const deviations: string[] = []
  const choose = <Value extends Said>(name: keyof PlanFile, asked: Value, planned: Value | undefined): Value => {
    if (planned === undefined || JSON.stringify(asked) === JSON.stringify(planned)) return asked
    if (!isExplicit(name)) return planned
    deviations.push(`${words[name] ?? name}: ${said(asked)}, planned was ${said(planned)}`)
    return asked
  }
  const planned: ComparisonRequest = {
    ...request,
    lexicons: choose('lexicons', request.lexicons, plan.lexicons),
    outletsFile: choose('outlets', request.outletsFile, plan.outlets),
    windowDays: choose('window', request.windowDays, plan.window === undefined ? undefined : parseDays(plan.window)),
    perOutlet: choose('perOutlet', request.perOutlet, plan.perOutlet),
    pairs: choose('pairs', request.pairs, plan.pairs),
    sweep: choose('sweep', request.sweep, plan.sweep),
  }
  const byHand = request.pins.length + request.excludes.length
  if (byHand > 0) deviations.push(`Pinned or excluded by hand: ${[...request.pins, ...request.excludes].join(', ')}`)
  return { request: planned, deviations }
}

const words: Partial<Record<keyof PlanFile, string>> = {
  lexicons: 'Lexicon',
  outlets: 'Outlets',
  window: 'Days either side of the anchor',
  perOutlet: 'Articles an outlet',
  pairs: 'Pairs of outlets',
  sweep: 'Other choices',
}

type Said = string | number | boolean | readonly string[] | undefined

function said(value: Said): string {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  return typeof value === 'object' ? value.join(', ') : String(value ?? 'none')
}
