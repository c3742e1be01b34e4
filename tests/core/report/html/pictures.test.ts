import { expect, test } from 'vitest'
import { forest } from '../../../../src/core/report/html/charts/forest.ts'
import { heatmap } from '../../../../src/core/report/html/charts/heatmap.ts'
import { shiftBars } from '../../../../src/core/report/html/charts/shift-bars.ts'
import { strip } from '../../../../src/core/report/html/charts/strip.ts'
import { timeline } from '../../../../src/core/report/html/charts/timeline.ts'

const hostile = '"><script>alert(1)</script>\u202E' + 'x'.repeat(10_000)
const picture = { id: 'p', title: hostile, description: hostile, palette: 'voices' as const }
const drawings = new Map([
  [
    'forest',
    () =>
      forest([{ label: hostile, note: hostile, marks: [{ series: 'first', value: 2, limits: { low: 0.5, high: Infinity } }] }], {
        ...picture,
        axis: 'times',
        domain: [0.1, 10],
        scale: 'log',
        rule: 1,
        joined: false,
      }),
  ],
  ['heatmap', () => heatmap([{ label: hostile, cells: [{ value: 3, text: hostile, few: true }] }], { ...picture, columns: [hostile] })],
  ['shift', () => shiftBars([{ label: hostile, value: -1, note: hostile, total: false }], { ...picture, axis: 'hits' })],
  [
    'timeline',
    () =>
      timeline([{ label: hostile, points: [{ x: 0, value: 4, limits: { low: 1, high: 90 } }], smooth: [] }], {
        ...picture,
        top: 10,
        lastX: 0,
        ticks: [{ x: 0, label: hostile }],
      }),
  ],
  [
    'strip',
    () =>
      strip([{ label: hostile, note: hostile, marks: [{ x: 0, kind: 'silent' }] }], {
        ...picture,
        ticks: [{ x: 0, label: hostile }],
        firstX: 0,
        lastX: 0,
      }),
  ],
])

test.each([...drawings])('%s: the same bytes each time, whatever was drawn before', (_, draw) => {
  const first = String(draw())
  for (const other of drawings.values()) other()
  expect(String(draw())).toBe(first)
})

test.each([...drawings])('%s: outside text stays text, nothing is styled or scripted, and the picture is told in words', (_, draw) => {
  const markup = String(draw())
  expect(markup).not.toMatch(/<script|<style| style=|javascript:/u)
  expect(markup).toContain('&lt;script&gt;')
  expect(markup).toMatch(/role="img" aria-labelledby="p-t" aria-describedby="p-d"/u)
  expect(markup).not.toMatch(/NaN|Infinity|undefined/u)
})

test('cells with too little text are hatched, by a pattern of their own picture', () => {
  const cells = [
    { value: 1, text: '1', few: false },
    { value: 2, text: '2', few: true },
  ]
  const markup = String(heatmap([{ label: 'a', cells }], { ...picture, id: 'one', title: 't', description: 'd', columns: ['x', 'y'] }))
  expect(markup).toContain('id="one-hatch"')
  expect(markup.match(/url\(#one-hatch\)/gu)).toHaveLength(1)
})
