import { outletOf, type ReportData, type ReportFrame } from '../../report-data.ts'
import { shownStoryShifts } from '../../views/shifts.ts'
import { anchorId, html, nothing, type Markup } from '../markup.ts'
import { shiftPart } from '../parts/shift.ts'

/** Which terms a difference is made of: of outlets with a verdict, else of the one that says it most, and then only described. */
export function shiftsOf(data: ReportData, frame: ReportFrame): Markup {
  const shown = shownStoryShifts(data, frame.id)
  if (shown.length === 0) return nothing
  const isCalled = data.comparison.contrasts.some(
    ({ frame: of, verdict }) => of === frame.id && (verdict === 'higher' || verdict === 'lower'),
  )
  return html`${shown.map((shift) =>
    shiftPart(shift, {
      id: anchorId('shift', `${frame.id}-${shift.outlet}`),
      frame: frame.name,
      a: outletOf(data, shift.outlet).name,
      others: 'the other outlets in its language',
    }),
  )}
  ${!isCalled ? html`<p class="note">A description, not a finding: no difference is called in this frame.</p>` : nothing}`
}
