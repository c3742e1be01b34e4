import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPlanFile } from '../../../src/io/config/plan-file.ts'

test('the plan that the documentation shows is read as it stands', async () => {
  const page = await readFile('docs/reproduce.md', 'utf8')
  const shown = /```yaml\n(# plan\.yaml[^]*?)```/.exec(page)?.[1]
  if (shown === undefined) throw new Error('No plan in docs/reproduce.md')
  const path = join(await mkdtemp(join(tmpdir(), 'plan-')), 'plan.yaml')
  await writeFile(path, shown)
  expect((await readPlanFile(path)).plan).toMatchObject({ lexicons: ['international-relations'], window: '3d', sweep: true })
})
