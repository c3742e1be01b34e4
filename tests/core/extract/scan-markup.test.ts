import { expect, test } from 'vitest'
import { markupLimits, scanMarkup, withoutAttributes } from '../../../src/core/extract/scan-markup.ts'

test('an ordinary page is fit', () => {
  expect(scanMarkup('<!doctype html><html><body><p>One<p>Two<br><img src=x></body></html>')).toEqual({
    kind: 'fit',
    formattingLeftOpen: false,
    oversized: [],
    textChars: 6,
  })
})

test('depth counts elements that need an end tag, and stops at the limit', () => {
  expect(scanMarkup('<div>'.repeat(markupLimits.depth)).kind).toBe('fit')
  expect(scanMarkup('<div>'.repeat(markupLimits.depth + 1))).toEqual({ kind: 'over', limit: 'depth' })
  expect(scanMarkup('<p>'.repeat(5_000)).kind).toBe('fit')
})

test('end tags close what they name, and those that name nothing open close nothing', () => {
  expect(scanMarkup('<div></span></div>'.repeat(1_000)).kind).toBe('fit')
  expect(scanMarkup('<div><span></div>'.repeat(1_000)).kind).toBe('fit')
})

test('formatting elements left open in closed blocks are reported, not refused', () => {
  expect(scanMarkup('<div><font color=red></div>'.repeat(100))).toMatchObject({ kind: 'fit', formattingLeftOpen: true })
  expect(scanMarkup('<b>'.repeat(65))).toEqual({ kind: 'over', limit: 'openFormatting' })
})

test('markup inside scripts, comments and attribute values is not counted', () => {
  expect(
    scanMarkup(`<script>${'<div>'.repeat(999)}</script><!--${'<div>'.repeat(999)}--><p title="${'<div>'.repeat(999)}">x</p>`).kind,
  ).toBe('fit')
})

test('an oversized tag is cut down to its name', () => {
  const html = `<p>before</p><div data-set="${'x'.repeat(300_000)}" class="a">after</div>`
  const scan = scanMarkup(html)
  if (scan.kind !== 'fit') throw new Error(scan.limit)
  expect(scan.oversized).toHaveLength(1)
  expect(withoutAttributes(html, scan.oversized)).toBe('<p>before</p><div>after</div>')
})

test('tags and text are counted to their limits', () => {
  expect(scanMarkup('<br>'.repeat(markupLimits.tags + 1))).toEqual({ kind: 'over', limit: 'tags' })
  expect(scanMarkup('a'.repeat(markupLimits.textChars + 1))).toEqual({ kind: 'over', limit: 'textChars' })
})

test('text behind a comment that only the standard closes is counted as text', () => {
  const behind = 'The council met on Monday.'
  for (const comment of ['<!-- advert --!>', '<!-- advert -->', '<!-->', '<!--->'])
    expect(scanMarkup(comment + behind)).toMatchObject({ textChars: behind.length })
})

test('unclosed quotes, comments and scripts take the rest of the page and no more time than that', () => {
  for (const html of ['<p title="'.repeat(200_000), '<!--'.repeat(500_000), '<script>'.repeat(300_000), '<'.repeat(2_000_000)]) {
    const start = performance.now()
    scanMarkup(html)
    expect(performance.now() - start).toBeLessThan(1_500)
  }
})

test('elements whose end tag may be left out are nested by parsers too: they are counted as a parser nests them, and not those that the next one ends', () => {
  expect(scanMarkup('<p><li>'.repeat(markupLimits.unclosed / 2)).kind).toBe('fit')
  expect(scanMarkup('<p><li>'.repeat(markupLimits.unclosed))).toEqual({ kind: 'over', limit: 'unclosed' })
  expect(scanMarkup('<body>'.repeat(markupLimits.unclosed + 1))).toEqual({ kind: 'over', limit: 'unclosed' })
  expect(scanMarkup('<p>One'.repeat(2 * markupLimits.unclosed)).kind).toBe('fit')
  expect(scanMarkup(`<table>${'<tr><td>1<td>2'.repeat(markupLimits.unclosed)}</table>`).kind).toBe('fit')
  expect(scanMarkup('<div><p>One<li>Two</div>'.repeat(markupLimits.unclosed)).kind).toBe('fit')
})
