import { z } from 'zod'
import { PipelineError } from '../../../errors.ts'

/** As much of an ONNX runtime as is used: the same in `onnxruntime-node` and `onnxruntime-web`. */
export interface Runtime {
  readonly name: string
  open(model: Uint8Array): Promise<Session>
}

export interface Session {
  readonly inputNames: readonly string[]
  /** Runs the model on rows of token ids; the first output, flat. */
  run(inputs: Readonly<Record<string, readonly number[]>>): Promise<readonly number[]>
}

/** As much of a tokenizer as is used. */
export interface Tokenizer {
  encode(text: string, pair: string | undefined): readonly number[]
}

const tensorSchema = z.custom<new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => object>(
  (value) => typeof value === 'function',
)
const sessionSchema = z.object({
  inputNames: z.array(z.string()),
  outputNames: z.array(z.string()).min(1),
  run: z.custom<(feeds: Readonly<Record<string, object>>) => Promise<unknown>>((value) => typeof value === 'function'),
})
const runtimeSchema = z.object({
  Tensor: tensorSchema,
  InferenceSession: z.custom<{ create(model: Uint8Array, options: object): Promise<unknown> }>(
    (value) => typeof value === 'function' || typeof value === 'object',
  ),
})
const outputSchema = z.object({ data: z.custom<ArrayLike<number>>((value) => ArrayBuffer.isView(value)) })

/** In the order in which they are tried: the native one is quicker, the other is WebAssembly alone. Neither is a dependency. */
const runtimes = ['onnxruntime-node', 'onnxruntime-web']

/** Loads the runtime that the user installed beside Frameshift. Throws `onnx-runtime-missing`, with what to install. */
export async function loadRuntime(): Promise<Runtime> {
  for (const name of runtimes) {
    const found = await loaded(name)
    if (found === undefined) continue
    const { Tensor, InferenceSession } = runtimeSchema.parse(found)
    return {
      name,
      open: async (model) => {
        const session = await InferenceSession.create(model, { executionProviders: name === 'onnxruntime-node' ? ['cpu'] : ['wasm'] })
        return sessionOf(session, Tensor)
      },
    }
  }
  throw missing('an ONNX runtime', 'onnxruntime-node (or onnxruntime-web)')
}

function sessionOf(opened: unknown, Tensor: z.infer<typeof tensorSchema>): Session {
  // The methods need their object: the schema copies what it reads.
  const { inputNames, outputNames } = sessionSchema.parse(opened)
  const session = z.custom<z.infer<typeof sessionSchema>>().parse(opened)
  return {
    inputNames,
    run: async (inputs) => {
      const feeds = Object.entries(inputs).map(([name, ids]) => [
        name,
        new Tensor('int64', BigInt64Array.from(ids.map(BigInt)), [1, ids.length]),
      ])
      const outputs = z.record(z.string(), z.unknown()).parse({ ...z.looseObject({}).parse(await session.run(Object.fromEntries(feeds))) })
      return Array.from(outputSchema.parse(outputs[outputNames[0] ?? '']).data)
    },
  }
}

const tokenizersSchema = z.object({
  Tokenizer: z.custom<
    new (tokenizer: unknown, config: unknown) => { encode(text: string, options: object): { readonly ids: readonly number[] } }
  >((value) => typeof value === 'function'),
})

/** Reads a `tokenizer.json`. Throws `onnx-runtime-missing` where the reader of such files is not installed. */
export async function loadTokenizer(tokenizer: unknown, config: unknown): Promise<Tokenizer> {
  const found = await loaded('@huggingface/tokenizers')
  if (found === undefined) throw missing('a reader of tokenizer.json', '@huggingface/tokenizers')
  const { Tokenizer: Reader } = tokenizersSchema.parse(found)
  const reader = new Reader(tokenizer, config)
  return { encode: (text, pair) => reader.encode(text, pair === undefined ? {} : { text_pair: pair }).ids }
}

/** `undefined`: not installed. A package that is there and broken throws. */
async function loaded(name: string): Promise<unknown> {
  try {
    return await import(name)
  } catch (error) {
    if (error instanceof Error && isAbsent(error, name)) return undefined
    throw new PipelineError(
      'onnx-runtime-broken',
      `Cannot load ${name}, although it is installed: ${error instanceof Error ? error.message : String(error)}`,
      {
        retry: 'never',
        cause: error,
      },
    )
  }
}

/** The package itself is not there; one of its own parts may be what is missing. Loaders put it in different words. */
function isAbsent({ message }: Error, name: string): boolean {
  return /(?:cannot|could not) (?:find|resolve)/iu.test(message) && message.includes(name) && !message.includes(`${name}/`)
}

function missing(what: string, install: string): PipelineError {
  const message = `The sentiment model onnx needs ${what}, which does not come with Frameshift: npm install --ignore-scripts ${install}`
  return new PipelineError('onnx-runtime-missing', message, { retry: 'never' })
}
