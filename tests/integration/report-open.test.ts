import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

let folder: string
const page = () => join(folder, 'report', 'report.html')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-'))
  await mkdir(join(folder, 'report'))
  await writeFile(page(), '<!doctype html>')
})

/** A machine whose opener ends with this code. */
async function machine(code: number): Promise<NodeJS.ProcessEnv> {
  const path = await mkdtemp(join(tmpdir(), 'openers-'))
  for (const name of ['open', 'xdg-open']) {
    await writeFile(join(path, name), `#!/bin/sh\nexit ${code}\n`)
    await chmod(join(path, name), 0o755)
  }
  return { PATH: path }
}

const open = async (env: NodeJS.ProcessEnv) => runCli(['report', 'open', 'report'], { cwd: folder, env: { PATH: env['PATH'] ?? '' } })

test('the path of the page is printed when it is opened', async () => {
  expect(await open(await machine(0))).toEqual({ code: 0, stdout: `${page()}\n`, stderr: '' })
})

test.each([
  ['an opener finds no browser', async () => machine(3), 'found no browser'],
  ['there is no opener', async () => ({ PATH: '/nowhere' }), 'expected the command'],
])('it is printed too where %s, which is said', async (_what, made, why) => {
  const { code, stdout, stderr } = await open(await made())
  expect({ code, stdout }).toEqual({ code: 2, stdout: `${page()}\n` })
  expect(stderr).toMatch(/^frameshift: Cannot open the report: .*; open the file yourself\n$/)
  expect(stderr).toContain(why)
})
