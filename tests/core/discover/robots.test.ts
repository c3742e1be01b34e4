import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseRobots, robotsAllow, robotsLimitBytes } from '../../../src/core/discover/robots.ts'

interface RobotsCase {
  readonly id: string
  readonly robots: { readonly text?: string; readonly base64?: string }
  readonly agent: string
  readonly url: string
  readonly allowed: boolean
}

const folder = `${process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data'}/robots`
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []

test.skipIf(files.length === 0)(`robots rules answer every reference case (skipped without data in ${folder})`, () => {
  const cases = files.flatMap((name): readonly RobotsCase[] => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')))
  const wrong = cases.filter(({ robots, agent, url, allowed }) => {
    const bytes = robots.base64 === undefined ? Buffer.from(robots.text ?? '') : Buffer.from(robots.base64, 'base64')
    return robotsAllow(parseRobots(bytes, agent), url) !== allowed
  })
  expect(wrong.map(({ id }) => id)).toEqual([])
  expect(cases.length).toBeGreaterThan(0)
})

test('a crawl delay belongs to its group and may be a fraction', () => {
  const file = Buffer.from('User-agent: *\nCrawl-delay: 7\n\nUser-agent: Frameshift\nCrawl-delay: 0.5\nDisallow: /x\n')
  expect(parseRobots(file, 'Frameshift').crawlDelayMs).toBe(500)
  expect(parseRobots(file, 'Other').crawlDelayMs).toBe(7000)
  expect(parseRobots(Buffer.from('User-agent: *\nCrawl-delay: soon\n'), 'x').crawlDelayMs).toBeUndefined()
  expect(parseRobots(Buffer.from('User-agent: *\nCrawl-delay: 1e9\n'), 'x').crawlDelayMs).toBe(1e12)
})

test.each([
  ['news.example/a//b', '/a//b'],
  ['//news.example/a/b', '/a/b'],
  ['news.example?to=http://other.example/x', '/?to=http'],
  ['http://news.example#x/y', '/$'],
])('the path of %s begins with %s', (url, path) => {
  const robots = parseRobots(Buffer.from(`User-agent: *\nDisallow: ${path}\n`), 'x')
  expect(robotsAllow(robots, url)).toBe(false)
})

test('escapes in lower case are the same as in upper case', () => {
  const robots = parseRobots(Buffer.from('User-agent: *\nDisallow: /%e3%83%84\n'), 'x')
  expect(robotsAllow(robots, 'https://news.example/%e3%83%84')).toBe(false)
})

test('a file of five megabytes is read up to its limit, in little time', () => {
  const line = 'Disallow: /*a*a*a*a*a*a*a*b$\n'
  const early = Buffer.from(`User-agent: *\n${line.repeat(170_000)}`)
  const late = Buffer.concat([Buffer.from('User-agent: *\n'), Buffer.alloc(robotsLimitBytes, '\n'), Buffer.from('Disallow: /\n')])
  const started = performance.now()
  expect(robotsAllow(parseRobots(early, 'x'), `https://news.example/${'a'.repeat(8000)}`)).toBe(true)
  expect(performance.now() - started).toBeLessThan(2000)
  expect(robotsAllow(parseRobots(late, 'x'), 'https://news.example/')).toBe(true)
})
