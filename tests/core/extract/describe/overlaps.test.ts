import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overlapsWith } from '../../../../src/core/extract/describe/overlaps.ts'
import { wordsOf } from '../../../../src/core/extract/words.ts'

test('overlapsWith gives for each clue the share of the words that it has, and the share of its words that the text has', () => {
  const { words, shares } = overlapsWith(['The ferry stays', 'Ferry and bridge', ''])('The bridge, the old bridge')
  expect(words).toBe(5)
  expect([...shares]).toEqual([2 / 5, 1 / 3, 2 / 5, 1 / 3, -1, -1])
})

test('overlapsWith counts as sets of words do, of any texts', () => {
  const text = fc
    .array(fc.constantFrom('ferry', 'Fairy', 'fry', 'the', 'THE', '渡轮', 'été', '-', '.', '7'), {
      maxLength: 12,
    })
    .map((parts) => parts.join(' '))
  fc.assert(
    fc.property(text, text, fc.array(text, { maxLength: 3 }), (title, description, texts) => {
      const overlaps = overlapsWith([title, description])
      for (const sample of texts) {
        const words = wordsOf(sample)
        const expected = [title, description].flatMap((clue) => {
          const own = new Set(wordsOf(clue))
          const common = words.filter((word) => own.has(word))
          return own.size === 0 ? [-1, -1] : [common.length / Math.max(1, words.length), new Set(common).size / own.size]
        })
        expect([...overlaps(sample).shares]).toEqual(expected)
      }
    }),
  )
})
