import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { runCli, spawnCli } from './run-cli.ts'

const rowSchema = z.looseObject({ id: z.union([z.string(), z.number(), z.null()]) })

async function filter(args: readonly string[], rows: readonly object[], run = runCli) {
  const { code, stdout, stderr } = await run(args, { stdin: rows.map((row) => `${JSON.stringify(row)}\n`).join('') })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => rowSchema.parse(JSON.parse(line)))
}

const story = 'Officials in Velgrad called the deal a betrayal. Nobody else did.'

test('extract takes the article out of a page, and answers a page without one with its reason', async () => {
  const paragraphs = Array.from(
    { length: 8 },
    (_, index) => `<p>Paragraph ${index} of the report tells what the ministers said about the pipeline on Wednesday.</p>`,
  )
  const html = `<html><head><title>Ministers meet</title></head><body><nav>Menu</nav><article><h1>Ministers meet</h1>${paragraphs.join('')}</article></body></html>`
  const rows = await filter(
    ['extract'],
    [{ id: 'a', html, url: 'https://courier.example/a' }, { id: 'b', html: '<html></html>' }, { id: 'c' }],
  )
  expect(rows).toMatchObject([
    { id: 'a', ok: true, title: 'Ministers meet', language: 'en', flags: [] },
    { id: 'b', ok: false, reason: expect.any(String) },
    { id: 'c', error: { code: 'line-invalid' } },
  ])
})

test('voices names the speaker of a place', async () => {
  const start = story.indexOf('betrayal')
  const [row] = await filter(['voices'], [{ id: 1, text: story, language: 'en', at: [{ start, end: start + 8 }] }])
  expect(row).toMatchObject({
    id: 1,
    at: [{ voice: { kind: 'reported', chain: [{ speaker: 'Officials in Velgrad', cue: 'called' }] }, mode: 'asserted' }],
  })
})

test.each([['extract'], ['voices'], ['sentiment'], ['score']])('%s opens no store: none is made, and none has to answer', async (name) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'frameshift-'))
  const { code, stdout } = await runCli([name], {
    dataDir,
    env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    stdin: `${JSON.stringify({ id: 1, text: story, language: 'en', html: `<p>${story}` })}\n`,
  })
  expect({ code, id: rowSchema.parse(JSON.parse(stdout)).id, made: await readdir(dataDir) }).toEqual({ code: 0, id: 1, made: [] })
})

test('a language without rules for voices gives "unclear", never the outlet', async () => {
  const text = 'Ministeriet kallade avtalet ett svek, sade talespersonen på onsdagen.'
  const [row] = await filter(['voices'], [{ id: 1, text, language: 'sv', at: [{ start: 0, end: 5 }] }])
  expect(row).toMatchObject({ spans: [], at: [{ voice: { kind: 'unclear' } }] })
})

test('sentiment answers by target where there is a model, by rules elsewhere, and abstains where it knows no word', async () => {
  const rows = await filter(
    ['sentiment'],
    [
      { id: 1, text: 'The minister was praised for a brilliant success.', language: 'en', target: { start: 4, end: 12 } },
      { id: 2, text: 'A brilliant success.', language: 'en' },
      { id: 3, text: 'Ett svek.', language: 'sv' },
    ],
  )
  expect(rows).toMatchObject([
    { model: 'target', abstained: expect.any(Boolean) },
    { model: 'valence', label: 'positive', abstained: false },
    { model: 'valence', abstained: true },
  ])
})

test('score finds terms with voice and zone, at offsets of the text as given', async () => {
  const title = 'A betrayal, says Velgrad'
  const text = `${title}\n\n${story}`
  const [row] = await filter(['score', '--lexicon', 'international-relations'], [{ id: 1, text, title, language: 'en' }], spawnCli)
  const { hits } = z
    .looseObject({ hits: z.array(z.looseObject({ start: z.int(), end: z.int(), zone: z.string(), frame: z.string() })) })
    .parse(row)
  expect(hits.map(({ start, end, zone, frame }) => [text.slice(start, end), zone, frame])).toEqual([
    ['betrayal', 'headline', 'betrayal'],
    ['betrayal', 'lead', 'betrayal'],
  ])
})

