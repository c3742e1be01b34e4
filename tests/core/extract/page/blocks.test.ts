import { expect, test } from 'vitest'
import { toBlocks } from '../../../../src/core/extract/page/blocks.ts'
import { parsePage } from '../../../../src/core/extract/page/parse-page.ts'

const sentence = 'The council of Westhaven voted on Monday to keep the small ferry, after a debate that lasted until midnight.'

function linkSharesOf(html: string): readonly number[] {
  const { tree } = parsePage(html, { formattingLeftOpen: false, textChars: html.length })
  return toBlocks(tree).map(({ text, linkChars }) => linkChars / text.length)
}

test('a text that stands whole in a link to its page for printing is no link text', () => {
  expect(linkSharesOf(`<div><a href="/print/1">${Array.from({ length: 6 }, () => sentence).join('<br><br>')}</a></div>`)).toEqual([0, 0, 0, 0, 0, 0]) // prettier-ignore
})

test('a headline with its teaser in one link is link text', () => {
  expect(linkSharesOf(`<div><a href="/news/1"><h3>Ferry stays</h3><p>${sentence}</p></a></div>`)).toEqual([1, 1])
})
