import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { targetCardSchema, tones, type TargetModel } from '../../core/sentiment/target-model.ts'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

/**
 * Reads `models/target-*.json` of the folders with the weights beside them, by language. A language that stands in two folders is taken
 * from the first. A folder that does not exist holds none. Throws `model-invalid` where card and weights do not belong together.
 */
export async function readTargetModels(folders: readonly string[]): Promise<ReadonlyMap<string, TargetModel>> {
  const models = new Map<string, TargetModel>()
  for (const folder of folders) {
    for (const name of await cardsIn(`${folder}/models`)) {
      const model = await readModel(`${folder}/models/${name}`)
      if (!models.has(model.card.language)) models.set(model.card.language, model)
    }
  }
  return models
}

async function cardsIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => /^target-.*\.json$/.test(name)).toSorted()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw unreadable(folder, cause)
  }
}

async function readModel(path: string): Promise<TargetModel> {
  const weightsPath = path.replace(/\.json$/, '.bin')
  // JSON is YAML: one reader gives the same messages for both.
  const card = parseYaml((await bytesOf(path)).toString('utf8'), { path, schema: targetCardSchema, code: 'model-invalid' })
  const bytes = await bytesOf(weightsPath)
  const expected = card.buckets * tones.length
  if (bytes.length !== expected) throw invalid(`${weightsPath} has ${bytes.length} bytes, expected ${expected}`)
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (hash !== card.weightsSha256) throw invalid(`${weightsPath} has SHA-256 ${hash}, expected ${card.weightsSha256} as ${path} says`)
  return { card, weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) }
}

async function bytesOf(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
}

function unreadable(path: string, cause: unknown): PipelineError {
  return new PipelineError('model-unreadable', `Cannot read the sentiment model in ${path}: expected a readable file`, {
    retry: 'never',
    cause,
  })
}

function invalid(message: string): PipelineError {
  return new PipelineError('model-invalid', message, { retry: 'never' })
}
