import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readOutlets } from '../../src/io/config/outlets.ts'
import { sitesOf, startPress, type Press } from '../press/press.ts'
import { runCli, spawnCli, type Ended } from './run-cli.ts'

/** `outlets add` and `outlets check`, as a user types them, against outlets on loopback. */
let press: Press
let folder: string
let file: string

const courier = 'http://courier.example'
const item = '<item><title>Severia halts oil</title><link>/a</link></item>'
const news = `<urlset><url><loc>${courier}/a</loc><news:news><news:title>Severia halts oil</news:title></news:news></url></urlset>`

beforeAll(async () => {
  press = await startPress(
    sitesOf({
      'courier.example': {
        '/': '<html lang="en-GB"><meta property="og:site_name" content="The  Courier: &#27;[31mdaily"><link rel="alternate" type="application/rss+xml" href="/world.rss"><link rel="alternate" type="application/rss+xml" href="/gone.rss">',
        '/robots.txt': `User-agent: *\nAllow: /\nSitemap: ${courier}/pages.xml\nSitemap: ${courier}/news.xml`,
        '/old.rss': { status: 301, headers: { location: '/kept.rss' } },
        '/kept.rss': { body: `<rss version="2.0"><channel><title>World</title>${item}</channel></rss>`, etag: '"1"' },
        '/world.rss': `<rss version="2.0"><channel><title>World</title>${item}</channel></rss>`,
        '/quiet.rss': '<rss version="2.0"><channel><title>World</title></channel></rss>',
        '/news.xml': `<?xml version="1.0"?>${news}`,
        '/pages.xml': `<?xml version="1.0"?><urlset><url><loc>${courier}/about</loc></url></urlset>`,
      },
      'dala.example': {
        '/': '<html><title>Басты бет | Dala</title>',
        '/feed': `<?xml version="1.0"?><rss version="2.0"><channel><title>Дала</title><language>kk-KZ</language>${item}</channel></rss>`,
      },
      'half.example': {
        '/': '<html lang="en"><title>Half</title><link rel="alternate" type="application/rss+xml" href="/down.rss">',
        '/robots.txt': 'Sitemap: http://half.example/news.xml',
        '/down.rss': { status: 500 },
        '/news.xml': news.replaceAll('courier', 'half'),
      },
      'down.example': {
        '/': '<html lang="en"><title>Down</title><link rel="alternate" type="application/rss+xml" href="/down.rss">',
        '/down.rss': { status: 500 },
      },
      'bare.example': { '/': '<html><title>Bare</title><p>Nothing to subscribe to' },
      'shut.example': { '/robots.txt': 'User-agent: *\nDisallow: /' },
    }),
  )
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outlets-'))
  file = join(folder, 'config/outlets.yaml')
})
afterAll(async () => press[Symbol.asyncDispose]())

