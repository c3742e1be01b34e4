import { expect, test } from 'vitest'
import { textOf } from '../../../../src/core/extract/page/page-tree.ts'
import { parsePage } from '../../../../src/core/extract/page/parse-page.ts'

test.each([
  ['text without a tag', 'The mayor resigned on Monday.', 'The mayor resigned on Monday.'],
  ['a page that opens with an XML declaration', '<?xml version="1.0"?><p>The mayor resigned.</p>', 'The mayor resigned.'],
  ['a page that opens with a stray sign', '> # :not( <p>The mayor resigned.</p>', '> # :not( The mayor resigned.'],
])('parsePage takes %s for markup', (_, html, text) => {
  const { tree } = parsePage(html, { formattingLeftOpen: false, textChars: 0 })
  expect(textOf(tree, 0, 1_000)).toBe(text)
})
