import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { expect, test } from 'vitest'
import { decodeText, decodeValue } from '../../../../src/core/extract/page/entities.ts'

const pieces = [
  '&', ';', '#', 'x', '=', ' ', '"', 'a', '7', '<', '&amp;', '&nbsp;', '&#39;', '&#x27;', '&#xAB;', '&#8217;', '&#150;', '&#0;', '&#x1F600;', '&#55296;', '&copy', '&copy;', '&notit;', '&eacute;',
  '&hellip;', '&b=2', '&copy=3', '&#', '&#x;', '&ampx', '&amp', '&Amp;', '&AMP;',
] // prettier-ignore
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''))

test.each([
  ['text of a page', decodeText, (sample: string) => `<p>${sample}`],
  ['the value of an attribute', decodeValue, (sample: string) => `<p a="${sample}">`],
] as const)('%s is decoded as htmlparser2 decodes it', (name, decode, wrap) => {
  fc.assert(
    fc.property(text, (parts) => {
      // What looks like a tag is one, but for `<` before anything that no tag begins with.
      const sample = name === 'text of a page' ? parts.replace(/<(?=[a-z])/gi, '< ') : parts.replaceAll('"', '')
      let expected = ''
      const parser = new Parser({ ontext: (data) => (expected += data), onattribute: (_, value) => (expected += value) })
      parser.end(wrap(sample))
      expect(decode(sample)).toBe(expected)
    }),
    { numRuns: 2_000 },
  )
})
