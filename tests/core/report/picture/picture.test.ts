import { parse } from 'parse5'
import { expect, test } from 'vitest'
import { toPicture } from '../../../../src/core/report/picture/picture.ts'
import { wrap } from '../../../../src/core/report/picture/wrap.ts'
import { sampleReport } from '../../../fixtures/report/sample.ts'

test('the picture names each measured outlet with its count and its base, the finding, what is not known, and its source', () => {
  const data = sampleReport()
  const said = textOf(toPicture(data))
  expect(said).toMatch(/The Harbour Times\s+6 in 1,540 words of its own, 1 of others/)
  expect(said).toContain('Continental Wire')
  expect(said).toContain('used betrayal words 6.2 times as often')
  expect(said).toContain('Nothing on the story: Upland Courier.')
  expect(said).toContain('Could not be seen: Selm Gazette, Morning Standard.')
  expect(said).toContain('Not measured: أخبار الساحل.')
  expect(said).toContain(`run ${data.run.id}`)
})

test('outlets that use the frame most themselves stand first, and bars are as long as their counts', () => {
  const picture = toPicture(sampleReport())
  expect(picture).toContain('>Meridian Post<')
  expect(picture.indexOf('>The Harbour Times<')).toBeLessThan(picture.indexOf('>Meridian Post<'))
  const own = [...picture.matchAll(/<rect x="330" y="\d+" width="(\d+)" height="28" fill="#00604c"/g)].map(([, wide]) => Number(wide))
  expect(own).toEqual([360, 60])
})

test('a hostile headline stays text', () => {
  const storyTitle = '</text></svg><script>alert(1)</script>"\'&\u202e'
  const picture = toPicture({ ...sampleReport(), storyTitle })
  expect(picture).not.toMatch(/<script|<\/svg>\s*\S/)
  expect(picture).not.toContain('\u202e')
  expect(picture.match(/<\/svg>/g)).toHaveLength(1)
})

test('without a hit the picture says so', () => {
  expect(textOf(toPicture({ ...sampleReport(), hits: [] }))).toContain('No framing term was found')
})

test('lines break behind words and behind wide characters, and what does not fit is cut off', () => {
  expect(wrap('one two three four', { columns: 9, lines: 3 })).toEqual(['one two', 'three', 'four'])
  expect(wrap('one two three four', { columns: 9, lines: 2 })).toEqual(['one two', 'three …'])
  expect(wrap('江河日报说这是背叛', { columns: 8, lines: 3 })).toEqual(['江河日报', '说这是背', '叛'])
  expect(wrap('incomprehensibilities', { columns: 8, lines: 1 })).toEqual(['incompr…'])
  expect(wrap(' ', { columns: 8, lines: 1 })).toEqual([])
})

/** What a reader sees, in the order of the file. */
function textOf(svg: string): string {
  const texts: string[] = []
  const walk = (node: object): void => {
    if ('value' in node && typeof node.value === 'string') texts.push(node.value)
    if ('childNodes' in node && Array.isArray(node.childNodes)) for (const child of node.childNodes) walk(child)
  }
  walk(parse(svg))
  return texts.join(' ').replaceAll(/\s+/g, ' ')
}
