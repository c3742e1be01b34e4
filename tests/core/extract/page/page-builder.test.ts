import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio/slim'
import { expect, test } from 'vitest'
import type { PageTree } from '../../../../src/core/extract/page/page-tree.ts'
import { attributeNames, attributeOf } from '../../../../src/core/extract/page/page-tree.ts'
import { parsePage } from '../../../../src/core/extract/page/parse-page.ts'

const folder = join(import.meta.dirname, '../../../fixtures/pages')
const oddMarkup = `<!DOCTYPE html><html lang="en"><head><title>Tea &amp; <b>toast</b></title><meta property="og:title" content="A &quot;B&quot; &copy=1">
<script>var a = "<p>no</p>"</script><script id="d" type="application/ld&#43;json">{"a": "&amp;"}</script><style>p{}</style></head>
<body class=one CLASS=two><p>First<p>sec&shy;ond &lt; third &notanentity; &amp<br>a < b && c<!-- gap -->d</x>e<svg><p>icon</p></svg>
<table><tr><td>1<td>2<tr><td>3</table><ul><li>x<li>y</ul><textarea><p>z</textarea><a href="?a=1&amp;b=2&copy=3">l</a><a href='"'>m</a>
<xmp>R&amp;D <b>x</b></xmp><noframes>frames &amp; <i>more</i></noframes><noembed>a &lt; b</noembed><plaintext>c &amp; d`

test.each([
  ...readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
  ['odd markup', oddMarkup] as const,
])('the flat page of %s holds what the tree of cheerio holds, in the same order', (_, html) => {
  const { tree } = parsePage(html, { formattingLeftOpen: true, textChars: 0 })
  expect(linesOf(tree)).toEqual(linesOfCheerio(html))
})

interface Line {
  readonly depth: number
  readonly tag: string
  readonly text: string
  readonly attributes: Readonly<Record<string, string>>
}

function linesOf(tree: PageTree): readonly Line[] {
  const depths = [0]
  const lines: Line[] = []
  for (let index = 1; index < tree.size; index++) {
    const depth = depths[tree.parents[index]!]! + 1
    depths.push(depth)
    const found = attributeNames.map((name) => [name, attributeOf(tree, index, name)] as const)
    const attributes = Object.fromEntries(found.filter((pair): pair is readonly [(typeof pair)[0], string] => pair[1] !== undefined))
    lines.push({ depth, tag: tree.tags[index]!, text: tree.texts[index]!, attributes })
  }
  return lines
}

const leftOut = 'style, template, svg, object, select, textarea, canvas, math, audio, iframe, map, datalist, script:not([type*="ld+json"])'

/** By cheerio's own tree and selectors. */
function linesOfCheerio(html: string): readonly Line[] {
  const $ = load('')
  const root = $('<root>').append($(html))
  root.find(leftOut).remove()
  const known = new Set<string>(attributeNames)
  const lines: Line[] = []
  const visit = (nodes: ReturnType<typeof root.contents>, depth: number): void => {
    for (const node of nodes.get()) {
      if (node.nodeType === 3 && 'data' in node) lines.push({ depth, tag: '#text', text: node.data, attributes: {} })
      if (!('tagName' in node)) continue
      const attributes = Object.fromEntries(Object.entries(node.attribs).filter(([name]) => known.has(name)))
      lines.push({ depth, tag: node.tagName, text: '', attributes })
      visit($(node).contents(), depth + 1)
    }
  }
  visit(root.contents(), 1)
  return lines
}

test('going up from any node takes few steps, however deep the page nests what needs no end tag', () => {
  const { tree } = parsePage(`${'<p><li>'.repeat(2_000)}text`, { formattingLeftOpen: true, textChars: 4 })
  let steps = 0
  for (let at = tree.size - 1; at > 0; at = tree.parents[at]!) steps += 1
  expect(steps).toBeLessThan(520)
  expect(tree.ends[1]).toBe(tree.size)
})
