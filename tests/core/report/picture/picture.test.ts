import { parse } from 'parse5'
import { expect, test } from 'vitest'
import { toId } from '../../../../src/core/ids.ts'
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

test('hostile text stays text, and a parser of XML finds nothing in it to stop at', () => {
  const storyTitle = '</text></svg><script>alert(1)</script>"\'&nbsp;&\u202e\u0007\ufffe\ud800'
  const data = sampleReport()
  const outlets = data.outlets.map((one) => ({ ...one, outlet: { ...one.outlet, name: storyTitle } }))
  const picture = toPicture({ ...data, storyTitle, finding: storyTitle, outlets })
  expect(picture).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)|[^\P{Cc}\n]|[\ufffe\uffff]/u)
  expect(picture.isWellFormed()).toBe(true)
  expect(picture).not.toMatch(/<script|<\/svg>\s*\S/)
  expect(picture).not.toContain('\u202e')
  expect(picture.match(/<\/svg>/g)).toHaveLength(1)
})

test('of many outlets some are named and the rest counted, so that no reason is cut off; outlets of one name stay two', () => {
  const data = sampleReport()
  const [covered] = data.outlets
  const many = (status: 'silent' | 'unseen', count: number) =>
    Array.from({ length: count }, (_, index) => {
      const id = toId<'Outlet'>(`${status}-${index}`)
      return { ...covered!, status, outlet: { ...covered!.outlet, id, name: `The ${status} Gazette of ${index} ` + 'x'.repeat(400) } }
    })
  const double = { ...covered!, outlet: { ...covered!.outlet, id: toId<'Outlet'>('double') } }
  const said = textOf(toPicture({ ...data, outlets: [covered!, double, ...many('silent', 40), ...many('unseen', 7)] }))
  expect(said).toContain(`Not measured: ${double.outlet.name}.`)
  expect(said).toMatch(/Nothing on the story: The silent Gazette of 0 .+ and 35 more\. Could not be seen: The unseen .+ and 2 more\./)
})

test('places of which it is unclear who speaks are in no bar, and are told', () => {
  const data = sampleReport()
  const without = { ...data, comparison: { ...data.comparison, rates: data.comparison.rates.filter(({ voice }) => voice !== 'unclear') } }
  expect(textOf(toPicture(without))).not.toContain('unclear')
  const rates = without.comparison.rates.flatMap((rate) =>
    rate.voice === 'outlet' ? [rate, { ...rate, voice: 'unclear' as const, hits: 1 }] : [rate],
  )
  const said = textOf(toPicture({ ...without, comparison: { ...without.comparison, rates } }))
  expect(said).toMatch(/Not shown: 9 places where it is unclear who speaks\./)
})

test('without a hit the picture says so', () => {
  expect(textOf(toPicture({ ...sampleReport(), hits: [] }))).toContain('No framing term was found')
})

test('lines break behind words and behind wide characters, and what does not fit is cut off', () => {
  expect(wrap('one two three four', { columns: 9, lines: 3 })).toEqual(['one two', 'three', 'four'])
  expect(wrap('one two three four', { columns: 9, lines: 2 })).toEqual(['one two', 'three …'])
  expect(wrap('江河日报说这是背叛', { columns: 8, lines: 3 })).toEqual(['江河日报', '说这是背', '叛'])
  expect(wrap('один два три', { columns: 9, lines: 3 })).toEqual(['один', 'два три'])
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
