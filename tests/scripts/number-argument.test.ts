import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test.each(['calibrate', 'soak', 'simulate-month'])('%s measures nothing for a number that is none, and ends with 2', (script) => {
  const page = readFileSync('docs/calibration.md', 'utf8')
  const ended = spawnSync(process.execPath, [`scripts/${script}.ts`, 'many'], { encoding: 'utf8', timeout: 20_000 })
  expect(ended).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^Cannot take "many" for .+: expected a whole number above 0\n$/),
  })
  expect(readFileSync('docs/calibration.md', 'utf8')).toBe(page)
})
