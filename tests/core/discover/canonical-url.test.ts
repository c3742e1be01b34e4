import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalUrl } from '../../../src/core/discover/canonical-url.ts'

test('tracking, fragments, default ports and credentials go; everything else stays', () => {
  expect(canonicalUrl('HTTPS://user@News.Example:443/A/?b=2&utm_source=x&a=1&fbclid=y#top')).toBe('https://news.example/A/?b=2&a=1')
  expect(canonicalUrl('https://www.news.example/a')).toBe('https://www.news.example/a')
})

test('what is no web address stays as it is, and a second pass changes nothing', () => {
  expect(canonicalUrl('articles/one.html')).toBe('articles/one.html')
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      expect(canonicalUrl(canonicalUrl(url))).toBe(canonicalUrl(url))
    }),
  )
})

test.each([
  ['https://x.example/%7euser/%d0%b0?q=%2f%41', 'https://x.example/~user/%D0%B0?q=%2FA'],
  ['https://x.example/a?ref=twitter', 'https://x.example/a'],
  ['https://x.example/a?ref=4711', 'https://x.example/a?ref=4711'],
  ['https://amp.x.example/a/', 'https://amp.x.example/a/'],
])('%s is spelt %s', (written, canonical) => {
  expect(canonicalUrl(written)).toBe(canonical)
})
