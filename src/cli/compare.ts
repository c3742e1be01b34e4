import { relative, resolve } from 'node:path'
import { Command } from 'commander'
import { z } from 'zod'
import { reportFolder } from '../bundle/make.ts'
import { planComparison, runPlan, suggestFolder } from '../comparison-run.ts'
import { counted } from '../core/report/wording.ts'
import { PipelineError } from '../errors.ts'
import { readPlanFile } from '../io/config/plan-file.ts'
import { checkReportFolder, publishReport } from '../io/publish.ts'
import { readAll } from '../io/streams.ts'
import type { Exclusion } from '../model.ts'
import { anchorOf, queryHelp, toRequest, withComparisonOptions, type ComparisonOptions } from './comparison-options.ts'
import type { CliContext } from './context.ts'
import { underPlan, type Explicit } from './planned.ts'
import { progressDisplay } from './progress.ts'

interface CompareOptions extends ComparisonOptions {
  readonly out?: string
  readonly plan?: string
  readonly query?: string
  readonly json?: boolean
}

/** `compare ANCHOR`: the main job. */
export function compareCommand(context: CliContext): Command {
  const command = new Command('compare')
    .description('Compare how outlets frame the story of one article, and write a report.')
    .argument('[anchor]', 'an address, an .html, .txt or .md file, or - for standard input')
    .option('--query <words>', `in place of an anchor, ${queryHelp}`)
  return withComparisonOptions(command)
    .option(
      '--plan <file>',
      'settings written down before anything was looked at ("plan register"); what is otherwise is said in the report',
    )
    .option('--out <folder>', 'where the report goes (default: reports/<date>-<title>)')
    .option('--json', 'print report.json instead of a summary')
    .action(async (anchor: string | undefined, options: CompareOptions, self: Command) => compare({ anchor, options, self }, context))
}

interface Asked {
  readonly anchor: string | undefined
  readonly options: CompareOptions
  readonly self: Command
}

async function compare({ anchor, options, self }: Asked, context: CliContext): Promise<void> {
  const { output, signal, cwd } = context
  if (options.out !== undefined) await checkReportFolder(resolve(cwd, options.out))
  const app = await context.app()
  const file = options.plan === undefined ? undefined : await readPlanFile(app.resolvePath(options.plan))
  const isExplicit: Explicit = (name) => self.getOptionValueSource(name === 'lexicons' ? 'lexicon' : name) === 'cli'
  const asked = toRequest(anchorOf(anchor, options.query, 'an anchor'), options)
  const { request, deviations } = file ? underPlan(asked, file.plan, isExplicit) : { request: asked, deviations: [] }
  const planned = file && { ...file, deviations }
  const wanted = await planComparison(request, { app, stdin: () => readAll(context.stdin), ...(planned && { planned }) })
  // Loaded when it is needed: what looks for an anchor reads feeds and search services.
  const plan =
    request.query === undefined ? wanted : await (await import('../comparison-query.ts')).withLead(wanted, request, { app, signal })
  if (request.query !== undefined && plan.anchor.kind === 'url') output.note(`the query leads to ${plan.anchor.url}`)
  for (const deviation of plan.registration?.deviations ?? []) output.note(`not as planned: ${deviation}`)
  for (const { reason } of plan.refused) output.note(`left out: ${reason}`)
  using display = await progressDisplay(output)
  const { run, end } = await runPlan(plan, app, { signal, onProgress: (progress) => display.show(progress) })
  if (end.kind === 'stopped') {
    output.note('Stopped. The same command goes on from here.')
    context.finish(130)
    return
  }
  if (end.kind === 'failed') throw new PipelineError(end.code, end.message, { retry: 'never' })
  const files = await reportFolder(run, app)
  const folder = resolve(cwd, options.out ?? (await suggestFolder(run, app)))
  await publishReport(files, folder)
  display[Symbol.dispose]()
  const report = String(files.get('report.json'))
  if (options.json === true) await output.data(report)
  else await output.data(`${summaryOf(report)}Report: ${relative(cwd, folder) || '.'}/report.html\n`)
  for (const line of leftOutLines(plan.refused)) output.note(line)
}

/** Named last again, because the first lines are out of sight by then. */
function leftOutLines(refused: readonly Exclusion[]): readonly string[] {
  const lines = refused.slice(0, mostLeftOutLines).map(({ reason }) => `left out: ${reason}`)
  const more = refused.length - lines.length
  return more === 0 ? lines : [...lines, `and ${more} more, reasons in the report`]
}

const mostLeftOutLines = 5

const summarySchema = z.object({
  finding: z.string(),
  outlets: z.array(z.object({ status: z.string() })),
  articles: z.array(z.unknown()),
  hits: z.array(z.unknown()),
  excluded: z.array(z.unknown()),
})

/** What the report says, in three lines. */
function summaryOf(reportJson: string): string {
  const { finding, outlets, articles, hits, excluded } = summarySchema.parse(JSON.parse(reportJson))
  const count = (status: string) => outlets.filter((outlet) => outlet.status === status).length
  const coverage = `outlets: ${count('covered')} cover the story, ${count('silent')} silent, ${count('unseen')} not seen`
  const leftOut =
    excluded.length === 0 ? 'nothing left out' : `${counted(excluded.length, 'address', 'addresses')} left out, reasons in the report`
  return `${finding}\n${counted(articles.length, 'article')}, ${counted(hits.length, 'framing term')}; ${coverage}; ${leftOut}.\n`
}
