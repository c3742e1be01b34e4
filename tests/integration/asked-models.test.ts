import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { says, startEndpoint } from '../io/models/endpoint.ts'
import { runCli } from './run-cli.ts'

const reportSchema = z.object({
  hits: z.array(z.object({ sentiment: z.record(z.string(), z.object({ label: z.string() }).nullable()) })),
  method: z.object({ models: z.array(z.object({ name: z.string(), description: z.string() })) }),
  run: z.object({ failures: z.array(z.object({ stage: z.string(), code: z.string(), message: z.string() })) }),
})

async function folderWith(settings: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'asked-'))
  await mkdir(join(folder, 'config'))
  await writeFile(join(folder, 'config/settings.yaml'), JSON.stringify({ sentiment: settings }))
  return folder
}

test('a language model of the user’s stands beside the others, is asked once about a sentence, and the report is made again without it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'asked-data-'))
  const anchor = resolve('examples/press/articles/courier/anchor.md')
  let cwd = ''
  const compare = (out: string) => runCli(['compare', anchor, '--alone', '--out', out], { cwd, dataDir })
  let asked = 0
  {
    await using endpoint = await startEndpoint(says('{"tone":"negative","sureness":0.8}'))
    cwd = await folderWith({ openai: { url: endpoint.url, model: 'tiny', allowPrivate: [endpoint.address] } })
    expect(await compare('first')).toMatchObject({ code: 0 })
    asked = endpoint.asked.length
    expect(asked).toBeGreaterThan(0)
    expect(await compare('second')).toMatchObject({ code: 0 })
    expect(endpoint.asked).toHaveLength(asked)
  }
  const report = reportSchema.parse(JSON.parse(await readFile(join(cwd, 'first/report.json'), 'utf8')))
  expect(report.hits.map(({ sentiment }) => sentiment['openai']?.label)).toEqual(report.hits.map(() => 'negative'))
  expect(report.method.models.find(({ name }) => name === 'openai')?.description).toContain('Language model tiny')
  expect(await runCli(['report', 'verify', join(cwd, 'first')])).toMatchObject({ code: 0 })
})

test('a model that is down holds up nothing: the report says how many hits it left unanswered, and why', async () => {
  await using endpoint = await startEndpoint((response) => response.writeHead(404).end())
  const cwd = await folderWith({
    openai: { url: endpoint.url, model: 'gone', allowPrivate: [endpoint.address] },
    onnx: { folder: 'no-such-folder' },
  })
  const anchor = resolve('examples/press/articles/courier/anchor.md')
  expect(await runCli(['compare', anchor, '--alone', '--out', 'report'], { cwd })).toMatchObject({ code: 0 })
  const report = reportSchema.parse(JSON.parse(await readFile(join(cwd, 'report/report.json'), 'utf8')))
  expect(report.run.failures.map(({ stage, code }) => [stage, code])).toEqual([
    ['score', 'onnx-model-unreadable'],
    ['score', 'http-404'],
  ])
  expect(report.run.failures[1]?.message).toContain('openai gave no answer for')
  expect(report.hits[0]?.sentiment).toHaveProperty('target')
  expect(await runCli(['report', 'verify', join(cwd, 'report')])).toMatchObject({ code: 0 })
})

test('the filter asks such a model too, and names the setting where there is none', async () => {
  await using endpoint = await startEndpoint(says('{"tone":"positive","sureness":0.7}'))
  const cwd = await folderWith({ openai: { url: endpoint.url, model: 'tiny', allowPrivate: [endpoint.address] } })
  const stdin = '{"id":1,"text":"Voters praised Brown.","language":"en","target":{"start":15,"end":20}}\n'
  const answered = await runCli(['sentiment', '--model', 'openai'], { cwd, stdin })
  expect(JSON.parse(answered.stdout)).toMatchObject({ id: 1, model: 'openai', label: 'positive', score: 0.7, abstained: false })
  const unnamed = await runCli(['sentiment', '--model', 'onnx'], { cwd, stdin })
  expect(unnamed).toMatchObject({ code: 2, stdout: '' })
  expect(unnamed.stderr).toContain('sentiment.onnx.folder is empty')
})
