import { dot, line, link, ruleY, text, vector } from '@observablehq/plot'
import type { Markup } from '../markup.ts'
import { clip } from './clip.ts'
import { draw, picture, type Picture, type Width } from './draw.ts'

/** One outlet over time. */
export interface TimelineRow {
  readonly label: string
  readonly points: readonly TimelineMark[]
  /** A line through the points; empty where there are too few. */
  readonly smooth: readonly { readonly x: number; readonly value: number }[]
}

export interface TimelineMark {
  /** Days since the first. */
  readonly x: number
  readonly value: number
  readonly limits: { readonly low: number; readonly high: number } | undefined
}

export interface TimelineOptions extends Picture {
  /** The upper end of every row; what lies beyond is cut and ends in an arrow. */
  readonly top: number
  /** Days that are named. */
  readonly ticks: readonly { readonly x: number; readonly label: string }[]
  readonly lastX: number
}

/** Rows under each other on one time axis and one scale, so that heights compare. */
export function timeline(rows: readonly TimelineRow[], options: TimelineOptions): Markup {
  return picture(options, [drawAt(rows, options, 'wide'), drawAt(rows, options, 'narrow')])
}

/** Of a row's height, the part that values may use. */
const used = 0.74

function drawAt(rows: readonly TimelineRow[], options: TimelineOptions, width: Width): Markup {
  const isWide = width === 'wide'
  const heightOf = (row: number, value: number) => row + 1 - (used * Math.min(value, options.top)) / options.top
  const points = rows.flatMap((row, index) =>
    row.points.map(({ x, value, limits }) => ({
      x,
      y: heightOf(index, value),
      low: heightOf(index, limits?.low ?? value),
      high: heightOf(index, limits?.high ?? value),
      isCut: (limits?.high ?? value) > options.top,
      isZero: value === 0,
    })),
  )
  const smooth = rows.map((row, index) => row.smooth.map(({ x, value }) => ({ x, y: heightOf(index, value) })))
  const labels = rows.map(({ label }, y) => ({ y: y + 1 - used, label: clip(label, 32) }))
  const ticks = isWide ? options.ticks : [options.ticks.at(0), options.ticks.at(-1)].flatMap((tick) => tick ?? [])
  const span = Math.max(1, options.lastX)
  return draw(
    {
      width: isWide ? 760 : 320,
      height: rows.length * (isWide ? 78 : 84) + 30,
      marginLeft: isWide ? 236 : 18,
      marginRight: isWide ? 40 : 30,
      marginTop: 2,
      marginBottom: 26,
      x: { domain: [-span * 0.02, span * 1.02], axis: null },
      y: { domain: [0, rows.length], axis: null, reverse: true },
      marks: [
        ruleY(
          rows.map((_, y) => y + 1),
          { className: 'base' },
        ),
        ruleY(
          rows.map((_, y) => y + 1 - used),
          { className: 'grid' },
        ),
        ...smooth.filter((own) => own.length > 1).map((own) => line(own, { x: 'x', y: 'y', className: 'smooth' })),
        link(points, { x1: 'x', x2: 'x', y1: 'low', y2: 'high', className: 'limits first' }),
        vector(
          points.filter(({ isCut }) => isCut),
          { x: 'x', y: 'high', length: 7, anchor: 'end', className: 'arrow first' },
        ),
        ...[false, true].map((isZero) =>
          dot(
            points.filter((point) => point.isZero === isZero),
            { x: 'x', y: 'y', r: 3.5, className: isZero ? 'point nil' : 'point first' },
          ),
        ),
        text(labels, {
          y: 'y',
          frameAnchor: 'left',
          text: 'label',
          textAnchor: isWide ? 'end' : 'start',
          dx: isWide ? -14 : -12,
          dy: isWide ? 22 : -8,
          className: 'label',
        }),
        text(labels, { y: 'y', frameAnchor: 'right', text: () => String(options.top), textAnchor: 'start', dx: 6, className: 'note' }),
        text(labels, {
          y: ({ y }: { y: number }) => y + used,
          frameAnchor: 'right',
          text: () => '0',
          textAnchor: 'start',
          dx: 6,
          className: 'note',
        }),
        text(ticks, { x: 'x', frameAnchor: 'bottom', text: 'label', dy: 18, className: 'axis' }),
      ],
    },
    width,
  )
}
