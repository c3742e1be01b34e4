import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../../src/app.ts'
import { toSeriesFiles } from '../../src/core/report/series/series-files.ts'
import { seriesJsonSchema, seriesSchema } from '../../src/core/report/series/series-schema.ts'
import { openStore } from '../../src/io/store/store.ts'
import { makeSeries, type SeriesRequest } from '../../src/series-run.ts'
import { fillWithStories } from '../fixtures/series/stories.ts'
import { runCli } from './run-cli.ts'

const schemaFile = new URL('../../config/schemas/series.schema.json', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'series-'))
const dataDir = join(folder, 'data')
const everything: SeriesRequest = {
  since: undefined,
  until: undefined,
  lexicons: [],
  outlets: undefined,
  groups: undefined,
  pairs: false,
  translations: undefined,
}

beforeAll(async () => {
  await using store = await openStore(dataDir, { now: () => 0 })
  await fillWithStories(store, 6)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function series(request: Partial<SeriesRequest>) {
  await using app = await openApp({ env: { FRAMESHIFT_DATA_DIR: dataDir }, cwd: folder })
  const scored: number[] = []
  const options = { signal: new AbortController().signal, onScored: (done: number) => scored.push(done) }
  return { data: await makeSeries({ ...everything, ...request }, app, options), scored }
}

test('config/schemas/series.schema.json is what the code describes (UPDATE_GOLDEN=1 writes it anew)', async () => {
  const current = `${JSON.stringify(seriesJsonSchema(), undefined, 2)}\n`
  if (process.env.UPDATE_GOLDEN === '1') await writeFile(schemaFile, current)
  expect(await readFile(schemaFile, 'utf8')).toBe(current)
})

test('series compares the outlets of all stories inside each, writes every form, and the same bytes again', async () => {
  const out = join(folder, 'out')
  const { code, stdout } = await runCli(['series', '--groups', 'region', '--out', out, '--json'], { dataDir, cwd: folder })
  expect(code).toBe(0)
  const json: unknown = JSON.parse(stdout)
  expect(seriesSchema.parse(json)).toEqual(json)
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(await readFile(schemaFile, 'utf8')))
  validate(json)
  expect(validate.errors ?? []).toEqual([])
  const again = toSeriesFiles((await series({ groups: 'region' })).data)
  for (const [name, text] of again) expect({ name, same: readFileSync(join(out, name), 'utf8') === text }).toEqual({ name, same: true })
  expect(again.get('codebook.csv')).toContain('stories.csv,day,text')
})

test('the planted differences are found, and no other language is held against them', async () => {
  const { comparison, stories, outlets } = (await series({})).data
  expect(stories.map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-04-02', '2026-04-09'])
  const verdictOf = (a: string, frame: string) =>
    comparison.contrasts.find((contrast) => contrast.a === a && contrast.frame === frame)?.verdict
  expect(verdictOf('courier', 'betrayal')).toBe('higher')
  expect(verdictOf('steppe-post', 'independence')).toBe('higher')
  expect(verdictOf('severia-today', 'betrayal')).toBe('different-languages')
  expect(verdictOf('lanta-gazette', 'betrayal')).toBe('withheld')
  expect(outlets.find(({ outlet }) => outlet.id === 'quiet-harbour')?.silent).toHaveLength(4)
})

test('a stop is heard while a series is scored, and while it is compared', async () => {
  await using app = await openApp({ env: { FRAMESHIFT_DATA_DIR: dataDir }, cwd: folder })
  for (const share of [0.5, 1]) {
    const stop = new AbortController()
    let isAsked = false
    // As a signal of the system does: it comes when the process gives way, and not before.
    const onScored = (done: number, all: number) => {
      if (!isAsked && done >= share * all) setTimeout(() => stop.abort(new Error('Stopped by the user')), 0)
      isAsked ||= done >= share * all
    }
    await expect(makeSeries(everything, app, { signal: stop.signal, onScored })).rejects.toThrow('Stopped by the user')
  }
})

test('what cannot be a series is said in a line', async () => {
  const none = expect.stringMatching(/no story since 2027-01-01.*2026-03-02 to 2026-04-09/)
  await expect(series({ since: '2027-01-01' })).rejects.toMatchObject({ code: 'series-empty', message: none })
  await expect(series({ until: '2026-03-05' })).rejects.toMatchObject({
    code: 'series-one-story',
    message: expect.stringContaining('story report'),
  })
  const turned = series({ since: '2026-04-01', until: '2026-03-01' })
  await expect(turned).rejects.toMatchObject({ message: expect.stringContaining('expected a first day that is not after the last') })
  let isScored = false
  const request = { ...everything, translations: join(folder, 'none.yaml') }
  await using app = await openApp({ env: { FRAMESHIFT_DATA_DIR: dataDir }, cwd: folder })
  await expect(makeSeries(request, app, { signal: AbortSignal.timeout(60_000), onScored: () => (isScored = true) })).rejects.toThrow(
    'none.yaml',
  )
  expect(isScored).toBe(false)
  await expect(series({ groups: 'owner' })).rejects.toMatchObject({ code: 'group-unknown', message: expect.stringContaining('region') })
  await expect(series({ outlets: 'nobody' })).rejects.toMatchObject({ code: 'outlet-unknown' })
  const mixed = await series({ outlets: 'severia-today,jinghe-daily,courier' })
  expect(mixed.data.finding).toContain('different languages')
})