test('group answers every line for itself, even where ids are repeated', async () => {
  const rows = await filter(
    ['group'],
    [
      { id: 1, title: 'Kites over the dunes', language: 'en' },
      { id: '1', title: 'Oil for the coast', language: 'en' },
      { id: 1, title: 'Wheat in the north', language: 'en' },
    ],
  )
  expect(rows.map(({ id, story }) => [id, story])).toEqual([
    [1, 1],
    ['1', '1'],
    [1, 1],
  ])
})

test('group says of a copy what it shares, where, and whose agency text it is', async () => {
  const body =
    'The Orlin dam above Velmora broke on Sunday night after a week of rain, and the water took the lower town within an hour. At least 214 people are missing, the mayor, Ines Tavaro, said. Rescue boats reached the lower town at dawn.'
  const [, copy] = await filter(
    ['group'],
    [
      { id: 'wire', title: 'Dam breaks', text: `VELMORA (Reuters) - ${body}`, publishedAt: '2026-10-14T06:00:00Z', language: 'en' },
      {
        id: 'copy',
        title: 'Hundreds missing',
        text: `From our desk. ${body}`,
        publishedAt: '2026-10-14T09:00:00Z',
        byline: ['Jane Doe, AP'],
      },
    ],
  )
  const text = `From our desk. ${body}`
  expect(copy).toMatchObject({ copyOf: 'wire', agency: 'Associated Press', evidence: { names: ['Velmora', 'Tavaro'], numbers: ['214'] } })
  const { spans } = z.looseObject({ spans: z.array(z.object({ start: z.int(), end: z.int() })) }).parse(copy)
  expect(spans.map(({ start, end }) => `${text.slice(start, end)}.`)).toEqual([body])
})

test('group puts the same event in one story and other news in another', async () => {
  const oil =
    'President Serikov of Altyndala signed an oil agreement with Marenta in Port Lanta: 12 million tonnes a year through 1,180 kilometres of pipeline.'
  const rows = await filter(
    ['group'],
    [
      { id: 'a', title: 'Altyndala signs', text: oil, publishedAt: '2026-10-15', language: 'en' },
      {
        id: 'b',
        title: 'Marenta and Altyndala agree',
        text: `Officials in Port Lanta said on Thursday that ${oil}`,
        publishedAt: '2026-10-15',
        language: 'en',
      },
      {
        id: 'c',
        title: 'Kites over the dunes',
        text: 'Thousands watched the kite festival at the weekend, and the jury praised a heron.',
        publishedAt: '2026-10-15',
        language: 'en',
      },
    ],
  )
  const [first, second, third] = rows.map((row) => z.looseObject({ story: z.union([z.string(), z.number()]) }).parse(row).story)
  expect(first).toBe(second)
  expect(third).not.toBe(first)
})

test.each(['extract', 'voices', 'score'])('the line that %s shows in its help can be run as it stands', async (command) => {
  const cwd = await mkdtemp(join(tmpdir(), 'example-'))
  const told = '<p>The ministers met on Wednesday and spoke about the pipeline, its cost and its route through the hills.</p>'
  await writeFile(join(cwd, 'page.html'), `<html><body><article><h1>Ministers meet</h1>${told.repeat(8)}</article></body></html>`)
  const { stdout: help } = await runCli([command, '--help'])
  const line = new RegExp(String.raw`^ *echo '(.*)' \| frameshift ${command}$`, 'm').exec(help)?.[1]
  if (line === undefined) throw new Error(`No example in the help of ${command}`)
  const { code, stdout, stderr } = await runCli([command], { cwd, stdin: `${line}\n` })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const shown = {
    extract: { ok: true, title: 'Ministers meet' },
    voices: { spans: [{ kind: 'reported' }] },
    score: { hits: [{ frame: 'betrayal' }] },
  }
  expect(JSON.parse(stdout)).toMatchObject(Object.entries(shown).find(([name]) => name === command)?.[1] ?? {})
})
