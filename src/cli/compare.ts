import { relative, resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { planComparison, reportFiles, runPlan, suggestFolder } from '../comparison-run.ts'
import { PipelineError } from '../errors.ts'
import { checkReportFolder, publishReport } from '../io/publish.ts'
import { readAll } from '../io/streams.ts'
import type { CliContext } from './context.ts'
import { progressDisplay } from './progress.ts'

interface CompareOptions {
  readonly outlets?: string
  readonly with: readonly string[]
  readonly urls?: string
  readonly alone?: boolean
  readonly lexicon: readonly string[]
  readonly window: number
  readonly perOutlet: number
  readonly pairs?: boolean
  readonly pin: readonly string[]
  readonly exclude: readonly string[]
  readonly note?: string
  readonly out?: string
  readonly allowPrivate: readonly string[]
  readonly resolve: readonly string[]
  readonly offline?: boolean
  readonly json?: boolean
}

/** `compare ANCHOR`: the main job. */
export function compareCommand(context: CliContext): Command {
  return new Command('compare')
    .description('Compare how outlets frame the story of one article, and write a report.')
    .argument('<anchor>', 'an address, an .html, .txt or .md file, or - for standard input')
    .option(
      '--outlets <file>',
      'look for coverage in the feeds and news sitemaps of the outlets of this file (default: config/outlets.yaml)',
    )
    .option('--with <source>', 'related coverage: an address, a file or a folder; may be repeated', collect, [])
    .option('--urls <file>', 'related coverage: a list with one address a line')
    .option('--alone', 'score only the anchor')
    .option('--lexicon <name>', 'name or file of a lexicon; may be repeated (default: international-relations)', collect, [])
    .option('--window <time>', 'how far from the date of the anchor coverage may lie: 36h, 3d, 2w', parseDays, 3)
    .option('--per-outlet <count>', 'most articles of one outlet that are fetched', parseCount, 5)
    .option('--pairs', 'compare every pair of outlets too, not only each with all others')
    .option('--pin <id>', 'an article or address that belongs to the story by your word; may be repeated', collect, [])
    .option('--exclude <id>', 'an article or address that does not; may be repeated', collect, [])
    .option('--note <text>', 'printed in the report, for example why something was pinned')
    .option('--out <folder>', 'where the report goes (default: reports/<date>-<title>)')
    .option('--allow-private <address>', 'a private HOST[:PORT] or CIDR this run may reach, without a pace; may be repeated', collect, [])
    .option('--resolve <rule>', 'answer for a name instead of DNS: HOST=ADDRESS[:PORT]; may be repeated', collect, [])
    .option('--offline', 'use only what the store already has')
    .option('--json', 'print report.json instead of a summary')
    .action(async (anchor: string, options: CompareOptions) => compare(anchor, options, context))
}

async function compare(anchor: string, options: CompareOptions, context: CliContext): Promise<void> {
  const { output, signal, cwd } = context
  if (options.out !== undefined) await checkReportFolder(resolve(cwd, options.out))
  const app = await context.app()
  const plan = await planComparison(
    {
      anchor,
      named: options.with,
      addressList: options.urls,
      outletsFile: options.outlets,
      alone: options.alone === true,
      lexicons: options.lexicon,
      windowDays: options.window,
      perOutlet: options.perOutlet,
      pairs: options.pairs === true,
      pins: options.pin,
      excludes: options.exclude,
      note: options.note,
      allowPrivate: options.allowPrivate,
      resolve: options.resolve,
      offline: options.offline === true,
    },
    { app, stdin: () => readAll(context.stdin) },
  )
  using display = progressDisplay(output)
  const { run, end } = await runPlan(plan, app, { signal, onProgress: (progress) => display.show(progress) })
  if (end.kind === 'stopped') {
    output.note('Stopped. The same command goes on from here.')
    context.finish(130)
    return
  }
  if (end.kind === 'failed') throw new PipelineError(end.code, end.message, { retry: 'never' })
  const files = await reportFiles(run, app)
  const folder = resolve(cwd, options.out ?? (await suggestFolder(run, app)))
  await publishReport(files, folder)
  display[Symbol.dispose]()
  if (options.json === true) await output.data(files.get('report.json') ?? '')
  else await output.data(`${summaryOf(files.get('report.json') ?? '')}Report: ${relative(cwd, folder) || '.'}/report.html\n`)
}

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
  const coverage = `${count('covered')} outlets cover the story, ${count('silent')} are silent, ${count('unseen')} could not be seen`
  return `${finding}\n${articles.length} articles, ${hits.length} framing terms; ${coverage}; ${excluded.length} addresses left out, with reasons.\n`
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value]
}

const hoursOf = new Map([
  ['h', 1],
  ['d', 24],
  ['w', 168],
])

/** Days of `36h`, `3d`, `2w`. */
function parseDays(text: string): number {
  const match = /^(\d{1,4}(?:\.\d+)?)([hdw])$/.exec(text)
  const hours = Number(match?.[1]) * (hoursOf.get(match?.[2] ?? '') ?? Number.NaN)
  if (!(hours > 0)) throw new InvalidArgumentError('Expected a time such as 36h, 3d or 2w.')
  return hours / 24
}

function parseCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 1000) throw new InvalidArgumentError('Expected a whole number from 1 to 1000.')
  return count
}
