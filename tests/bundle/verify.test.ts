import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { unpackTar } from 'modern-tar'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { checkedSchema, pagesSchema } from '../../src/bundle/layout.ts'
import { verifyReport, type Verification } from '../../src/bundle/verify.ts'
import { reportSchema } from '../../src/core/report/json/report-schema.ts'
import { exportArchive } from '../../src/io/bundle/export-archive.ts'
import { runCli, spawnCli, type Ended } from '../integration/run-cli.ts'

/** A report of two outlets of the example press, read from their files with a small lexicon. */
let made: string
let compared: Ended

const lexicon = `id: small
version: 3
licence: CC0-1.0
frames:
  - id: betrayal
    definition: An act is told as breaking faith.
terms:
  - id: stab
    frame: betrayal
    concept: stab
    language: en
    patterns: ["stab in the back", "blackmail*"]
    examples: ["A stab in the back."]
`

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'verify-'))
  made = join(folder, 'report')
  await writeFile(join(folder, 'small.yaml'), lexicon)
  const corpus = 'examples/press/articles'
  const named = ['courier', 'steppe-post'].flatMap((outlet) => ['--with', `${corpus}/${outlet}`])
  const words = ['--lexicon', join(folder, 'small.yaml')]
  const compare = ['compare', `${corpus}/courier/anchor.md`, ...named, ...words, '--out']
  const dataDir = join(folder, 'data')
  await runCli([...compare, join(folder, 'unchecked')], { dataDir })
  const decisions = (await hitsOf(join(folder, 'unchecked'))).map(({ item }, index) =>
    JSON.stringify({ item, decision: index === 0 ? 'wrong-sense' : 'accept' }),
  )
  await runCli(['lexicon', 'judge', join(folder, 'small.yaml'), '--decisions', '-'], { dataDir, stdin: decisions.join('\n') })
  compared = await runCli([...compare, made], { dataDir })
})

test('a report is published with its bundle, and a moved copy of it gives the same bytes in another process', async () => {
  expect(compared).toMatchObject({ code: 0 })
  const folder = await copy()
  const ended = await spawnCli(['report', 'verify', folder, '--json'])
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  const result = verificationSchema.parse(JSON.parse(ended.stdout))
  expect(result).toMatchObject({ same: true, mistakes: [], versions: [] })
  expect(result.compared).toContain('report.json')
  expect(result.pages).toBeGreaterThan(5)
})

test('the bundle holds no time of its making and no word of how private addresses were reached', async () => {
  const plan = await readFile(join(made, 'bundle/plan.json'), 'utf8')
  expect(plan).not.toMatch(/allowPrivate|resolve/)
  expect(await readFile(join(made, 'bundle/config/settings.yaml'), 'utf8')).not.toContain('contact')
  const outlets = z.object({ outlets: z.array(z.unknown()) }).parse(parse(await readFile(join(made, 'bundle/config/outlets.yaml'), 'utf8')))
  expect(outlets.outlets.length).toBeGreaterThan(0)
})

test('the bundle holds what people had said of the hits, and of no other', async () => {
  const checked = checkedSchema.parse(JSON.parse(await readFile(join(made, 'bundle/checked-hits.json'), 'utf8')))
  const items = (await hitsOf(made)).map(({ item }) => item)
  expect(items.length).toBeGreaterThan(3)
  expect(Object.keys(checked)).toEqual(items.toSorted())
  expect(Object.values(checked).filter((isRight) => !isRight)).toHaveLength(1)
})

