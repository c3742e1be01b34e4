import { cell, text, type RenderFunction } from '@observablehq/plot'
import type { Markup } from '../markup.ts'
import { clip } from './clip.ts'
import { draw, picture, type Picture } from './draw.ts'

export interface HeatRow {
  readonly label: string
  /** One for each column, in their order. */
  readonly cells: readonly HeatCell[]
}

export interface HeatCell {
  /** What the shade stands for; `undefined`: not measured. */
  readonly value: number | undefined
  /** Printed in the cell. */
  readonly text: string
  /** Too little to compare: the cell is hatched. */
  readonly few: boolean
}

export interface HeatmapOptions extends Picture {
  readonly columns: readonly string[]
}

/** Shades of one hue; zero has none. */
const shades = 4

/** Rows against columns, for wide pages; narrow ones have the table. Values are printed, so that nothing hangs on the shade alone. */
export function heatmap(rows: readonly HeatRow[], options: HeatmapOptions): Markup {
  const most = Math.max(...rows.flatMap(({ cells }) => cells.map(({ value }) => value ?? 0)), 0)
  const cells = rows.flatMap((row, y) => row.cells.map((one, x) => ({ x, y, ...one, shade: shadeOf(one.value, most) })))
  const columns = options.columns.map((label, x) => ({ x, label: clip(label, 26) }))
  const labels = rows.map(({ label }, y) => ({ y, label: clip(label, 26) }))
  const place = { x: 'x', y: 'y', inset: 1 } as const
  const hatch = `${options.id}-hatch`
  const drawing = draw(
    {
      width: 760,
      height: rows.length * 34 + 118,
      marginLeft: 186,
      marginTop: 112,
      marginRight: 128,
      marginBottom: 6,
      x: { type: 'band', domain: columns.map(({ x }) => x), axis: null, padding: 0 },
      y: { type: 'band', domain: labels.map(({ y }) => y), axis: null, padding: 0 },
      marks: [
        ...Array.from({ length: shades + 1 }, (_, shade) =>
          cell(
            cells.filter((one) => one.shade === shade),
            { ...place, className: `heat h${shade}` },
          ),
        ),
        hatching(hatch),
        cell(
          cells.filter(({ few }) => few),
          { ...place, fill: `url(#${hatch})`, className: 'few' },
        ),
        ...[false, true].map((dark) =>
          text(
            cells.filter(({ shade }) => (shade ?? 0) >= 3 === dark),
            { x: 'x', y: 'y', text: 'text', className: dark ? 'value on-dark' : 'value' },
          ),
        ),
        text(columns, { x: 'x', frameAnchor: 'top', text: 'label', rotate: -38, textAnchor: 'start', dy: -8, className: 'label' }),
        text(labels, { y: 'y', frameAnchor: 'left', text: 'label', textAnchor: 'end', dx: -10, className: 'label' }),
      ],
    },
    'wide',
  )
  return picture(options, [drawing])
}

/** A mark that draws nothing but defines the pattern of hatched cells. */
function hatching(id: string): RenderFunction {
  return (_index, _scales, _values, _dimensions, { document }) => {
    const make = (name: string, attributes: Readonly<Record<string, string>>) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      return element
    }
    const square = { width: '7', height: '7', patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }
    const pattern = make('pattern', { id, ...square })
    pattern.append(make('path', { d: 'M0,0V7', class: 'hatch' }))
    return pattern
  }
}

function shadeOf(value: number | undefined, most: number): number | undefined {
  if (value === undefined) return undefined
  return value === 0 ? 0 : Math.min(shades, 1 + Math.floor((shades * value) / most))
}
