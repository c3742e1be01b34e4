import { readFileSync } from 'node:fs'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { expect, test } from 'vitest'
import { passagesOf } from '../../../../src/core/report/views/passages.ts'
import { sentencesByOutlet, sentencesId } from '../../../../src/core/report/html/parts/sentences.ts'
import { toReportHtml } from '../../../../src/core/report/html/report-html.ts'
import { sampleReport } from '../../../fixtures/report/sample.ts'

test('every link inside the report of the sample leads somewhere', () => {
  expect(deadLinks(toReportHtml(sampleReport()))).toEqual([])
})

test('every link inside the finished report of the example leads somewhere', () => {
  expect(deadLinks(readFileSync(new URL('../../../../examples/report/report.html', import.meta.url), 'utf8'))).toEqual([])
})

test('an outlet that only prints a sentence as a copy leads to where the sentence stands, and to the heading where it is not shown', () => {
  const data = sampleReport()
  const passage = passagesOf(data).find(({ alsoIn }) => alsoIn.length > 0)
  const copier = passage?.alsoIn[0]?.article.outlet
  if (!passage || copier === undefined) throw new Error('the sample has no copied sentence')
  const { frame } = passage
  const id = `id="${sentencesId(frame, copier)}"`
  const shown = sentencesByOutlet(data, { frame, passages: [passage] }, { open: 1, perOutlet: 1 }).toString()
  expect(shown).toContain(`${id}><figure`)
  const hidden = sentencesByOutlet(data, { frame, passages: [passage] }, { open: 0, perOutlet: 0 }).toString()
  expect(hidden.slice(0, hidden.indexOf('<h3>'))).toContain(id)
})

/** Links to a place of the page that has no such place. */
function deadLinks(page: string): readonly string[] {
  const [ids, targets] = [new Set<string>(), new Set<string>()]
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if (!('childNodes' in node)) return
    for (const { name, value } of 'attrs' in node ? node.attrs : []) {
      if (name === 'id') ids.add(value)
      if (name === 'href' && value.startsWith('#')) targets.add(value.slice(1))
    }
    node.childNodes.forEach(visit)
  }
  parse(page).childNodes.forEach(visit)
  expect(targets.size).toBeGreaterThan(10)
  return [...targets].filter((id) => !ids.has(id))
}
