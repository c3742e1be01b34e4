import { Command } from 'commander'
import { z } from 'zod'
import { agencyOf } from '../core/story/copies/agency.ts'
import { sharedSpans } from '../core/story/copies/shared-spans.ts'
import { groupArticles, type Groupable, type Grouping } from '../core/story/group-articles.ts'
import { sharedEvidence } from '../core/story/traits/evidence.ts'
import { storyFeatures } from '../core/story/traits/features.ts'
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
  byline: z.array(z.string()).nullish(),
})

/** `group`: a pool of articles in; out, the story of each, what it shares with the first of it, and whose text it carries. Lines that cannot be read are answered with an error and take no part. */
export function groupCommand(context: CliContext): Command {
  return new Command('group')
    .description(
      'Group articles by event and find copies: JSON Lines in (id, title, text, publishedAt, language, outlet, byline), JSON Lines out.',
    )
    .action(async () => {
      const answers: (object | Groupable)[] = []
      for await (const line of linesOf(context.stdin)) {
        if (line.trim() !== '') answers.push(readRow(line, answers.length))
      }
      const rows = new Map(answers.filter(isGroupable).map((row) => [row.id, row]))
      const groups = groupArticles([...rows.values()])
      for (const answer of answers) {
        const group = isGroupable(answer) ? groups.get(answer.id) : undefined
        const row = isGroupable(answer) && group ? answerTo(answer, group, rows) : answer
        await context.output.data(`${JSON.stringify(row)}\n`)
      }
    })
}

type Row = Groupable & { readonly givenId: string | number; readonly byline: readonly string[] }

/** What `spans` cover of the text stands in the original too; `evidence` is what the article shares with the first of its story. */
function answerTo(row: Row, { story, copyOf, sharedShare, relation }: Grouping, rows: ReadonlyMap<string, Row>): object {
  const first = rows.get(story)
  const original = copyOf === undefined ? undefined : rows.get(copyOf)
  return {
    id: row.givenId,
    story: first?.givenId,
    copyOf: original?.givenId ?? null,
    sharedShare: sharedShare ?? null,
    relation: relation ?? null,
    spans: original ? sharedSpans(original, row) : [],
    agency: agencyOf({ byline: row.byline, text: row.text, bodyStart: 0 }) ?? null,
    evidence: first && first !== row ? sharedEvidence(storyFeatures(row), storyFeatures(first)) : { names: [], numbers: [] },
  }
}

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
      byline: row.byline ?? [],
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error
    return { id, error: { code: 'line-invalid', message: 'Cannot read the line: expected a JSON object with id, and title or text' } }
  }
}

function isGroupable(answer: object): answer is Row {
  return 'givenId' in answer
}