describe('outlets add', () => {
  test("writes the outlet's name, language, feeds and news sitemaps into a new file under the shipped comment", async () => {
    const added = await run(['add', courier], spawnCli)
    expect(added).toMatchObject({ code: 0, stderr: expect.stringMatching(/gone\.rss.*404[^]*stands in for the outlets that are shipped/) })
    expect(await readFile(file, 'utf8')).toMatch(/^# Who is asked[^]*\noutlets:\n {2}- id: courier\n/)
    expect((await readOutlets([file])).outlets).toEqual([
      {
        id: 'courier',
        name: 'The Courier: [31mdaily',
        homepage: courier,
        country: undefined,
        language: 'en',
        feeds: [`${courier}/world.rss`],
        sitemaps: [`${courier}/news.xml`],
        groups: {},
      },
    ])
  })

  test('keeps the comments, the order and the outlets of a file', async () => {
    await given('# mine\noutlets:\n  # the first\n  - id: first # as ever\n    name: First\n    groups: { bloc: West }\n# the end\n')
    expect(await run(['add', 'http://dala.example/', '--country', 'KZ'])).toMatchObject({ code: 0 })
    const text = await readFile(file, 'utf8')
    for (const comment of ['# mine\n', '  # the first\n', ' # as ever\n', '# the end\n']) expect(text).toContain(comment)
    expect(text).toContain('groups: { bloc: West }')
    expect((await readOutlets([file])).outlets).toMatchObject([
      { id: 'first' },
      { id: 'dala', name: 'Dala', language: 'kk', country: 'KZ', feeds: ['http://dala.example/feed'], sitemaps: [] },
    ])
  })

  test('takes the address of a feed too, and asks for it once', async () => {
    const before = press.asked('courier.example').length
    const { code, stdout } = await run(['add', `${courier}/world.rss`, '--json'])
    expect(code).toBe(0)
    expect(
      press
        .asked('courier.example')
        .slice(before)
        .filter((path) => path === '/world.rss'),
    ).toHaveLength(1)
    expect(JSON.parse(stdout)).toMatchObject({
      outlet: { id: 'courier', homepage: `${courier}/`, feeds: [`${courier}/world.rss`] },
      written: true,
      created: true,
      failures: [],
    })
  })

  test('takes the address of a news sitemap, and says why it leaves out a sitemap of all pages', async () => {
    const { code, stdout } = await run(['add', `${courier}/news.xml`, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      outlet: { id: 'courier', homepage: `${courier}/`, language: 'en', feeds: [], sitemaps: [`${courier}/news.xml`] },
    })
    expect(await run(['add', `${courier}/pages.xml`, '--id', 'pages'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('pages.xml: It lists pages without their headlines'),
    })
  })

  test('leaves out a feed that is down and keeps what can be read; where nothing else can be, says that it is down', async () => {
    const half = await run(['add', 'http://half.example', '--json'])
    expect(half).toMatchObject({ code: 0 })
    expect(JSON.parse(half.stdout)).toMatchObject({
      outlet: { id: 'half', feeds: [], sitemaps: ['http://half.example/news.xml'] },
      failures: [{ url: 'http://half.example/down.rss', reason: expect.stringMatching(/status 500: it may be back later/) }],
    })
    expect(await run(['add', 'http://down.example'])).toMatchObject({ code: 2, stderr: expect.stringContaining('status 500') })
  })

  test('shows and writes nothing with --dry-run', async () => {
    const { code, stdout } = await run(['add', courier, '--dry-run', '--json', '--id', 'the-courier'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ outlet: { id: 'the-courier' }, path: file, written: false })
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('refuses an id that is taken, and leaves the file as it was', async () => {
    const text = 'outlets: [{ id: courier, name: Another Courier }]\n'
    await given(text)
    const refused = await run(['add', courier])
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/courier is taken by Another Courier.*--id/) })
    expect(await readFile(file, 'utf8')).toBe(text)
    expect(await run(['add', courier, '--id', 'courier-2'])).toMatchObject({ code: 0 })
    expect((await readOutlets([file])).outlets.map(({ id }) => id)).toEqual(['courier', 'courier-2'])
  })

  test.each([
    ['http://bare.example', /no feed and no news sitemap/],
    ['http://shut.example', /robots/],
    ['courier.example', /https:\/\//],
  ])('says why it cannot add %s', async (address, reason) => {
    expect(await run(['add', address])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(reason) })
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

test('outlets check counts what is announced, and ends with 1 when an outlet does not answer', async () => {
  await given(
    'outlets:\n  - { id: courier, name: C, homepage: http://courier.example }\n  - { id: bare, name: B, homepage: http://bare.example }\n',
  )
  const { code, stdout } = await run(['check', '--json'], spawnCli)
  expect(code).toBe(1)
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toMatchObject([
    { id: 'courier', items: 2, sources: 4, failures: [expect.stringContaining('gone.rss')] },
    { id: 'bare', items: 0, problem: 'no feed or news sitemap found' },
  ])
})

test('outlets check tells of each source that fails, and an empty feed from none', async () => {
  const feeds = (...paths: readonly string[]) => `[${paths.map((path) => `'${courier}${path}'`).join(', ')}]`
  await given(
    `outlets:\n  - { id: half, name: H, feeds: ${feeds('/world.rss', '/gone.rss')} }\n  - { id: quiet, name: Q, feeds: ${feeds('/quiet.rss')} }\n`,
  )
  const { code, stdout } = await run(['check'])
  expect(code).toBe(1)
  expect(stdout).toMatch(
    /^half +1 article in 2 sources\n +http:\/\/courier\.example\/gone\.rss: .*404.*\nquiet +none of its sources lists an article\n$/,
  )
})

test('a feed that has moved for good is told of each time, and its address stays as it was written', async () => {
  const written = `outlets:\n  - { id: courier, name: C, homepage: ${courier}, feeds: ['${courier}/old.rss'] }\n`
  await given(written)
  for (const time of [1, 2]) {
    const { code, stdout } = await run(['check'])
    expect(code, `time ${time}`).toBe(0)
    expect(stdout).toContain(`${courier}/old.rss has moved for good to ${courier}/kept.rss: change it in the list of outlets`)
  }
  expect(press.asked('courier.example').filter((path) => path === '/old.rss')).toHaveLength(2)
  expect(await readFile(file, 'utf8')).toBe(written)
})

async function given(text: string): Promise<void> {
  await mkdir(join(folder, 'config'), { recursive: true })
  await writeFile(file, text)
}

function run(args: readonly string[], how = runCli): Promise<Ended> {
  const access = [
    ...press.resolve.flatMap((rule) => ['--resolve', rule]),
    ...press.allowPrivate.flatMap((target) => ['--allow-private', target]),
  ]
  return how(['outlets', ...args, ...access], { cwd: folder, dataDir: join(folder, 'data') })
}
