import { Command } from 'commander'
import { z } from 'zod'
import { languageOf } from './row-language.ts'
import { voiceJson } from '../core/report/json/hit-json.ts'
import { findVoices, type HitVoice } from '../core/voice/voices.ts'
import type { LanguageData } from '../core/voice/language-data.ts'
import type { CliContext } from './context.ts'
import { filterLines } from './filter.ts'

const rowSchema = z.object({
  text: z.string(),
  language: z.string().nullish(),
  at: z.array(z.object({ start: z.int().min(0), end: z.int().min(0) })).nullish(),
})

/** `voices`: texts in, attributed passages out, and the voice of each place asked about. */
export function voicesCommand(context: CliContext): Command {
  return new Command('voices')
    .description('Find whose words stand in a text: JSON Lines in (id, text, language, at), JSON Lines out.')
    .addHelpText(
      'after',
      `\nExample:\n  echo '{"id":"a","text":"Officials called the deal a betrayal.","language":"en"}' | frameshift voices`,
    )
    .action(async () => {
      const configuration = await context.configuration()
      const { parallel } = (await configuration.settings()).compute
      const languages = await configuration.languages()
      const answer = (row: z.infer<typeof rowSchema>) => voicesOf(row, languages)
      const { stdin: input, output, signal } = context
      await filterLines(answer, { input, output, row: rowSchema, parallel, signal })
    })
}

function voicesOf({ text, language, at }: z.infer<typeof rowSchema>, languages: ReadonlyMap<string, LanguageData>): object {
  const code = languageOf(language, text)
  const voices = findVoices(text, { language: code === undefined ? undefined : languages.get(code), bodyStart: 0 })
  const spans = voices.spans.map(({ speakerClass, ...span }) => ({ ...span, class: speakerClass }))
  const { warnings } = voices
  if (!at) return { spans, warnings }
  return { spans, warnings, at: at.map((place) => ({ ...place, ...placeOf(voices.at(place)) })) }
}

function placeOf({ voice, confidence, mode, scareQuoted }: HitVoice): object {
  return { voice: voiceJson(voice, confidence), mode, scareQuoted }
}
