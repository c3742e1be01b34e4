import { createServer } from 'node:http'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openStore } from '../../src/io/store/store.ts'
import { sitesOf, startPress, type SiteAnswer } from '../press/press.ts'
import { runCli } from './run-cli.ts'

const page = (title: string) =>
  `<html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1><p>${'The ministers met on Wednesday and spoke about the cost of the road and its route through the hills. '.repeat(8)}</p></article></body></html>`

test('a silent edit is found, reported with both versions, and kept; the schedule finds nothing more afterwards', async () => {
  const titles = ['Ministers call the deal a betrayal', 'Ministers call the deal a disappointment']
  await using press = await startPress(
    sitesOf({ 'daily.example': { '/a': (_request, times) => page(titles[Math.min(times, 2) - 1] ?? '') } }),
  )
  const folder = mkdtempSync(join(tmpdir(), 'watch-'))
  const dataDir = join(folder, 'data')
  const open = ['--resolve', String(press.resolve[0]), '--allow-private', String(press.allowPrivate[0])]
  const read = () => runCli(['watch', 'read', 'http://daily.example/a', ...open], { dataDir, cwd: folder })
  expect(await read()).toMatchObject({ code: 0, stdout: '0 pages edited, 0 the same, 1 read for the first time.\n' })
  const second = await read()
  expect(second).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^“betrayal” left the headline (?:on|between) .+\n1 page edited, 0 the same/),
  })
  const [made = ''] = readdirSync(join(folder, 'reports/watch'))
  expect(readFileSync(join(folder, 'reports/watch', made, 'report.html'), 'utf8')).toContain('<del>')
  expect(readdirSync(join(folder, 'reports/watch', made, 'bundle'))).toHaveLength(2)
  const added = await runCli(['watch', 'add', 'deal', '--anchor', 'http://daily.example/a', '--cron', '*/30 * * * *', ...open], { dataDir })
  expect(added.code, added.stderr).toBe(0)
  expect(await runCli(['schedule', 'run', 'deal'], { dataDir, cwd: folder })).toMatchObject({
    code: 0,
    stdout: 'deal: nothing was edited\n',
  })
  await using store = await openStore(dataDir, { now: Date.now })
  expect((await store.schedules.history('deal', 1))[0]).toMatchObject({
    state: 'done',
    details: { edited: 0, same: 1, unread: 0, moved: 0 },
  })
})

test('an edit is told by the watch whoever has read the page meanwhile, once, and with the hour at which it was last seen unedited', async () => {
  let title = 'Ministers call the deal a betrayal'
  await using press = await startPress(sitesOf({ 'daily.example': { '/a': () => page(title) } }))
  const folder = mkdtempSync(join(tmpdir(), 'watch-'))
  const options = { dataDir: join(folder, 'data'), cwd: folder }
  const open = ['--resolve', String(press.resolve[0]), '--allow-private', String(press.allowPrivate[0])]
  await runCli(['watch', 'add', 'deal', '--anchor', 'http://daily.example/a', '--cron', '*/30 * * * *', ...open], options)
  expect((await runCli(['schedule', 'run', 'deal'], options)).stdout).toBe('deal: nothing was edited\n')
  expect((await runCli(['schedule', 'run', 'deal'], options)).stdout).toBe('deal: nothing was edited\n')
  title = 'Ministers call the deal a disappointment'
  expect((await runCli(['compare', 'http://daily.example/a', '--alone', ...open], options)).code).toBe(0)
  expect((await runCli(['schedule', 'run', 'deal'], options)).stdout).toMatch(/^deal: reports\/deal\/.+report\.html\n$/)
  expect((await runCli(['schedule', 'run', 'deal'], options)).stdout).toBe('deal: nothing was edited\n')
  await using store = await openStore(options.dataDir, { now: Date.now })
  const [, told, second] = await store.schedules.history('deal', 9)
  const report = z
    .object({ edits: z.array(z.object({ before: z.object({ seenAt: z.string() }) })) })
    .parse(JSON.parse(readFileSync(join(folder, told?.note ?? '', 'report.json'), 'utf8')))
  expect(Date.parse(report.edits[0]?.before.seenAt ?? '')).toBeGreaterThanOrEqual(second?.startedAt ?? Number.NaN)
})

