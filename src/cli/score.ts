import { Command } from 'commander'
import { z } from 'zod'
import { toId } from '../core/ids.ts'
import { compileLexicon } from '../core/hits/automaton/compile.ts'
import { hitJson } from '../core/report/json/hit-json.ts'
import { scoreArticle, type Instruments } from '../core/score/score-article.ts'
import { languageOf } from './row-language.ts'
import { readLexicon } from '../io/config/lexicon-file.ts'
import type { CliContext } from './context.ts'
import { filterLines } from './filter.ts'

const rowSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  language: z.string().nullish(),
  title: z.string().nullish(),
})

/** `score`: texts in, framing terms with voice, mode and sentiment out. */
export function scoreCommand(context: CliContext): Command {
  return new Command('score')
    .description('Find framing terms: JSON Lines in (id, text, language, title), JSON Lines out.')
    .option('--lexicon <name>', 'name or file of the lexicon', 'international-relations')
    .addHelpText('after', `\nExample:\n  echo '{"id":"a","text":"The deal is a stab in the back.","language":"en"}' | frameshift score`)
    .action(async (options: { lexicon: string }) => {
      const configuration = await context.configuration()
      const { parallel } = (await configuration.settings()).compute
      const languages = await configuration.languages()
      const scorers = await configuration.scorers()
      const { lexicon } = await readLexicon(options.lexicon, configuration.folders)
      const instruments: Instruments = { lexicon: compileLexicon(lexicon), languages, scorers }
      const answer = (row: z.infer<typeof rowSchema>) => scoreRow(row, instruments)
      const { stdin: input, output, signal } = context
      await filterLines(answer, { input, output, row: rowSchema, parallel, signal })
    })
}

function scoreRow({ id, text, language, title }: z.infer<typeof rowSchema>, instruments: Instruments): object {
  // The title only sets the zone, and only where it stands at the head of the text: offsets refer to the text as it was given.
  const head = title != null && title !== '' && text.startsWith(title) ? title.length : 0
  const bodyStart = head + (/^\s*/.exec(text.slice(head))?.[0].length ?? 0)
  const article = { id: toId<'Article'>(String(id) || 'line'), text, bodyStart, language: languageOf(language, text) }
  const { hits, tokens, measured, voiceWarnings } = scoreArticle(article, instruments)
  const models = instruments.scorers.map(({ name }) => name)
  return { hits: hits.map((hit) => hitJson(hit, models)), tokens, measured, voiceWarnings }
}
