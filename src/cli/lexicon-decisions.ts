import { open } from 'node:fs/promises'
import { z } from 'zod'
import { decisions, type Decision } from '../core/tuning/judgement.ts'
import { PipelineError } from '../errors.ts'
import { readLexicon } from '../io/config/lexicon-file.ts'
import { linesOf } from '../io/lines.ts'
import { judgeHit } from '../workbench/judging/judge.ts'
import { hitFinder } from '../workbench/judging/describe-hits.ts'
import type { CliContext } from './context.ts'
import { takeIn } from './take-in.ts'

const decisionLine = z.looseObject({ item: z.string(), decision: z.enum(decisions) })

/** Takes decisions made elsewhere, one JSON object a line. A line that cannot be used is named and left out; exit 1 when there was one. */
export async function takeDecisions(
  file: string,
  { name, annotator }: { readonly name: string; readonly annotator: string },
  context: CliContext,
): Promise<void> {
  const app = await context.app()
  const lexicon = await readLexicon(name, app.configFolders)
  const said = new Map<string, { readonly decision: Decision; readonly line: number }>()
  const refuse = (line: number, why: string) => {
    context.output.note(`line ${line}: ${why}`)
    context.finish(1)
  }
  let line = 0
  for await (const text of linesOf(file === '-' ? context.stdin : await openText(app.resolvePath(file)))) {
    line++
    if (text.trim() === '') continue
    const parsed = decisionLine.safeParse(parseJson(text))
    if (parsed.success) said.set(parsed.data.item, { decision: parsed.data.decision, line })
    else refuse(line, `expected {"item", "decision"}, decision one of ${decisions.join(', ')}`)
  }
  await takeIn(app, context)
  const find = hitFinder(lexicon.lexicon, app)
  let taken = 0
  for (const [item, { decision, line: at }] of said) {
    context.signal.throwIfAborted()
    const hit = await find(item)
    if (!hit) {
      refuse(at, `the lexicon finds no hit called ${item}`)
      continue
    }
    await judgeHit(hit, decision, { annotator, lexicon }, app)
    taken++
  }
  context.output.note(`${taken} decisions of ${annotator} taken`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function openText(path: string): Promise<NodeJS.ReadableStream> {
  try {
    return (await open(path)).createReadStream()
  } catch (cause) {
    throw new PipelineError('decisions-unreadable', `Cannot read the decisions in ${path}: expected a readable file`, {
      retry: 'never',
      cause,
    })
  }
}
