import { Command, Option } from 'commander'
import { z } from 'zod'
import type { Asking } from '../core/sentiment/asked.ts'
import { toSentiment, type SentimentScorer } from '../core/sentiment/scorer.ts'
import type { TargetScorer } from '../core/sentiment/target.ts'
import { PipelineError } from '../errors.ts'
import { sentimentModels, type SentimentModel } from '../model.ts'
import { languageOf } from './row-language.ts'
import type { LanguageData } from '../core/voice/language-data.ts'
import type { CliContext } from './context.ts'
import { filterLines } from './filter.ts'

const rowSchema = z.object({
  text: z.string(),
  language: z.string().nullish(),
  target: z.object({ start: z.int().min(0), end: z.int().min(0) }).nullish(),
})
type Row = z.infer<typeof rowSchema>

/** `sentiment`: texts in, what a model hears in them out. */
export function sentimentCommand(context: CliContext): Command {
  return new Command('sentiment')
    .description('Say how a text speaks of its target: JSON Lines in (id, text, language, target), JSON Lines out.')
    .addOption(
      new Option('--model <name>', 'the model to ask (default: target where the language and the line have one, else valence)').choices(
        sentimentModels,
      ),
    )
    .action(async (options: { model?: SentimentModel }) => {
      const configuration = await context.configuration()
      const { parallel } = (await configuration.settings()).compute
      const languages = await configuration.languages()
      const ear: Ear = { languages, scorers: await configuration.scorers(), target: await configuration.target() }
      const { stdin: input, output, signal } = context
      const { model } = options
      const asked = model === 'onnx' || model === 'openai' ? await (await context.app()).askedModels.get(model) : undefined
      const answer = (row: Row) => (asked ? askModel(row, asked, signal) : hear(row, model, ear))
      await filterLines(answer, { input, output, row: rowSchema, parallel, signal })
    })
}

interface Ear {
  readonly languages: ReadonlyMap<string, LanguageData>
  readonly scorers: readonly SentimentScorer[]
  readonly target: TargetScorer
}

/** A model of the user's; a failure is that line's error. */
async function askModel({ text, language, target }: Row, model: Asking, signal: AbortSignal): Promise<object> {
  const named = target ? { ...target, printed: text.slice(target.start, target.end) } : undefined
  const [answer] = await model.ask([{ text, named, language: languageOf(language, text) }], signal)
  if (answer?.kind !== 'opinion')
    throw new PipelineError(answer?.code ?? 'model-silent', answer?.message ?? 'The model said nothing', { retry: 'never' })
  const { label, score, abstained, probabilities } = answer.opinion
  return { model: model.name, version: model.version, label, score, probabilities: probabilities ?? {}, abstained }
}

function hear({ text, language, target }: Row, asked: SentimentModel | undefined, ear: Ear): object {
  const code = languageOf(language, text)
  const words = code === undefined ? undefined : ear.languages.get(code)
  const input = { text, target: target ?? undefined, language: code, words }
  const reading = asked === undefined || asked === 'target' ? ear.target.read(input) : undefined
  if (reading) return { model: 'target', ...reading }
  const model = asked ?? 'valence'
  const heard = ear.scorers.find(({ name }) => name === model)?.score(input)
  const { label, score } = heard ?? toSentiment(0, { half: 1, band: 0 })
  return { model, label, score, probabilities: {}, abstained: heard === undefined }
}
