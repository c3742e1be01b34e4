import type { TermShift } from '../../../compare/term-shift.ts'
import { shortNumber, signed } from '../../wording.ts'
import { shiftBars, type ShiftBar } from '../charts/shift-bars.ts'
import { foreign, html, type Markup } from '../markup.ts'
import { foldedNumbers } from './numbers.ts'

/** Bars drawn; the rest is one bar. */
const drawnAtMost = 15

export interface ShiftNames {
  readonly id: string
  readonly frame: string
  readonly a: string
  readonly others: string
}

/** Which terms a difference is the sum of: picture, sentence and table. */
export function shiftPart(shift: TermShift, { id, frame, a, others }: ShiftNames): Markup {
  const title = `${frame}: the terms that set ${a} apart from ${others}`
  const parts = shift.terms.map((term) => ({ ...term, part: term.a - term.b }))
  const [drawn, rest] = [parts.slice(0, drawnAtMost), parts.slice(drawnAtMost)]
  const restPart = rest.reduce((sum, { part }) => sum + part, 0)
  const bars: readonly ShiftBar[] = [
    { label: 'together', value: shift.a - shift.b, note: `${shortNumber(shift.a)} against ${shortNumber(shift.b)}`, total: true },
    ...drawn.map(({ term, part, hitsA, hitsB }) => ({ label: term, value: part, note: `${hitsA} against ${hitsB} hits`, total: false })),
    ...(rest.length > 0 ? [{ label: `the other ${rest.length} terms`, value: restPart, note: '', total: false }] : []),
  ]
  const largest = drawn.slice(0, 3).map(({ term, part }) => `${term} ${signed(part)}`)
  const words = `In its own voice ${a} uses the frame ${shortNumber(shift.a)} times in 1,000 words, ${others} ${shortNumber(shift.b)} times. Largest parts of the difference: ${largest.join(', ')}.`
  return html`<h3>Which terms make the difference <small>${foreign(a)} against ${others}</small></h3>
    <p>${foreign(words)}</p>
    ${shiftBars(bars, {
      id,
      title,
      description: `${words} The table below has every term.`,
      axis: 'less  ←  hits per 1,000 words  →  more',
      palette: 'voices',
    })}
    ${foldedNumbers({
      title,
      head: ['Term', 'Hits', 'Hits of the others', 'per 1,000', 'per 1,000, others', 'Part of the difference'],
      rows: parts.map(({ term, hitsA, hitsB, a: own, b, part }) => [
        foreign(term),
        hitsA,
        hitsB,
        shortNumber(own),
        shortNumber(b),
        signed(part),
      ]),
    })}`
}
