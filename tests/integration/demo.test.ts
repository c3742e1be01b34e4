import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anchorUrl, examplePress, outletsFile } from '../../examples/press/example-press.ts'
import { reportSchema, type ReportJson } from '../../src/core/report/json/report-schema.ts'
import { startPress, type Press } from '../press/press.ts'
import { runCli, spawnCli, type Ended, type ProcessOptions } from './run-cli.ts'

/** The whole way, as a user goes it: the command line, HTTP, feeds, a sitemap, a report. */
let press: Press
let folder: string
let first: Ended
let report: ReportJson

beforeAll(async () => {
  press = await startPress(await examplePress())
  folder = await mkdtemp(join(tmpdir(), 'demo-'))
  first = await spawnCli(...compareLine(['--out', join(folder, 'report')]))
  report = reportSchema.parse(JSON.parse(await readFile(join(folder, 'report/report.json'), 'utf8')))
})
afterAll(async () => press[Symbol.asyncDispose]())

test('the command ends well and says where the report lies', () => {
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('report/report.html') })
})

test('the page of eleven outlets stays under 300 KB', async () => {
  expect((await stat(join(folder, 'report/report.html'))).size).toBeLessThan(300_000)
})

describe('the report shows', () => {
  test('own voice', () => {
    expect(hitsOf('severia-today', 'outlet')).toContain('удар в спину')
    expect(hitsOf('steppe-post', 'outlet')).toContain('blackmail')
  })

  test('quotation only: an outlet that passes the frame on and never uses it itself', () => {
    expect(hitsOf('courier', 'quoted')).toContain('stab in the back')
    expect(hitsOf('courier', 'outlet')).toEqual([])
  })

  test('a chain of three voices: the outlet, the paper it relays, the minister that paper quotes', () => {
    const chains = report.hits.map(({ voice }) => voice.chain.map(({ speaker, cue }) => ({ speaker, cue })))
    expect(chains).toContainEqual([
      { speaker: 'the Jinghe Daily', cue: 'According to' },
      { speaker: 'a deputy minister in Velgrad', cue: 'said' },
    ])
  })

  test('a wire copy in two outlets', () => {
    const copy = report.articles.find(({ role }) => role === 'copy')
    expect(copy).toMatchObject({ outlet: 'northern-ledger' })
    expect(report.articles.find(({ id }) => id === copy?.copyOf)).toMatchObject({ outlet: 'lanta-gazette' })
  })

  test('an outlet that is silent, and three that could not be seen, each with its reason', () => {
    const statuses = new Map(report.outlets.map(({ id, status }) => [id, status]))
    expect(statuses.get('quiet-harbour')).toBe('silent')
    const reasons = new Map(report.excluded.map(({ outlet, code }) => [outlet, code]))
    for (const [outlet, code] of [
      ['capital-ledger', 'paywalled'],
      ['evening-signal', 'empty-page'],
      ['fortress-review', 'robots'],
    ] as const) {
      expect(statuses.get(outlet)).toBe('unseen')
      expect(reasons.get(outlet)).toBe(code)
    }
  })

  test('four languages, and no other news', () => {
    expect(new Set(report.articles.map(({ language }) => language))).toEqual(new Set(['en', 'ru', 'zh', 'kk']))
    expect(report.articles.filter(({ title }) => /kite|harvest|ferry|telescope|театр|Волки|新线/i.test(title))).toEqual([])
  })

  test('no word of a teaser, a comment or a caption', () => {
    expect(report.hits.filter(({ sentence }) => /reader77|Читатель:|读者：|Оқырман:|Tankers waiting/.test(sentence))).toEqual([])
  })
})

test('nobody asked for the page that robots.txt forbids', () => {
  expect(press.asked('fortress-review.example')).not.toContain('/politics/severia-altyndala-oil-of-the-steppe')
})

test('the same command again asks no server and says the same', async () => {
  const before = press.log.length
  const again = await runCli(...compareLine(['--out', join(folder, 'again'), '--json']))
  expect(again.code).toBe(0)
  const second = reportSchema.parse(JSON.parse(again.stdout))
  expect(press.log.slice(before).map(({ host, path }) => host + path)).toEqual([])
  const itsOwn = { run: undefined, citation: undefined }
  expect({ ...second, ...itsOwn }).toEqual({ ...report, ...itsOwn })
})

test('a run that is stopped goes on where it was, and fetches nothing twice', async () => {
  const dataDir = join(folder, 'stopped')
  const before = press.log.length
  const whenFetching = (stderr: string) => /fetch: \d+ done/.test(stderr) && !stderr.includes('Stopped')
  const kill = { signal: 'SIGINT', when: whenFetching } as const
  const stopped = await spawnCli(...compareLine(['--out', join(folder, 'resumed')], { dataDir, kill }))
  expect(stopped).toMatchObject({ code: 130, stdout: '', stderr: expect.stringContaining('The same command goes on from here') })
  const resumed = await runCli(...compareLine(['--out', join(folder, 'resumed'), '--json'], { dataDir }))
  expect(resumed.code).toBe(0)
  const articlesOf = ({ articles }: ReportJson) => articles.map((article) => ({ ...article, fetchedAt: undefined }))
  expect(articlesOf(reportSchema.parse(JSON.parse(resumed.stdout)))).toEqual(articlesOf(report))
  const asked = press.log
    .slice(before)
    .filter(({ path }) => path !== '/robots.txt')
    .map(({ host, path }) => host + path)
  expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(8)
})

test('a private address is refused unless the user names it', async () => {
  const refused = await runCli(['compare', 'http://127.0.0.1/article', '--alone', '--out', join(folder, 'none')])
  expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/127\.0\.0\.1.*--allow-private/s) })
})

function hitsOf(outlet: string, voice: string): readonly string[] {
  const articles = new Set(report.articles.filter((article) => article.outlet === outlet).map(({ id }) => id))
  return report.hits.filter((hit) => articles.has(hit.articleId) && hit.voice.kind === voice).map(({ text }) => text.toLowerCase())
}

function compareLine(args: readonly string[], options: ProcessOptions = {}): [readonly string[], ProcessOptions] {
  const access = [
    ...press.resolve.flatMap((rule) => ['--resolve', rule]),
    ...press.allowPrivate.flatMap((target) => ['--allow-private', target]),
  ]
  return [['compare', anchorUrl, '--outlets', outletsFile, ...access, ...args], { dataDir: join(folder, 'data'), ...options }]
}
