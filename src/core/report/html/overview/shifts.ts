import { outletOf, type ReportData, type ReportFrame } from '../../report-data.ts'
import { anchorId, html, nothing, type Markup } from '../markup.ts'
import { shiftPart } from '../parts/shift.ts'

/** Which terms a difference is made of: of outlets with a verdict, else of the one that says it most, and then only described. */
export function shiftsOf({ shifts, comparison, outlets }: ReportData, frame: ReportFrame): Markup {
  const own = shifts.filter((shift) => shift.frame === frame.id)
  const called = new Set(
    comparison.contrasts
      .filter(({ frame: of, b, verdict }) => of === frame.id && b === 'others' && (verdict === 'higher' || verdict === 'lower'))
      .map(({ a }) => a),
  )
  const clear = own.filter(({ outlet }) => called.has(outlet))
  const [most] = own.toSorted((x, y) => y.a - x.a)
  const shown = clear.length > 0 ? clear.slice(0, 2) : most && most.a > 0 ? [most] : []
  if (shown.length === 0) return nothing
  return html`${shown.map((shift) =>
    shiftPart(shift, {
      id: anchorId('shift', `${frame.id}-${shift.outlet}`),
      frame: frame.name,
      a: outletOf({ outlets }, shift.outlet).name,
      others: 'the other outlets in its language',
    }),
  )}
  ${clear.length === 0 ? html`<p class="note">A description, not a finding: no difference is called in this frame.</p>` : nothing}`
}