test('a manifest that names files outside the folder is refused, and a link that leads there is not packed', async () => {
  const folder = await copy()
  const secret = join(dirname(folder), 'secret')
  await writeFile(secret, 'not to be passed on')
  await rm(join(folder, 'report.md'))
  await symlink(secret, join(folder, 'report.md'))
  expect(await runCli(['report', 'export', folder])).toMatchObject({ code: 2, stderr: expect.stringContaining('report.md') })
  for (const name of ['../secret', secret, 'bundle/../../secret', '..\\\\secret']) {
    await edit(folder, 'bundle/manifest.json', (text) => text.replace(/"files": \{\s*"[^"]*"/, `"files": {\n    "${name}"`))
    for (const command of ['verify', 'export']) {
      expect(await runCli(['report', command, folder])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('manifest.json has been damaged'),
      })
    }
  }
})

describe('verify says which input differs:', () => {
  test('one changed byte of a page', async () => {
    const folder = await copy()
    const [, second] = pagesSchema.parse(JSON.parse(await readFile(join(folder, 'bundle/pages.json'), 'utf8')))
    const archive = await readFile(join(folder, 'bundle/pages.warc.gz'))
    const at = (second?.offset ?? 0) + 200
    archive[at] = (archive[at] ?? 0) ^ 1
    await writeFile(join(folder, 'bundle/pages.warc.gz'), archive)
    const { same, mistakes } = await verify(folder)
    expect(same).toBe(false)
    expect(mistakes).toContain('bundle/pages.warc.gz has been changed since the report was made')
    expect(mistakes.filter((line) => line.startsWith('Page missing or damaged'))).toEqual([
      expect.stringContaining(`${second?.page.url} (fetched`),
    ])
  })

  test('a page that is missing', async () => {
    const folder = await copy()
    const path = join(folder, 'bundle/pages.json')
    const pages = pagesSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    await writeFile(path, JSON.stringify(pages.slice(1)))
    const { same, mistakes } = await verify(folder)
    expect(same).toBe(false)
    expect(mistakes.join('\n')).toContain(`Page missing: ${pages[0]?.page.url}`)
  })

  test('all pages left out', async () => {
    const folder = await copy()
    await rm(join(folder, 'bundle/pages.warc.gz'))
    expect((await verify(folder)).mistakes[0]).toContain('without the pages nothing can be run again')
  })

  test('a newer lexicon, and what comes out otherwise through it', async () => {
    const folder = await copy()
    await edit(folder, 'bundle/lexicon.yaml', (text) => text.replace(/^version: (\d+)$/m, 'version: 99').replaceAll('stab', 'stitch'))
    const { same, mistakes } = await verify(folder)
    expect(same).toBe(false)
    expect(mistakes.join('\n')).toMatch(
      /Another lexicon: the report was made with .* version \d+ \(\w{12}\), the bundle holds .* version 99/,
    )
    expect(mistakes.join('\n')).toMatch(/report\.json comes out otherwise, first in line \d+/)
  })

  test('other versions of Node, ICU and Frameshift', async () => {
    const folder = await copy()
    await edit(folder, 'bundle/versions.json', (text) =>
      text
        .replace(/"node": "[^"]+"/, '"node": "21.0.0"')
        .replace(/"icu": "[^"]+"/, '"icu": "1"')
        .replace(/"frameshift": "[^"]+"/, '"frameshift": "0.0.1"'),
    )
    const { same, mistakes, versions } = await verify(folder)
    expect(same).toBe(false)
    expect(mistakes).toContain('bundle/versions.json has been changed since the report was made')
    expect(versions.map((line) => line.split(' made')[0])).toEqual(['Frameshift 0.0.1', 'Node 21.0.0', 'ICU 1'])
  })

  test('a report that was edited afterwards', async () => {
    const folder = await copy()
    await edit(folder, 'report.md', (text) => text.replace('hits', 'hints'))
    const { mistakes } = await verify(folder)
    expect(mistakes[0]).toBe('report.md has been changed since the report was made')
    expect(mistakes[1]).toMatch(/^report\.md comes out otherwise, first in line \d+$/)
    expect(mistakes).toHaveLength(2)
  })
})

describe('verify is not led past what it checks:', () => {
  test('a page that was edited and taken out of the manifest is compared all the same, and what was put in is named', async () => {
    const folder = await copy()
    await edit(folder, 'report.html', (html) => html.replace('betrayal', 'setback'))
    await edit(folder, 'bundle/manifest.json', (text) => text.replace(/\s*"report\.html": \{[^}]*\},/, ''))
    await edit(folder, 'bundle/manifest.json', (text) => text.replace(/,\s*"report\.md": \{[^}]*\}/, ''))
    await rm(join(folder, 'report.md'))
    const german = await readFile(join(folder, 'bundle/config/languages/de.yaml'), 'utf8')
    await writeFile(join(folder, 'bundle/config/languages/nl.yaml'), german.replace('code: de', 'code: nl'))
    const { same, mistakes } = await verify(folder)
    expect(same).toBe(false)
    expect(mistakes).toEqual([
      'bundle/config/languages/nl.yaml is there, but bundle/manifest.json does not name it',
      'report.html is there, but bundle/manifest.json does not name it',
      expect.stringMatching(/^report\.html comes out otherwise, first in line \d+$/),
      'report.md comes out too, and is not in the folder',
    ])
  })

  test('what computers leave in folders is listed and no finding; a link or a folder of that name, and what only looks like it, is one', async () => {
    const folder = await copy()
    const left = ['desktop.ini', '.DS_Store', 'bundle/Thumbs.db']
    for (const name of left) await writeFile(join(folder, name), 'icons')
    const verified = await verify(folder)
    expect(verified).toMatchObject({ same: true, mistakes: [] })
    expect(verified.notes).toEqual(left.toSorted().map((name) => `${name} was left there by a computer and is no part of the report`))
    const { code, stdout } = await runCli(['report', 'verify', folder])
    expect(code).toBe(0)
    expect(stdout).toContain('- bundle/Thumbs.db was left there by a computer')
    await rm(join(folder, 'desktop.ini'))
    await symlink('/dev/zero', join(folder, 'desktop.ini'))
    await writeFile(join(folder, 'bundle/config/languages/._de.yaml'), 'code: xx')
    // The last of them would have been read as a word list.
    expect((await verify(folder)).mistakes.slice(0, 2)).toEqual(
      ['bundle/config/languages/._de.yaml', 'desktop.ini'].map((name) => `${name} is there, but bundle/manifest.json does not name it`),
    )
  })

  test('an archive that unpacks to far more than pages do is a finding, and is not unpacked to its end', async () => {
    const folder = await copy()
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024))
    const path = join(folder, 'bundle/pages.warc.gz')
    await writeFile(path, Buffer.concat([bomb, bomb, bomb, await readFile(path)]))
    const { same, mistakes } = await verify(folder)
    expect(same).toBe(false)
    expect(mistakes).toEqual([
      'bundle/pages.warc.gz has been changed since the report was made',
      expect.stringMatching(
        /^bundle\/pages\.warc\.gz unpacks to more than \d+ MB, as no archive of pages of its size does: it was not read on$/,
      ),
      'Nothing could be run again',
    ])
  })

  test('pages that have moved inside the archive are found, also behind a damaged one', async () => {
    const folder = await copy()
    const path = join(folder, 'bundle/pages.warc.gz')
    const damaged = gzipSync(Buffer.from('WARC/1.1'.repeat(1000)))
    damaged.fill(7, 20, 30)
    await writeFile(path, Buffer.concat([damaged, await readFile(path)]))
    expect((await verify(folder)).mistakes).toEqual(['bundle/pages.warc.gz has been changed since the report was made'])
  })

  test('behind thousands of beginnings that are none, pages are looked for no further', async () => {
    const folder = await copy()
    const path = join(folder, 'bundle/pages.warc.gz')
    const beginnings = Buffer.from([0x1f, 0x8b, 0x08]).toString('latin1')
    const behind = async (count: number) => {
      const before = Buffer.from(beginnings.repeat(count), 'latin1')
      await writeFile(path, Buffer.concat([before, await readFile(join(made, 'bundle/pages.warc.gz'))]))
      return (await verify(folder)).mistakes
    }
    expect(await behind(50)).toEqual(['bundle/pages.warc.gz has been changed since the report was made'])
    expect((await behind(5000)).length).toBeGreaterThan(1)
  })

  test('links and folders stand for no file, and what the manifest no longer names is missed', async () => {
    const folder = await copy()
    await rm(join(folder, 'report.md'))
    await symlink('/dev/zero', join(folder, 'report.md'))
    await rm(join(folder, 'hits.csv'))
    await mkdir(join(folder, 'hits.csv'))
    await edit(folder, 'bundle/manifest.json', (text) => text.replace(/\s*"bundle\/run\.json": \{[^}]*\},/, ''))
    const { mistakes } = await verify(folder)
    expect(mistakes).toEqual([
      'hits.csv is a folder; expected a file',
      'report.md is a link or a device; expected a file',
      'bundle/run.json is there, but bundle/manifest.json does not name it',
      'bundle/manifest.json does not name bundle/run.json, without which nothing can be run again',
      'Nothing could be run again',
    ])
  })

  test('word lists that cannot be read are a finding, and a stop is none', async () => {
    const folder = await copy()
    await writeFile(join(folder, 'bundle/config/languages/de.yaml'), 'code: [')
    expect((await verify(folder)).mistakes).toEqual([
      'bundle/config/languages/de.yaml has been changed since the report was made',
      expect.stringMatching(/^The run could not be repeated: .*de\.yaml has a mistake/),
    ])
    await expect(verifyReport(made, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
  })
})

