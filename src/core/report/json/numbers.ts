import type { Estimate } from '../../../model.ts'
import type { ReportJson } from './report-schema.ts'

/** Numbers as `report.json` writes them: absent is `null`, infinity a string, 12 significant digits. */
export function estimateJson(estimate: Estimate | undefined): ReportJson['rates'][number]['perThousand'] {
  if (!estimate) return null
  const { value, low, high, level, n, method } = estimate
  return { value: orInfinity(value), low: rounded(low), high: orInfinity(high), level, n, method }
}

export function orInfinity(value: number): number | 'Infinity' {
  return value === Infinity ? 'Infinity' : rounded(value)
}

export function numberOrNull(value: number | undefined): number | null {
  return value === undefined ? null : rounded(value)
}

/** Twelve significant digits: the last ones differ between processors and say nothing. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12))
}

export function sortedByKey<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
