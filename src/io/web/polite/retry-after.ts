/**
 * How long a `Retry-After` asks to wait, in ms: seconds, or a date in any form HTTP knows. 0 for what lies in the past; `undefined` for what
 * says nothing. Not limited: a date in the year 2399 is one.
 */
export function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? ''
  if (text === '') return undefined
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return Math.max(0, Number(text) * 1000)
  // A date has a weekday or a month in letters; Date.parse takes all sorts of other things for one.
  const date = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs)
}
