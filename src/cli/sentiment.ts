import { Command, Option } from 'commander'
import { z } from 'zod'
import { detectLanguage } from '../core/text/language.ts'
import type { Span } from '../model.ts'
import type { CliContext } from './context.ts'
import { filterLines } from './filter.ts'

const rowSchema = z.object({
  text: z.string(),
  language: z.string().nullish(),
  target: z.object({ start: z.int().min(0), end: z.int().min(0) }).nullish(),
})

/** `sentiment`: texts in, what a model hears in them out. */
export function sentimentCommand(context: CliContext): Command {
  return new Command('sentiment')
    .description('Say how a text speaks of its target: JSON Lines in (id, text, language, target), JSON Lines out.')
    .addOption(new Option('--model <name>', 'the model to ask').choices(['afinn', 'valence']).default('valence'))
    .action(async (options: { model: string }) => {
      const { languages, scorers, settings } = await context.app()
      const scorer = scorers.find(({ name }) => name === options.model)
      const answer = ({ text, language, target }: z.infer<typeof rowSchema>) => {
        const code = language ?? detectLanguage(text)
        const words = code === undefined ? undefined : languages.get(code)
        const heard = scorer?.score({ text, target: toSpan(target), language: code, words })
        const { label, score } = heard ?? { label: 'neutral', score: 0 }
        return { model: options.model, label, score, probabilities: {}, abstained: heard === undefined }
      }
      const { stdin: input, output, signal } = context
      await filterLines(answer, { input, output, row: rowSchema, parallel: settings.compute.parallel, signal })
    })
}

function toSpan(target: Span | null | undefined): Span | undefined {
  return target ?? undefined
}