test('a folder without a bundle cannot be verified', async () => {
  await expect(verify(tmpdir())).rejects.toMatchObject({ code: 'no-bundle', message: expect.stringContaining('no bundle/manifest.json') })
  await expect(verify('/x/report.tar.gz')).rejects.toMatchObject({
    message: expect.stringContaining('unpack it first: tar -xzf /x/report.tar.gz'),
  })
})

test('an export gives the same bytes twice, stands alone, and leaves the pages out on request', async () => {
  const folder = await copy()
  const place = await mkdtemp(join(tmpdir(), 'export-'))
  const packed = await runCli(['report', 'export', folder, '--json'], { cwd: place })
  expect(packed).toMatchObject({ code: 0, stderr: '' })
  const beside = await runCli(['report', 'export', folder, '--without-pages'], { cwd: place })
  expect(beside).toMatchObject({ code: 0, stdout: expect.stringMatching(/elsewhere-without-pages\.tar\.gz: /) })
  const again = await runCli(['report', 'export', made, '--out', 'again.tar.gz', '--without-pages'], { cwd: place })
  expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^again\.tar\.gz: \d+ files, without the pages, /) })
  const whole = await unpackTar(gunzipSync(await readFile(`${folder}.tar.gz`)))
  const bare = await unpackTar(gunzipSync(await readFile(join(place, 'again.tar.gz'))))
  const names = whole.map(({ header }) => header.name.replace('elsewhere/', ''))
  expect(names).toEqual(expect.arrayContaining(['report.html', 'bundle/pages.warc.gz', 'bundle/manifest.json']))
  expect(bare.map(({ header }) => header.name.replace('report/', ''))).toEqual(names.filter((name) => !name.endsWith('.warc.gz')))
  const unpacked = join(place, 'unpacked')
  for (const { header, data } of whole) {
    await mkdir(dirname(join(unpacked, header.name)), { recursive: true })
    await writeFile(join(unpacked, header.name), data ?? '')
  }
  expect(await verify(join(unpacked, 'elsewhere'))).toMatchObject({ same: true })
  const writtenAt = new Date('2026-01-01T00:00:00Z')
  const pack = (path: string) => exportArchive(made, ['report.md', 'bundle/plan.json'], { path: join(place, path), writtenAt })
  const [first, second] = [await pack('1.tar.gz'), await pack('2.tar.gz')]
  expect(first.sha256).toBe(second.sha256)
  await expect(pack('1.tar.gz')).rejects.toMatchObject({ code: 'export-taken' })
})

const verificationSchema = z.object({
  same: z.boolean(),
  compared: z.array(z.string()),
  pages: z.number(),
  mistakes: z.array(z.string()),
  notes: z.array(z.string()),
  versions: z.array(z.string()),
})

async function copy(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'moved-')), 'elsewhere')
  await cp(made, folder, { recursive: true })
  return folder
}

async function edit(folder: string, name: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, name)
  const text = await readFile(path, 'utf8')
  expect(change(text)).not.toBe(text)
  await writeFile(path, change(text))
}

function verify(folder: string): Promise<Verification> {
  return verifyReport(folder, AbortSignal.timeout(60_000))
}

/** The hits of a report, by the items that name them to those who judge. */
async function hitsOf(folder: string): Promise<readonly { readonly item: string }[]> {
  const { hits } = reportSchema.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')))
  return hits.map(({ articleId, start, end, term }) => ({ item: `${articleId} ${start}-${end} ${term}` }))
}
