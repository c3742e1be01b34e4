import { axisX, dot, gridX, link, ruleX, text, vector } from '@observablehq/plot'
import type { Markup } from '../markup.ts'
import { clip } from './clip.ts'
import { draw, picture, type Picture, type Width } from './draw.ts'

/** In the order of their signs: circle, diamond, triangle, square, star. */
export const allSeries = ['first', 'second', 'third', 'fourth', 'fifth'] as const
export type Series = (typeof allSeries)[number]

/** One line of a forest plot: values with their limits, one for each series. */
export interface ForestRow {
  readonly label: string
  readonly marks: readonly ForestMark[]
  /** What is written at the right end. */
  readonly note: string
}

export interface ForestMark {
  readonly series: Series
  readonly value: number
  /** `undefined`: no interval is to be drawn. */
  readonly limits: { readonly low: number; readonly high: number } | undefined
}

export interface ForestOptions extends Picture {
  readonly axis: string
  /** Both ends of the axis; limits beyond are cut and end in an arrow. */
  readonly domain: readonly [number, number]
  /** `log` for ratios. */
  readonly scale: 'linear' | 'log'
  /** Where a line across all rows stands: 0 for sentiment, 1 for ratios. */
  readonly rule: number | undefined
  /** Draws the distance between the marks of a row, which then stand on one line. */
  readonly joined: boolean
}

/** Values and intervals by row. */
export function forest(rows: readonly ForestRow[], options: ForestOptions): Markup {
  return picture(options, [drawAt(rows, options, 'wide'), drawAt(rows, options, 'narrow')])
}

function drawAt(rows: readonly ForestRow[], options: ForestOptions, width: Width): Markup {
  const isWide = width === 'wide'
  const [from, to] = options.domain
  const points = pointsOf(rows, options)
  const labels = rows.map(({ label, note }, index) => ({ index, label: clip(label, isWide ? 32 : 26), note }))
  const names = isWide
    ? [
        text(labels, { y: 'index', x: from, text: 'label', textAnchor: 'end', dx: -14, className: 'label' }),
        text(labels, { y: 'index', x: to, text: 'note', textAnchor: 'start', dx: 16, className: 'note' }),
      ]
    : [
        text(labels, { y: 'index', x: from, text: 'label', textAnchor: 'start', dy: -22, className: 'label' }),
        text(labels, { y: 'index', x: to, text: 'note', textAnchor: 'end', dy: -22, className: 'note' }),
      ]
  const rowHeight = isWide ? 32 : 58
  const ticks = ticksOf(options, isWide)
  return draw(
    {
      width: isWide ? 760 : 320,
      height: rows.length * rowHeight + 52,
      marginLeft: isWide ? 236 : 6,
      marginRight: isWide ? 168 : 10,
      marginTop: isWide ? 6 : 14,
      marginBottom: 46,
      x: { domain: [from, to], label: null, type: options.scale },
      y: { domain: [-0.5, Math.max(0.5, rows.length - 0.5)], axis: null, reverse: true },
      marks: [
        gridX({ ticks, className: 'grid' }),
        axisX({
          ticks,
          tickFormat: shortTick,
          tickSize: 0,
          label: options.axis,
          labelAnchor: 'center',
          labelArrow: 'none',
          className: 'axis',
        }),
        ...(options.rule === undefined ? [] : [ruleX([options.rule], { className: 'zero' })]),
        ...(options.joined ? [link(distances(rows), { y1: 'y', y2: 'y', x1: 'from', x2: 'to', className: 'between' })] : []),
        ...layersOf(points, to),
        ...names,
      ],
    },
    width,
  )
}

/** Each series has its intervals, the arrows of those that are cut, and its points. */
function layersOf(points: readonly Point[], to: number) {
  return allSeries.flatMap((series) => {
    const own = points.filter((point) => point.series === series)
    if (own.length === 0) return []
    const lines = own.filter(({ hasLimits }) => hasLimits)
    const cut = own.filter(({ isCut }) => isCut)
    return [
      link(lines, { y1: 'y', y2: 'y', x1: 'low', x2: 'high', className: `limits ${series}` }),
      vector(cut, { y: 'y', x: to, rotate: 90, length: 12, anchor: 'end', className: `arrow ${series}` }),
      dot(own, { y: 'y', x: 'value', r: 4.5, symbol: symbols[series], className: `point ${series}` }),
    ]
  })
}

function ticksOf({ scale, domain: [from, to] }: ForestOptions, isWide: boolean): number | number[] {
  if (scale === 'linear') return isWide ? 6 : 4
  const all = [0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100, 1000].filter((tick) => tick >= from && tick <= to)
  return isWide ? all : all.filter((tick) => Number.isInteger(Math.log10(tick)))
}

function shortTick(value: number): string {
  return String(Number(value.toPrecision(3)))
}

const symbols = { first: 'circle', second: 'diamond', third: 'triangle', fourth: 'square', fifth: 'star' } as const

interface Point {
  readonly series: ForestMark['series']
  readonly y: number
  readonly value: number
  readonly low: number
  readonly high: number
  readonly hasLimits: boolean
  readonly isCut: boolean
}

/** Two marks of a row stand one above the other, so that neither hides the other, unless their distance is drawn. */
function pointsOf(rows: readonly ForestRow[], { domain: [from, to], joined }: ForestOptions): readonly Point[] {
  const inside = (value: number) => Math.min(to, Math.max(from, value))
  return rows.flatMap(({ marks }, index) =>
    marks.map(({ series, value, limits }): Point => {
      const above = series === 'first' ? -0.15 : 0.15
      const y = index + (marks.length > 1 && !joined ? above : 0)
      const { low, high } = limits ?? { low: value, high: value }
      return { series, y, value: inside(value), low: inside(low), high: inside(high), hasLimits: limits !== undefined, isCut: high > to }
    }),
  )
}

/** From the lowest mark of a row to the highest, for rows with several. */
function distances(rows: readonly ForestRow[]): readonly { readonly y: number; readonly from: number; readonly to: number }[] {
  return rows.flatMap(({ marks }, y) => {
    const values = marks.map(({ value }) => value)
    return values.length < 2 ? [] : [{ y, from: Math.min(...values), to: Math.max(...values) }]
  })
}
