import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '../../src/io/scratch-folder.ts'

test('what a killed process left beside a place is taken away by the next that writes there, and nothing else is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scratch-'))
  const running = basename(await scratchFolder(join(folder, 'report')))
  const dead = String(spawnSync(process.execPath, ['-e', '']).pid)
  const left = running.replace(`.${process.pid}-`, `.${dead}-`)
  const elsewhere = left.replace(/-[a-f\d]{6}\./u, '-zzzzzz.')
  const kept = [running, `${left}-earlier`, left.replace('.report', '.report-2'), elsewhere, '.report-notes', 'report.md']
  expect(new Set([left, ...kept]).size).toBe(7)
  for (const name of [left, ...kept.slice(1)]) mkdirSync(join(folder, name))
  writeFileSync(join(folder, left, 'half.html'), '<p>')
  const made = basename(await scratchFolder(join(folder, 'report')))
  expect(readdirSync(folder).toSorted()).toEqual([...kept, made].toSorted())
  rmSync(folder, { recursive: true })
})
