import { axisX, barX, gridX, ruleX, text } from '@observablehq/plot'
import type { Markup } from '../markup.ts'
import { clip } from './clip.ts'
import { draw, picture, type Picture, type Width } from './draw.ts'

export interface ShiftBar {
  readonly label: string
  /** To the right of zero: what lifts the one; to the left: what lifts the other. */
  readonly value: number
  readonly note: string
  /** The sum of all, drawn apart from its parts. */
  readonly total: boolean
}

export interface ShiftOptions extends Picture {
  readonly axis: string
}

/** A word shift: which parts a difference is the sum of. */
export function shiftBars(bars: readonly ShiftBar[], options: ShiftOptions): Markup {
  return picture(options, [drawAt(bars, options, 'wide'), drawAt(bars, options, 'narrow')])
}

function drawAt(bars: readonly ShiftBar[], options: ShiftOptions, width: Width): Markup {
  const isWide = width === 'wide'
  const reach = Math.max(...bars.map(({ value }) => Math.abs(value)), Number.MIN_VALUE)
  const rows = bars.map((bar, y) => ({ ...bar, y, label: clip(bar.label, isWide ? 32 : 26) }))
  const kinds = [
    { className: 'bar up', own: rows.filter(({ value, total }) => value >= 0 && !total) },
    { className: 'bar down', own: rows.filter(({ value, total }) => value < 0 && !total) },
    { className: 'bar total', own: rows.filter(({ total }) => total) },
  ]
  const rowHeight = isWide ? 26 : 44
  const names = isWide
    ? [
        text(rows, { y: 'y', frameAnchor: 'left', text: 'label', textAnchor: 'end', dx: -14, className: 'label' }),
        text(rows, { y: 'y', frameAnchor: 'right', text: 'note', textAnchor: 'start', dx: 12, className: 'note' }),
      ]
    : [
        text(rows, { y: 'y', frameAnchor: 'left', text: 'label', textAnchor: 'start', dy: -15, className: 'label' }),
        text(rows, { y: 'y', frameAnchor: 'right', text: 'note', textAnchor: 'end', dy: -15, className: 'note' }),
      ]
  return draw(
    {
      width: isWide ? 760 : 320,
      height: rows.length * rowHeight + (isWide ? 46 : 56),
      marginLeft: isWide ? 236 : 6,
      marginRight: isWide ? 168 : 10,
      marginTop: isWide ? 2 : 10,
      marginBottom: 44,
      x: { domain: [-reach, reach], label: null },
      y: { type: 'band', domain: rows.map(({ y }) => y), axis: null, padding: isWide ? 0.3 : 0.62 },
      marks: [
        gridX({ ticks: isWide ? 6 : 4, className: 'grid' }),
        axisX({ ticks: isWide ? 6 : 4, tickSize: 0, label: options.axis, labelAnchor: 'center', labelArrow: 'none', className: 'axis' }),
        ...kinds.map(({ className, own }) => barX(own, { y: 'y', x: 'value', className })),
        ruleX([0], { className: 'zero' }),
        ...names,
      ],
    },
    width,
  )
}
