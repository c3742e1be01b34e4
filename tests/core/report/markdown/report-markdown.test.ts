import { expect, test } from 'vitest'
import { toReportMarkdown } from '../../../../src/core/report/markdown/report-markdown.ts'
import { sampleReport } from '../../../fixtures/report/sample.ts'

test('outside text cannot become markup, a table cell, a heading or a link', () => {
  const data = sampleReport()
  const title = '# a | b\n[c](javascript:1) <img src=x> *d* `e` https://attacker.example'
  const articles = data.articles.map((entry) => ({ ...entry, article: { ...entry.article, title, url: 'javascript:window.__p=1' } }))
  const text = toReportMarkdown({ ...data, storyTitle: title, articles })
  expect(text.split('\n')[0]).toBe(
    String.raw`# \# a \| b \[c\](javascript:1) &lt;img src=x&gt; \*d\* \`e\` https:&#47;&#47;attacker.example`,
  )
  expect(text).not.toContain('](<javascript')
  expect(text).not.toContain('<img')
})

test('every row of a table has as many cells as its head', () => {
  const lines = toReportMarkdown(sampleReport()).split('\n')
  const tables = lines.map((line, index) => ({ line, index })).filter(({ line }) => /^\| (?:--- \| ?)+$/u.test(line))
  expect(tables.length).toBeGreaterThan(5)
  for (const { index } of tables) {
    const cells = (line: string | undefined) => line?.replaceAll(String.raw`\|`, '').split('|').length
    for (let row = index + 1; lines[row]?.startsWith('|'); row++) expect(cells(lines[row])).toBe(cells(lines[index]))
  }
})
