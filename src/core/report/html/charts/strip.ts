import { dot, ruleY, text } from '@observablehq/plot'
import type { Markup } from '../markup.ts'
import { clip } from './clip.ts'
import { draw, picture, type Picture, type Width } from './draw.ts'

/** Own text, text of another, read and silent, could not be read, where it began. */
export type StripMark = 'covered' | 'copy' | 'silent' | 'unseen' | 'anchor'

export interface StripRow {
  readonly label: string
  readonly marks: readonly { readonly x: number; readonly kind: StripMark }[]
  readonly note: string
}

export interface StripOptions extends Picture {
  readonly ticks: readonly { readonly x: number; readonly label: string }[]
  readonly firstX: number
  readonly lastX: number
}

/** Who covered it, and when, or which of many stories: a row an outlet. Every kind has a shape of its own. */
export function strip(rows: readonly StripRow[], options: StripOptions): Markup {
  return picture(options, [drawAt(rows, options, 'wide'), drawAt(rows, options, 'narrow')])
}

const shapes = { covered: 'circle', copy: 'square', silent: 'circle', unseen: 'times', anchor: 'star' } as const

function drawAt(rows: readonly StripRow[], { firstX, lastX, ticks }: StripOptions, width: Width): Markup {
  const isWide = width === 'wide'
  const marks = rows.flatMap((row, y) => row.marks.map((mark) => ({ ...mark, y })))
  const labels = rows.map(({ label, note }, y) => ({ y, label: clip(label, isWide ? 32 : 24), note }))
  const span = Math.max(1, lastX - firstX)
  const shown = isWide ? ticks : [ticks.at(0), ticks.at(-1)].flatMap((tick) => tick ?? [])
  const names = isWide
    ? [
        text(labels, { y: 'y', frameAnchor: 'left', text: 'label', textAnchor: 'end', dx: -14, className: 'label' }),
        text(labels, { y: 'y', frameAnchor: 'right', text: 'note', textAnchor: 'start', dx: 12, className: 'note' }),
      ]
    : [
        text(labels, { y: 'y', frameAnchor: 'left', text: 'label', textAnchor: 'start', dx: -12, dy: -15, className: 'label' }),
        text(labels, { y: 'y', frameAnchor: 'right', text: 'note', textAnchor: 'end', dx: 14, dy: -15, className: 'note' }),
      ]
  return draw(
    {
      width: isWide ? 760 : 320,
      height: rows.length * (isWide ? 26 : 44) + 34,
      marginLeft: isWide ? 236 : 18,
      marginRight: isWide ? 190 : 20,
      marginTop: isWide ? 2 : 12,
      marginBottom: 26,
      x: { domain: [firstX - span * 0.03, lastX + span * 0.03], axis: null },
      y: { domain: [-0.5, Math.max(0.5, rows.length - 0.5)], axis: null, reverse: true },
      marks: [
        ruleY(
          rows.map((_, y) => y),
          { className: 'grid' },
        ),
        ...(['covered', 'copy', 'silent', 'unseen', 'anchor'] as const).map((kind) =>
          dot(
            marks.filter((mark) => mark.kind === kind),
            { x: 'x', y: 'y', r: kind === 'unseen' ? 4 : 4.5, symbol: shapes[kind], className: `mark ${kind}` },
          ),
        ),
        ...names,
        text(shown, { x: 'x', frameAnchor: 'bottom', text: 'label', dy: 18, className: 'axis' }),
      ],
    },
    width,
  )
}
