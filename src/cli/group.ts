import { Command } from 'commander'
import { z } from 'zod'
import { groupArticles, type Groupable } from '../core/story/group-articles.ts'
import { detectLanguage } from '../core/text/language.ts'
import { linesOf } from '../io/lines.ts'
import type { CliContext } from './context.ts'

const rowSchema = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  text: z.string().nullish(),
  publishedAt: z.string().nullish(),
  language: z.string().nullish(),
  outlet: z.string().nullish(),
})

/** `group`: a pool of articles in, the story of each and whose text it carries out. Lines that cannot be read are answered with an error and take no part. */
export function groupCommand(context: CliContext): Command {
  return new Command('group')
    .description('Group articles by event and find copies: JSON Lines in (id, title, text, publishedAt, language, outlet), JSON Lines out.')
    .action(async () => {
      const answers: (object | Groupable)[] = []
      for await (const line of linesOf(context.stdin)) {
        if (line.trim() !== '') answers.push(readRow(line))
      }
      const groups = groupArticles(answers.filter(isGroupable))
      for (const answer of answers) {
        const group = isGroupable(answer) ? groups.get(answer.id) : undefined
        const row = isGroupable(answer)
          ? {
              id: answer.givenId,
              story: group?.story,
              copyOf: group?.copyOf ?? null,
              sharedShare: group?.sharedShare ?? null,
              relation: group?.relation ?? null,
            }
          : answer
        await context.output.data(`${JSON.stringify(row)}\n`)
      }
    })
}

type Row = Groupable & { readonly givenId: string | number }

function readRow(line: string): Row | object {
  let id: unknown = null
  try {
    const object: unknown = JSON.parse(line)
    id = z.object({ id: z.unknown() }).safeParse(object).data?.id ?? null
    const row = rowSchema.parse(object)
    const text = row.text ?? ''
    return {
      givenId: row.id,
      id: String(row.id),
      title: row.title ?? '',
      text,
      publishedAt: row.publishedAt ?? undefined,
      language: row.language ?? detectLanguage(`${row.title ?? ''}\n${text}`),
      outlet: row.outlet ?? undefined,
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error
    return { id, error: { code: 'line-invalid', message: 'Cannot read the line: expected a JSON object with id, and title or text' } }
  }
}

function isGroupable(answer: object): answer is Row {
  return 'givenId' in answer
}
