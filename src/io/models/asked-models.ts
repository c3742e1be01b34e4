import { setTimeout as sleep } from 'node:timers/promises'
import type { AskedModel, Asking } from '../../core/sentiment/asked.ts'
import { PipelineError } from '../../errors.ts'
import type { Settings } from '../config/settings.ts'
import type { Api } from '../web/api.ts'
import { onnxModel } from './onnx/onnx.ts'
import { openAiModel } from './openai.ts'

/** Sentiment models that the settings name beside those that come with Frameshift. */
export interface AskedModels {
  readonly names: readonly AskedModel[]
  /** Made at first use. Throws for one that the settings do not name, or that cannot be read. */
  get(name: AskedModel): Promise<Asking>
}

export interface AskedModelsOptions {
  readonly settings: Settings['sentiment']
  readonly resolvePath: (path: string) => string
  readonly openAiKey: string | undefined
  /** The gate, as far as it is open to these private addresses. */
  readonly api: (allowPrivate: readonly string[]) => Api
}

export function askedModels({ settings: { onnx, openai }, resolvePath, openAiKey, api }: AskedModelsOptions): AskedModels {
  const makers = new Map<AskedModel, () => Promise<Asking>>()
  if (onnx.folder !== '') makers.set('onnx', () => onnxModel({ ...onnx, folder: resolvePath(onnx.folder) }))
  if (openai.url !== '') {
    const wait = async (ms: number, signal: AbortSignal) => {
      await sleep(ms, undefined, { signal })
    }
    const options = { ...openai, key: openAiKey, api: api(openai.allowPrivate), sleep: wait }
    makers.set('openai', async () => openAiModel(options))
  }
  const made = new Map<AskedModel, Promise<Asking>>()
  return {
    names: [...makers.keys()],
    get: async (name) => {
      const maker = makers.get(name)
      if (!maker) throw notNamed(name)
      const making = made.get(name) ?? maker()
      made.set(name, making)
      return making
    },
  }
}

function notNamed(name: AskedModel): PipelineError {
  const key = { onnx: 'sentiment.onnx.folder', openai: 'sentiment.openai.url' }[name]
  return new PipelineError('model-not-configured', `Cannot ask the sentiment model ${name}: ${key} is empty in config/settings.yaml`, {
    retry: 'never',
  })
}
