import { expect, test } from 'vitest'
import { isAllowedTarget, parseAllowedTarget } from '../../../../src/io/web/address/allowed-target.ts'
import { findResolveRule, parseResolveRule } from '../../../../src/io/web/address/resolve-rule.ts'
import { checkUrl } from '../../../../src/io/web/address/url-policy.ts'

test.each([
  ['127.0.0.1', '127.0.0.1', 8123, true],
  ['127.0.0.1:8123', '127.0.0.1', 8123, true],
  ['127.0.0.1:8123', '127.0.0.1', 8124, false],
  ['10.0.0.0/8', '10.200.3.4', 80, true],
  ['10.0.0.0/8', '11.0.0.1', 80, false],
  ['[::1]:80', '::1', 80, true],
  ['::1', '::1', 443, true],
  ['fd00::/8', 'fd12::1', 80, true],
])('the target %s and the address %s at port %i: %s', (text, address, port, isAllowed) => {
  expect(isAllowedTarget({ host: 'nas.lan', address, port }, [parseAllowedTarget(text)])).toBe(isAllowed)
})

test('a target by name opens that host and no other', () => {
  const targets = [parseAllowedTarget('NAS.lan:8080')]
  expect(isAllowedTarget({ host: 'nas.lan', address: '10.0.0.1', port: 8080 }, targets)).toBe(true)
  expect(isAllowedTarget({ host: 'x.nas.lan', address: '10.0.0.1', port: 8080 }, targets)).toBe(false)
})

test.each(['', ':80', '10.0.0.0/33', 'a b', 'http://x/', 'host:0', 'host:99999', 'user@host', '::1/129'])('"%s" is no target', (text) => {
  expect(() => parseAllowedTarget(text)).toThrow('Cannot allow')
})

test('a rule answers for its host, with a wildcard for hosts below it', () => {
  const rules = ['news.example=10.0.0.1', '*.example=127.0.0.1:8123', 'six.test=[::1]:80'].map(parseResolveRule)
  expect(findResolveRule('news.example', rules)).toMatchObject({ address: '10.0.0.1', port: undefined })
  expect(findResolveRule('a.b.example', rules)).toMatchObject({ address: '127.0.0.1', port: 8123 })
  expect(findResolveRule('six.test', rules)).toMatchObject({ address: '::1', port: 80 })
  expect(findResolveRule('example', rules)).toBeUndefined()
  expect(findResolveRule('badexample', rules)).toBeUndefined()
})

test.each(['', 'a=', '=1.2.3.4', 'a=b', 'a=1.2.3.4:0', '1.2.3.4=5.6.7.8', '*=1.2.3.4', 'a=999.1.1.1'])('"%s" is no rule', (text) => {
  expect(() => parseResolveRule(text)).toThrow('Cannot use the rule')
})

test('a rule names a host, and an allowed target opens its port', () => {
  const rules = [parseResolveRule('*.example=127.0.0.1:8123')]
  expect(checkUrl('http://news.example/', { allowed: [], rules: [] })).toMatchObject({ code: 'host-name' })
  expect(checkUrl('http://news.example/', { allowed: [], rules })).toMatchObject({ kind: 'url', host: 'news.example', port: 80 })
  expect(checkUrl('http://127.0.0.1:8123/', { allowed: [], rules })).toMatchObject({ code: 'port' })
  expect(checkUrl('http://127.0.0.1:8123/', { allowed: [parseAllowedTarget('127.0.0.1:8123')], rules })).toMatchObject({ kind: 'url' })
})
