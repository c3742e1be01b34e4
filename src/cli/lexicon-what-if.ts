import { Command } from 'commander'
import { readLexicon } from '../io/config/lexicon-file.ts'
import { whatIf, type HitMove, type RunEffect, type WhatIf } from '../workbench/versions/what-if.ts'
import type { CliContext } from './context.ts'
import { takeIn } from './take-in.ts'
import { wholeNumber } from './whole-number.ts'

/** `lexicon what-if`: what an edited lexicon would change in every stored report. */
export function whatIfCommand(context: CliContext): Command {
  return new Command('what-if')
    .description('Show what an edited lexicon would change in every stored report: hits gained and lost, and verdicts that would turn.')
    .argument('<lexicon>', 'the lexicon as it is: its name or file')
    .argument('<draft>', 'the edited file')
    .option('--articles <n>', 'of more articles that hold a changed term, read the newest so many', wholeNumber, 20_000)
    .option('--verdicts <n>', 'work out the verdicts of the newest so many reports', wholeNumber, 20)
    .option('--hits <n>', 'print at most so many hits gained, and as many lost', wholeNumber, 20)
    .option('--json', 'print it as JSON')
    .action(async (name: string, draft: string, options: { articles: number; verdicts: number; hits: number; json?: boolean }) => {
      const app = await context.app()
      const [before, after] = [await readLexicon(name, app.configFolders), await readLexicon(draft, app.configFolders)]
      await takeIn(app, context)
      const effect = await whatIf(before, after.lexicon, app, {
        mostArticles: options.articles,
        verdictsOf: options.verdicts,
        signal: context.signal,
      })
      if (options.json === true) return context.output.data(`${JSON.stringify(effect, null, 2)}\n`)
      await print(effect, options.hits, context)
    })
}

async function print(effect: WhatIf, most: number, { output }: CliContext): Promise<void> {
  const { change, stored, holding, read, gained, lost, reports } = effect
  await output.data(`${change.length === 0 ? 'The two lexicons find the same' : change.join(', ')}\n`)
  for (const [sign, hits] of [
    ['+', gained],
    ['-', lost],
  ] as const) {
    for (const hit of hits.slice(0, most)) await output.data(`${sign} ${hitLine(hit)}`)
    if (hits.length > most) await output.data(`${sign} and ${hits.length - most} more\n`)
  }
  for (const report of reports) await output.data(reportLines(report))
  if (read < holding) output.note(`${holding} articles hold a changed term; the newest ${read} were read (--articles reads more)`)
  output.note(
    `${gained.length} hits gained and ${lost.length} lost in ${reports.length} of ${stored.reports} reports (${stored.articles} articles)`,
  )
}

function hitLine({ left, text, right, outlet, frame }: HitMove): string {
  return `${left.slice(-40).padStart(40)} [${text}] ${right.slice(0, 40).padEnd(40)}  ${outlet}, ${frame}\n`
}

function reportLines({ run, title, gained, lost, verdicts }: RunEffect): string {
  const head = `${run}  +${gained} -${lost}  ${title}\n`
  switch (verdicts.kind) {
    case 'not-asked':
      return head
    case 'cannot-tell':
      return `${head}    verdicts not worked out: ${verdicts.reason}\n`
    case 'known':
      return (
        head +
        verdicts.moves.map(({ frame, a, b, before, after }) => `    ${frame}, ${a} against ${b}: ${before} becomes ${after}\n`).join('')
      )
  }
}
