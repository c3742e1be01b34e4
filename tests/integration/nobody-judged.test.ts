import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

test('before anybody has judged, precision says so and counts hits by frame alone', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'unjudged-'))
  const dataDir = join(cwd, 'data')
  const body = 'The oil deal of the government is a stab in the back for its neighbours, and everybody in the town said so on Wednesday. '
  await writeFile(join(cwd, 'a.txt'), `Title: Oil goes west\nLanguage: en\n\n${body.repeat(4)}`)
  expect(await runCli(['compare', 'a.txt', '--alone', '--out', 'out'], { cwd, dataDir })).toMatchObject({ code: 0 })
  const { code, stdout, stderr } = await runCli(['lexicon', 'precision', 'international-relations'], { cwd, dataDir })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^betrayal +\d+ hits +0 judged/m)
  expect(stdout).not.toContain('0/0 right')
  expect(stderr).toMatch(/Nobody has judged yet: lexicon judge international-relations asks\n$/)
})
