import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

/** `config/settings.yaml`: how Frameshift behaves on this machine. Every key has a default; the file may be missing. */
export const settingsSchema = z
  .strictObject({
    contact: z.string().max(200).default('').describe('An address or page where site owners reach you; part of the User-Agent.'),
    network: z
      .strictObject({
        parallel: z.int().min(1).max(64).default(8).describe('Fetches at the same time, over all hosts.'),
        pollsParallel: z.int().min(1).max(64).default(4).describe('Feeds and news sitemaps asked at the same time.'),
        hostIntervalMs: z.int().min(1000).max(60_000).default(2000).describe('Least time between two requests to one host, in ms.'),
        headersTimeoutMs: z.int().min(100).max(120_000).default(10_000).describe('Longest wait for the headers of an answer, in ms.'),
        deadlineMs: z.int().min(100).max(300_000).default(30_000).describe('Longest time for one request in all, in ms.'),
        maxWireBytes: z.int().min(1024).default(5_000_000).describe('Largest answer as sent, in bytes.'),
        maxDecodedBytes: z.int().min(1024).default(10_000_000).describe('Largest answer after decompression, in bytes.'),
        freshForMs: z.int().min(0).default(3_600_000).describe('A stored page younger than this is not asked for again, in ms.'),
      })
      .prefault({})
      .describe('Fetching.'),
    compute: z
      .strictObject({
        parallel: z.int().min(1).max(64).default(2).describe('Pages parsed and articles scored at the same time.'),
        reportsParallel: z.int().min(1).max(16).default(1).describe('Reports written at the same time.'),
        parseDeadlineMs: z.int().min(100).max(60_000).default(3000).describe('A page that takes longer to parse is given up, in ms.'),
        parseMemoryMb: z.int().min(64).max(4096).default(256).describe('Memory of a parsing thread, in MiB.'),
      })
      .prefault({})
      .describe('Work on the processor.'),
    retry: z
      .strictObject({
        attempts: z.int().min(1).max(10).default(3).describe('How often work is tried that failed for a passing reason.'),
        baseDelayMs: z.int().min(1).default(1000).describe('Wait before the second try, in ms; doubles each time.'),
        maxWaitMs: z.int().min(1000).default(600_000).describe('A job that waits longer than this for its host in all is given up, in ms.'),
      })
      .prefault({})
      .describe('What happens after a failure.'),
    queue: z
      .strictObject({
        strictRedis: z
          .boolean()
          .default(false)
          .describe('Workers refuse a Redis that may lose jobs (appendonly off, or a maxmemory-policy that drops keys), instead of warning.'),
        telemetry: z.boolean().default(false).describe('Workers trace and count every job for OpenTelemetry, sent as OTLP over HTTP to OTEL_EXPORTER_OTLP_ENDPOINT; needs packages that docs/team.md names.'),
      })
      .prefault({})
      .describe('Workers.'),
    story: z
      .strictObject({
        confidenceFloor: z
          .number()
          .min(0)
          .max(1)
          .default(0.3)
          .describe('Articles extracted with less confidence stay out of the statistics (0 to 1).'),
      })
      .prefault({})
      .describe('What belongs to a story.'),
    sentiment: z
      .strictObject({
        onnx: z
          .strictObject({
            folder: z
              .string()
              .default('')
              .describe('Folder of a text classifier of yours: model.onnx, tokenizer.json, config.json. Empty: not asked. Nothing is fetched.'),
            pair: z.boolean().default(false).describe('The model takes a pair: the sentence, and the one the tone is towards.'),
            temperature: z.number().min(0.05).max(20).default(1).describe('Flattens the probabilities of the model (above 1) or sharpens them.'),
            abstainBelow: z.number().min(0).max(1).default(0.45).describe('Answers less probable than this are withheld (0 to 1).'),
            maxTokens: z.int().min(8).max(8192).default(256).describe('Longer sentences are cut.'),
            labels: z
              .record(z.string(), z.enum(['negative', 'neutral', 'positive']))
              .default({})
              .describe('What the outputs mean where config.json only calls them LABEL_0 and so on.'),
          })
          .prefault({})
          .describe('A model of yours on this machine.'),
        openai: z
          .strictObject({
            url: z
              .union([z.literal(''), z.url({ protocol: /^https?$/ })])
              .default('')
              .describe('An API that speaks OpenAI’s chat completions, without /chat/completions: http://127.0.0.1:11434/v1. Empty: not asked.'),
            model: z.string().default('').describe('Name of the model, as the API calls it.'),
            allowPrivate: z
              .array(z.string())
              .default([])
              .describe('Private addresses that the model may be asked at, HOST:PORT; without them only public ones are.'),
            timeoutMs: z.int().min(100).max(600_000).default(60_000).describe('Longest wait for one answer, in ms.'),
            parallel: z.int().min(1).max(32).default(2).describe('Questions asked at the same time.'),
          })
          .refine(({ url, model }) => url === '' || model !== '', { path: ['model'], message: 'expected the name of a model, as sentiment.openai.url is set' })
          .prefault({})
          .describe('A language model behind an API. Its key is FRAMESHIFT_OPENAI_KEY in the environment.'),
      })
      .prefault({})
      .describe('Further sentiment models, beside the three that come with Frameshift. Off unless they are named here.'),
    statistics: z
      .strictObject({
        level: z.number().min(0.5).max(0.999).default(0.95).describe('Level of intervals (0 to 1).'),
        falseDiscoveryRate: z
          .number()
          .min(0.001)
          .max(0.5)
          .default(0.05)
          .describe('Adjusted p at or under which a difference is called (0 to 1).'),
        draws: z.int().min(999).max(999_999).default(9999).describe('Random splits of a permutation test where all splits are too many.'),
      })
      .prefault({})
      .describe('How outlets are compared.'),
    web: z
      .strictObject({
        hostNames: z
          .array(z.string().regex(/^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i, 'expected a host name without port'))
          .default([])
          .describe('Names under which the site may be asked for, beside localhost: those of a proxy or of this machine in its network.'),
      })
      .prefault({})
      .describe('The site (`serve`).'),
  })
  .readonly()

export type Settings = z.infer<typeof settingsSchema>

/** Reads the first `settings.yaml` of the folders; the defaults where there is none. Throws `settings-invalid` with every mistake. */
export async function readSettings(folders: readonly string[]): Promise<Settings> {
  for (const folder of folders) {
    const path = `${folder}/settings.yaml`
    const text = await readIfThere(path)
    if (text !== undefined) return parseYaml(text, { path, schema: settingsSchema, code: 'settings-invalid' })
  }
  return settingsSchema.parse({})
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new PipelineError('settings-unreadable', `Cannot read the settings in ${path}: expected a readable file`, {
      retry: 'never',
      cause,
    })
  }
}