test('the webhook of a watch says what moved, in words and as data, with both versions by their hashes', async () => {
  let title = 'Ministers call the deal a betrayal'
  await using press = await startPress(sitesOf({ 'daily.example': { '/a': () => page(title) } }))
  const heard: string[] = []
  const desk = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString('utf8')))
    request.on('end', () => {
      heard.push(body)
      response.end()
    })
  })
  const port = await new Promise<number>((listening) =>
    desk.listen(0, '127.0.0.1', () => {
      const address = desk.address()
      listening(typeof address === 'object' && address !== null ? address.port : 0)
    }),
  )
  const folder = mkdtempSync(join(tmpdir(), 'watch-'))
  const options = { dataDir: join(folder, 'data'), cwd: folder, env: { FRAMESHIFT_WEBHOOK_SECRET: 'sixteen letters!' } }
  const open = ['--resolve', String(press.resolve[0]), '--allow-private', String(press.allowPrivate[0])]
  const hook = [
    '--webhook',
    'http://desk.example.org/hook',
    '--resolve',
    `desk.example.org=127.0.0.1:${port}`,
    '--allow-private',
    `127.0.0.1:${port}`,
  ]
  const timing = ['--cron', '*/30 * * * *']
  const added = await runCli(['watch', 'add', 'deal', '--anchor', 'http://daily.example/a', ...timing, ...open, ...hook], options)
  expect(added.code, added.stderr).toBe(0)
  await runCli(['schedule', 'run', 'deal'], options)
  title = 'Ministers call the deal a disappointment'
  await runCli(['schedule', 'run', 'deal'], options)
  desk.close()
  const [first, second] = heard.map((body) => JSON.parse(body))
  expect(first).toMatchObject({ schedule: 'deal', state: 'done', details: { edited: 0, first: 1 }, edits: [] })
  const hash = expect.stringMatching(/^[0-9a-f]{64}$/)
  expect(second).toMatchObject({
    details: { edited: 1, moved: 1 },
    report: expect.stringMatching(/^reports\/deal\//),
    edits: [
      {
        url: 'http://daily.example/a',
        before: { title: 'Ministers call the deal a betrayal', language: 'en', page: hash },
        after: { title, language: 'en', page: hash },
        moved: [{ frame: 'betrayal', term: expect.any(String), text: 'betrayal', zone: 'headline', before: 1, after: 0 }],
        words: [expect.stringMatching(/^“betrayal” left the headline/)],
      },
    ],
  })
  expect(heard.join('')).not.toContain('The ministers met on Wednesday')
})

test('an article that is gone for a while is compared with what it was before when it comes back', async () => {
  const states = [page('Ministers call the deal a betrayal'), '<html><body></body></html>', page('Ministers call the deal a success')]
  await using press = await startPress(sitesOf({ 'daily.example': { '/a': (_request, times) => states[Math.min(times, 3) - 1] ?? '' } }))
  const folder = mkdtempSync(join(tmpdir(), 'watch-'))
  const open = ['--resolve', String(press.resolve[0]), '--allow-private', String(press.allowPrivate[0])]
  const read = () => runCli(['watch', 'read', 'http://daily.example/a', ...open], { dataDir: join(folder, 'data'), cwd: folder })
  expect((await read()).code).toBe(0)
  expect(await read()).toMatchObject({ code: 2, stderr: expect.stringContaining('holds no article') })
  expect((await read()).stdout).toMatch(/^“betrayal” left the headline/)
  states[2] = page('Ministers call the deal a betrayal')
  expect((await read()).stdout).toMatch(/^“betrayal” entered the headline/)
  // Each is told once: the second report does not take the first away.
  expect(readdirSync(join(folder, 'reports/watch'))).toHaveLength(2)
})

