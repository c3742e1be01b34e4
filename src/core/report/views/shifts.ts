import type { ReportData } from '../report-data.ts'

/** The shifts of a frame worth showing: of outlets with a verdict; without any, of the one that says it most, and then only described. */
export function shownStoryShifts({ shifts, comparison }: ReportData, frame: string): ReportData['shifts'] {
  const own = shifts.filter((shift) => shift.frame === frame)
  const called = new Set(
    comparison.contrasts
      .filter((contrast) => contrast.frame === frame && contrast.b === 'others')
      .filter(({ verdict }) => verdict === 'higher' || verdict === 'lower')
      .map(({ a }) => a),
  )
  const clear = own.filter(({ outlet }) => called.has(outlet))
  return clear.length > 0
    ? clear.slice(0, 2)
    : own
        .toSorted((x, y) => y.a - x.a)
        .filter(({ a }) => a > 0)
        .slice(0, 1)
}
