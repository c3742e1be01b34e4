import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTargetModels } from '../../../src/io/config/target-models.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'))
  await mkdir(join(folder, 'models'))
  await copyFile('config/models/target-en.json', join(folder, 'models', 'target-en.json'))
})
afterAll(() => rm(folder, { recursive: true }))

test('the English model that comes with the project is at most 1 MB and has a card', async () => {
  const model = (await readTargetModels([join(folder, 'none'), 'config'])).get('en')
  expect(model?.weights.length).toBeLessThan(1024 * 1024)
  expect(model?.card.crossValidated.macroF1).toBeGreaterThan(0.65)
})

test('weights that do not belong to the card are refused', async () => {
  const path = join(folder, 'models', 'target-en.bin')
  await expect(readTargetModels([folder])).rejects.toMatchObject({ code: 'model-unreadable' })
  await writeFile(path, new Uint8Array(5))
  await expect(readTargetModels([folder])).rejects.toThrow(/has 5 bytes, expected 393216/)
  await writeFile(path, new Uint8Array(393_216))
  await expect(readTargetModels([folder])).rejects.toThrow(/has SHA-256 .* expected/)
})
