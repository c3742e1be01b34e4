import type { Answer, Asking, Question } from '../../../core/sentiment/asked.ts'
import { softmax } from '../../../core/sentiment/target-model.ts'
import { PipelineError } from '../../../errors.ts'
import type { Sentiment } from '../../../model.ts'
import { readOnnxFolder, type OnnxFolder } from './folder.ts'
import { loadRuntime, loadTokenizer, type Runtime, type Session, type Tokenizer } from './runtime.ts'

export interface OnnxOptions {
  readonly folder: string
  readonly labels: Readonly<Record<string, Sentiment['label']>>
  /** Gives the one who is named as the second part of a pair, for models that were trained so. */
  readonly pair: boolean
  readonly temperature: number
  readonly abstainBelow: number
  readonly maxTokens: number
  /** In place of what is installed. */
  readonly runtime?: () => Promise<Runtime>
}

/** A text classifier of the user's, in ONNX form, from a folder. Loaded when the first question is asked; nothing is ever fetched. */
export async function onnxModel(options: OnnxOptions): Promise<Asking> {
  const { folder, labels, pair, temperature, abstainBelow, maxTokens } = options
  const files = await readOnnxFolder(folder, labels)
  const opening = once(() => openModel(files, options.runtime ?? loadRuntime))
  return {
    name: 'onnx',
    version: `onnx ${files.hash.slice(0, 16)} ${JSON.stringify([pair, temperature, abstainBelow, maxTokens])}`,
    ask: async (questions, signal) => {
      if (questions.length === 0) return []
      const opened = await opening().catch(failureOf)
      if ('kind' in opened) return questions.map(() => opened)
      const answers: Answer[] = []
      for (const question of questions) {
        signal.throwIfAborted()
        answers.push(await classify(question, { ...options, ...opened, tones: files.tones }).catch(failureOf))
      }
      return answers
    },
  }
}

interface Opened {
  readonly session: Session
  readonly tokenizer: Tokenizer
}

async function openModel(files: OnnxFolder, runtime: () => Promise<Runtime>): Promise<Opened> {
  const tokenizer = await loadTokenizer(files.tokenizer, files.tokenizerConfig)
  return { session: await (await runtime()).open(files.model), tokenizer }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => (made ??= make())
}

/** What the runtime throws is told and counted, not thrown on: the other models have answered. */
function failureOf(error: unknown): Answer & { readonly kind: 'failed' } {
  if (error instanceof PipelineError) return { kind: 'failed', code: error.code, message: error.message }
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
  return { kind: 'failed', code: 'onnx-failed', message: `The ONNX model failed: ${message.slice(0, 200)}` }
}

type Classifying = OnnxOptions & Opened & { readonly tones: OnnxFolder['tones'] }

/** Longer sentences are damaged text; more is not tokenized. */
const longestSentence = 4000

async function classify(
  { text, named }: Question,
  { session, tokenizer, pair, temperature, maxTokens, abstainBelow, tones }: Classifying,
): Promise<Answer> {
  const all = tokenizer.encode(text.slice(0, longestSentence), pair ? named?.printed : undefined)
  // The last token ends the text; it stays when the text is cut.
  const ids = all.length <= maxTokens ? all : [...all.slice(0, maxTokens - 1), ...all.slice(-1)]
  const inputs: Record<string, readonly number[]> = {}
  for (const name of session.inputNames)
    inputs[name] = name === 'attention_mask' ? ids.map(() => 1) : name === 'token_type_ids' ? ids.map(() => 0) : ids
  const logits = await session.run(inputs)
  if (logits.length !== tones.length) {
    const message = `The ONNX model gives ${logits.length} numbers a text, expected ${tones.length} as config.json says`
    return { kind: 'failed', code: 'onnx-model-invalid', message }
  }
  const shares = softmax(logits.map((logit) => logit / temperature))
  const probabilities = { negative: 0, neutral: 0, positive: 0 }
  for (const [index, tone] of tones.entries()) if (tone !== undefined) probabilities[tone] += shares[index] ?? 0
  const { negative, neutral, positive } = probabilities
  const surest = Math.max(negative, neutral, positive)
  const label = surest === neutral ? 'neutral' : surest === negative ? 'negative' : 'positive'
  return { kind: 'opinion', opinion: { label, score: positive - negative, abstained: surest < abstainBelow, probabilities } }
}
