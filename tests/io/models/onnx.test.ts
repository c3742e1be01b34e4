import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Question } from '../../../src/core/sentiment/asked.ts'
import { onnxModel, type OnnxOptions } from '../../../src/io/models/onnx/onnx.ts'
import { loadRuntime, type Runtime } from '../../../src/io/models/onnx/runtime.ts'
import { tinyModelFolder } from './tiny-model.ts'

const settings = { labels: {}, pair: false, temperature: 1, abstainBelow: 0.45, maxTokens: 32 }
const signal = new AbortController().signal
const about = (text: string): Question => ({ text, named: { start: 0, end: 5, printed: 'accused' }, language: 'en' })

/** Stands for the runtime where none is installed: gives back what it was given, in the form of three logits. */
function recording(logits: readonly number[] = [0, 0, 3]): {
  readonly runtime: () => Promise<Runtime>
  readonly seen: Record<string, readonly number[]>[]
} {
  const seen: Record<string, readonly number[]>[] = []
  const session = {
    inputNames: ['input_ids', 'attention_mask', 'token_type_ids'],
    run: async (inputs: Readonly<Record<string, readonly number[]>>) => {
      seen.push({ ...inputs })
      return logits
    },
  }
  return { seen, runtime: async () => ({ name: 'recording', open: async () => session }) }
}

async function ask(text: string, more: Partial<OnnxOptions> = {}) {
  const folder = more.folder ?? (await tinyModelFolder())
  const model = await onnxModel({ ...settings, folder, ...more })
  return (await model.ask([about(text)], signal))[0]
}

const installed = await loadRuntime().then(
  ({ name }) => name,
  () => undefined,
)

describe('onnxModel', () => {
  test('gives the model token ids and a mask, and turns its numbers into shares', async () => {
    const { runtime, seen } = recording()
    const answer = await ask('Voters praised Brown', { runtime })
    expect(seen).toEqual([{ input_ids: [1, 0, 3, 0, 2], attention_mask: [1, 1, 1, 1, 1], token_type_ids: [0, 0, 0, 0, 0] }])
    expect(answer).toMatchObject({ kind: 'opinion', opinion: { label: 'positive', abstained: false } })
    const shares = answer?.kind === 'opinion' ? Object.values(answer.opinion.probabilities ?? {}) : []
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
  })

  test('gives the one who is named as the second part where the model takes pairs', async () => {
    const { runtime, seen } = recording()
    await ask('praised', { runtime, pair: true })
    expect(seen[0]?.['input_ids']).toEqual([1, 3, 2, 4])
  })

  test('cuts long sentences and keeps their last token', async () => {
    const { runtime, seen } = recording()
    await ask('praised '.repeat(500), { runtime, maxTokens: 8 })
    expect(seen[0]?.['input_ids']).toEqual([1, 3, 3, 3, 3, 3, 3, 2])
  })

  test('abstains where no tone is probable enough', async () => {
    expect(await ask('Brown', { runtime: recording([0, 0, 0]).runtime })).toMatchObject({ opinion: { abstained: true } })
  })

  test('a temperature flattens the shares', async () => {
    const plain = await ask('Brown', { runtime: recording([0, 0, 4]).runtime })
    const flat = await ask('Brown', { runtime: recording([0, 0, 4]).runtime, temperature: 4 })
    expect(plain?.kind === 'opinion' && flat?.kind === 'opinion' && plain.opinion.score > flat.opinion.score).toBe(true)
  })

  test('outputs without names need the settings to say which is which', async () => {
    const folder = await tinyModelFolder(['LABEL_0', 'LABEL_1', 'LABEL_2'])
    await expect(onnxModel({ ...settings, folder })).rejects.toMatchObject({ code: 'onnx-model-invalid' })
    const labels = { LABEL_0: 'negative', LABEL_1: 'neutral', LABEL_2: 'positive' } as const
    expect(await ask('Brown', { folder, labels, runtime: recording([9, 0, 0]).runtime })).toMatchObject({ opinion: { label: 'negative' } })
  })

  test('names the file that is missing or damaged', async () => {
    await expect(onnxModel({ ...settings, folder: '/nowhere' })).rejects.toMatchObject({ code: 'onnx-model-unreadable' })
    const folder = await tinyModelFolder()
    await writeFile(join(folder, 'tokenizer.json'), '{"half')
    await expect(onnxModel({ ...settings, folder })).rejects.toThrow('tokenizer.json')
    await rm(join(folder, 'config.json'))
    await expect(onnxModel({ ...settings, folder })).rejects.toThrow('config.json')
  })

  test('a model with other outputs than its config says, and one that breaks, are failures of their answers', async () => {
    expect(await ask('Brown', { runtime: recording([1, 2]).runtime })).toMatchObject({ kind: 'failed', code: 'onnx-model-invalid' })
    const broken = async (): Promise<Runtime> => ({ name: 'broken', open: () => Promise.reject(new Error('bad opset')) })
    expect(await ask('Brown', { runtime: broken })).toMatchObject({ kind: 'failed', code: 'onnx-failed' })
  })

  test('another file is another version', async () => {
    const folder = await tinyModelFolder()
    const { version } = await onnxModel({ ...settings, folder })
    expect((await onnxModel({ ...settings, folder })).version).toBe(version)
    await writeFile(join(folder, 'model.onnx'), 'other bytes')
    expect((await onnxModel({ ...settings, folder })).version).not.toBe(version)
  })
})

describe.skipIf(installed === undefined)(
  'with the ONNX runtime that is installed (skipped without onnxruntime-node or onnxruntime-web: npm run setup:test)',
  () => {
    test('a model that the test built says praise of praise and blame of blame', async () => {
      expect(await ask('Voters praised Brown')).toMatchObject({ kind: 'opinion', opinion: { label: 'positive' } })
      expect(await ask('Voters accused Brown')).toMatchObject({ kind: 'opinion', opinion: { label: 'negative' } })
    })

    test('bytes that are no model are a failure in words', async () => {
      const folder = await tinyModelFolder()
      await writeFile(join(folder, 'model.onnx'), 'no model')
      expect(await ask('Brown', { folder })).toMatchObject({ kind: 'failed', code: 'onnx-failed' })
    })
  },
)

test.skipIf(installed !== undefined)('without a runtime, the answer says what to install', async () => {
  expect(await ask('Brown')).toMatchObject({ kind: 'failed', code: 'onnx-runtime-missing' })
})
