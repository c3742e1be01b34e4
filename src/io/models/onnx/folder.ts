import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Sentiment } from '../../../model.ts'
import { PipelineError } from '../../../errors.ts'

/** A text classifier as its makers publish it, read from a folder of the user's. */
export interface OnnxFolder {
  readonly model: Uint8Array
  readonly tokenizer: unknown
  readonly tokenizerConfig: unknown
  /** The tone that each output stands for; `undefined`: none of ours. */
  readonly tones: readonly (Sentiment['label'] | undefined)[]
  /** SHA-256 over all files that answers depend on. */
  readonly hash: string
}

const modelNames = ['model.onnx', 'onnx/model.onnx', 'onnx/model_quantized.onnx', 'model_quantized.onnx']
const mostModelBytes = 2_000_000_000

const configSchema = z.object({ id2label: z.record(z.string().regex(/^\d+$/), z.string()) })

/**
 * Reads `model.onnx` (or `onnx/model.onnx`), `tokenizer.json` and `config.json`; `tokenizer_config.json` where it is there. `labels` says
 * what the outputs are called where `config.json` does not ("LABEL_0"). Nothing is ever fetched. Throws `onnx-model-unreadable` and
 * `onnx-model-invalid`.
 */
export async function readOnnxFolder(folder: string, labels: Readonly<Record<string, Sentiment['label']>>): Promise<OnnxFolder> {
  const model = await firstOf(folder, modelNames)
  const tokenizer = await bytesOf(join(folder, 'tokenizer.json'))
  const config = await bytesOf(join(folder, 'config.json'))
  const tokenizerConfig = await bytesOf(join(folder, 'tokenizer_config.json')).catch(() => Buffer.from('{}'))
  if (model.length > mostModelBytes) throw invalid(folder, `the model has ${model.length} bytes, expected at most ${mostModelBytes}`)
  const { id2label } = read(folder, 'config.json', config, configSchema)
  const names = Object.entries(id2label).toSorted(([a], [b]) => Number(a) - Number(b))
  const tones = names.map(([, name]) => labels[name] ?? toneOf(name))
  const known = new Set(tones.filter((tone) => tone !== undefined))
  if (!known.has('negative') || !known.has('positive')) {
    const found = names.map(([, name]) => name).join(', ')
    throw invalid(
      folder,
      `config.json calls the outputs ${found}; expected names with "neg" and "pos", or sentiment.onnx.labels in settings.yaml that says which is which`,
    )
  }
  const hash = createHash('sha256')
  for (const bytes of [model, tokenizer, config, tokenizerConfig, Buffer.from(JSON.stringify(labels))]) hash.update(bytes).update('\0')
  return {
    model,
    tokenizer: read(folder, 'tokenizer.json', tokenizer, z.looseObject({})),
    tokenizerConfig: read(folder, 'tokenizer_config.json', tokenizerConfig, z.looseObject({})),
    tones,
    hash: hash.digest('hex'),
  }
}

function toneOf(name: string): Sentiment['label'] | undefined {
  if (/neg/iu.test(name)) return 'negative'
  if (/pos/iu.test(name)) return 'positive'
  return /neu/iu.test(name) ? 'neutral' : undefined
}

async function firstOf(folder: string, names: readonly string[]): Promise<Buffer> {
  for (const name of names) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined)
    if (bytes) return bytes
  }
  throw unreadable(`${folder}: expected ${names.slice(0, 2).join(' or ')} in it`)
}

async function bytesOf(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw unreadable(`${path}: expected a readable file`, cause)
  })
}

function read<Value>(folder: string, name: string, bytes: Uint8Array, schema: z.ZodType<Value>): Value {
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (cause) {
    throw invalid(
      folder,
      `${name} is not what it should be${cause instanceof z.ZodError ? ` (${cause.issues[0]?.message})` : ', expected JSON'}`,
      cause,
    )
  }
}

function unreadable(where: string, cause?: unknown): PipelineError {
  return new PipelineError('onnx-model-unreadable', `Cannot read the ONNX model in ${where}`, { retry: 'never', cause })
}

function invalid(folder: string, problem: string, cause?: unknown): PipelineError {
  return new PipelineError('onnx-model-invalid', `Cannot use the ONNX model in ${folder}: ${problem}`, { retry: 'never', cause })
}
