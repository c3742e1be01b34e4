import { Command } from 'commander'
import { z } from 'zod'
import { groupArticles, type Groupable } from '../core/story/group-articles.ts'
import { languageOf } from './row-language.ts'
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
        if (line.trim() !== '') answers.push(readRow(line, answers.length))
      }
      const groups = groupArticles(answers.filter(isGroupable))
      const givenIds = new Map(answers.filter(isGroupable).map(({ id, givenId }) => [id, givenId]))
      for (const answer of answers) {
        const group = isGroupable(answer) ? groups.get(answer.id) : undefined
        const row = isGroupable(answer)
          ? {
              id: answer.givenId,
              story: group && givenIds.get(group.story),
              copyOf: group?.copyOf === undefined ? null : givenIds.get(group.copyOf),
              sharedShare: group?.sharedShare ?? null,
              relation: group?.relation ?? null,
            }
          : answer
        await context.output.data(`${JSON.stringify(row)}\n`)
      }
    })
}

type Row = Groupable & { readonly givenId: string | number }

function readRow(line: string, index: number): Row | object {
  let id: unknown = null
  try {
    const object: unknown = JSON.parse(line)
    id = z.object({ id: z.unknown() }).safeParse(object).data?.id ?? null
    const row = rowSchema.parse(object)
    const text = row.text ?? ''
    return {
      givenId: row.id,
      // Ids of lines may be repeated, or numbers beside equal strings.
      id: `${row.id}#${index}`,
      title: row.title ?? '',
      text,
      publishedAt: row.publishedAt ?? undefined,
      language: languageOf(row.language, `${row.title ?? ''}\n${text}`),
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