test('a wall, a paywall, an error page and a front page in place of an article are no edits of it, nor is another language of its terms', async () => {
  const wall = (name: string) => readFileSync(join(import.meta.dirname, `../fixtures/pages/${name}.html`), 'utf8')
  const whole = page('Ministers call the deal a betrayal')
  const paywalled = `<html lang="en"><head><title>Ministers call the deal a betrayal</title><meta property="article:content_tier" content="locked"></head><body><article><h1>Ministers call the deal a betrayal</h1><p>${'The ministers met on Wednesday and spoke about the cost of the road. '.repeat(4)}</p><p>Subscribe to continue reading this article.</p></article></body></html>`
  const french = `<html lang="fr"><head><title>Les ministres parlent de la route</title></head><body><article><h1>Les ministres parlent de la route</h1><p>${'Les ministres se sont réunis mercredi pour parler du coût de la route et de son tracé dans les collines. '.repeat(8)}</p></article></body></html>`
  let answer: string | SiteAnswer = whole
  await using press = await startPress(sitesOf({ 'daily.example': { '/a': () => answer } }))
  const folder = mkdtempSync(join(tmpdir(), 'watch-'))
  const open = ['--resolve', String(press.resolve[0]), '--allow-private', String(press.allowPrivate[0])]
  const read = () => runCli(['watch', 'read', 'http://daily.example/a', ...open], { dataDir: join(folder, 'data'), cwd: folder })
  expect((await read()).stdout).toContain('1 read for the first time')
  for (const instead of ['bot-wall', 'consent-wall', 'soft-404', 'front-page', 'paywall-stub'].map(wall)) {
    answer = instead
    expect(await read()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('holds no article: ') })
  }
  answer = { status: 404, body: page('Nothing here') }
  expect(await read()).toMatchObject({ code: 2, stdout: '' })
  answer = paywalled
  expect(await read()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Only the beginning of the text') })
  answer = whole
  expect((await read()).stdout).toBe('0 pages edited, 1 the same.\n')
  answer = french
  expect((await read()).stdout).toMatch(
    /^“Les ministres parlent de la route” is in another language \(English before, French after\): its terms are not compared.*\n1 page edited/,
  )
})

test('an article whose paywall opens is read for the first time, not edited', async () => {
  const beginning = `<html lang="en"><head><title>The road</title><meta property="article:content_tier" content="locked"></head><body><article><h1>The road</h1><p>${'The ministers met on Wednesday and spoke about the cost of the road. '.repeat(4)}</p><p>Subscribe to continue reading this article.</p></article></body></html>`
  let answer = beginning
  await using press = await startPress(sitesOf({ 'daily.example': { '/a': () => answer } }))
  const folder = mkdtempSync(join(tmpdir(), 'watch-'))
  const open = ['--resolve', String(press.resolve[0]), '--allow-private', String(press.allowPrivate[0])]
  const read = () => runCli(['watch', 'read', 'http://daily.example/a', ...open], { dataDir: join(folder, 'data'), cwd: folder })
  expect((await read()).stdout).toContain('1 read for the first time')
  answer = page('The betrayal of the road')
  expect((await read()).stdout).toBe('0 pages edited, 0 the same, 1 read for the first time.\n')
})

test('a watch is timed like any schedule, keeps the place of its files, and cannot be offline', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watch-'))
  const options = { dataDir: join(folder, 'data'), cwd: folder, env: { FRAMESHIFT_WEBHOOK_SECRET: 'sixteen letters!' } }
  writeFileSync(join(folder, 'more.txt'), 'https://daily.example.org/b')
  const add = ['watch', 'add', 'deal', '--anchor', 'https://daily.example.org/a', '--cron', '0 7 * * *']
  const timing = ['--tz', 'Asia/Almaty', '--missed', 'all', '--overlap', 'queue', '--webhook', 'https://desk.example.org/hook']
  expect(await runCli([...add, '--offline'], options)).toMatchObject({ code: 2, stderr: expect.stringContaining('leave out --offline') })
  const { code, stdout, stderr } = await runCli([...add, ...timing, '--urls', 'more.txt'], options)
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/^deal will be read again at\n(?: {2}\d{4}-\d\d-\d\d 07:00 Asia\/Almaty\n){5}$/)
  await using store = await openStore(options.dataDir, { now: Date.now })
  expect(await store.schedules.get('deal')).toMatchObject({
    kind: 'watch',
    missed: 'all',
    overlap: 'queue',
    webhook: 'https://desk.example.org/hook',
    request: { addressList: join(folder, 'more.txt') },
  })
})
