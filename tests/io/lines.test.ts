import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from '../../src/io/lines.ts'

test('lines are the same however the bytes are cut into chunks, in the middle of a character too', async () => {
  const text = 'Größe\n\n規模\u2028размер\r\n😀'
  const bytes = Buffer.from(text)
  const cuts = fc.uniqueArray(fc.nat(bytes.length), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const ends = [...places, bytes.length].toSorted((a, b) => a - b)
      const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
      const lines: string[] = []
      for await (const line of linesOf(Readable.from(chunks))) lines.push(line)
      expect(lines).toEqual(text.split('\n'))
    }),
  )
})

test('nothing follows the last line break', async () => {
  const lines: string[] = []
  for await (const line of linesOf(Readable.from(['a\n', 'b', '\n']))) lines.push(line)
  expect(lines).toEqual(['a', 'b'])
})
