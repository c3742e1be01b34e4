import { relative, resolve } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { Command, InvalidArgumentError } from 'commander'
import { toSeriesFilesInSteps } from '../core/report/series/series-files.ts'
import type { SeriesData } from '../core/report/series/series-data.ts'
import { counted } from '../core/report/wording.ts'
import { checkReportFolder, publishReport } from '../io/publish.ts'
import { makeSeries, seriesFolder } from '../series-run.ts'
import { inSteps } from '../stages/in-steps.ts'
import { repeatable } from './comparison-options.ts'
import type { CliContext } from './context.ts'
import { countDisplay } from './progress.ts'

interface SeriesCliOptions {
  readonly since?: string
  readonly until?: string
  readonly lexicon: readonly string[]
  readonly outlets?: string
  readonly groups?: string
  readonly pairs?: boolean
  readonly schedule?: string
  readonly translations?: string
  readonly out?: string
  readonly json?: boolean
}

/** `series`: the same lexicon over many stored stories. */
export function seriesCommand(context: CliContext): Command {
  return new Command('series')
    .description(
      'Compare outlets over all stories in the store, inside each story, with one lexicon. Every finished comparison is a story; articles are scored again where the lexicon is another one.',
    )
    .option('--since <day>', 'stories published on this day or later: 2026-03-01', parseDay)
    .option('--until <day>', 'stories published on this day or earlier', parseDay)
    .addOption(repeatable('--lexicon <name>', 'name or file of a lexicon; may be repeated', 'international-relations'))
    .option('--outlets <file>', 'only these outlets: a file such as config/outlets.yaml, or ids separated by commas (default: all)')
    .option('--groups <key>', 'compare groups of outlets too, by a key of groups in outlets.yaml, for example ownership')
    .option('--schedule <id>', 'only stories of the runs of this schedule')
    .option('--pairs', 'compare every pair of outlets too, not only each with all others')
    .option('--translations <file>', 'sentences that a person translated, shown beside the original; as for compare')
    .option('--out <folder>', 'where the report goes (default: reports/series-<first day>-to-<last day>)')
    .option('--json', 'print report.json instead of a summary')
    .action(async (options: SeriesCliOptions) => series(options, context))
}

async function series(options: SeriesCliOptions, context: CliContext): Promise<void> {
  const { output, signal, cwd } = context
  if (options.out !== undefined) await checkReportFolder(resolve(cwd, options.out))
  const { since, until, lexicon: lexicons, outlets, groups, schedule, pairs = false, translations } = options
  const app = await context.app()
  using display = await countDisplay(output, 'articles scored')
  const request = { since, until, lexicons, outlets, groups, schedule, pairs, translations }
  const data = await makeSeries(request, app, { signal, onScored: (done, all) => display.show(done, all) })
  display[Symbol.dispose]()
  for (const { run, reason } of data.run.leftOut) output.note(`left out: run ${run}: ${reason}`)
  const files = await inSteps(toSeriesFilesInSteps(data), { giveWay: breathe }, signal)
  const folder = resolve(cwd, options.out ?? seriesFolder(data))
  await publishReport(files, folder)
  if (options.json === true) await output.data(files.get('report.json') ?? '')
  else await output.data(`${summaryOf(data)}Report: ${relative(cwd, folder) || '.'}/report.html\n`)
}

function summaryOf({ finding, stories, articles, hits, outlets, comparison }: SeriesData): string {
  const told = outlets.filter(({ covered }) => covered.length > 0).length
  const clear = comparison.contrasts.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower').length
  const base = [counted(stories.length, 'story', 'stories'), counted(articles.length, 'article'), counted(told, 'outlet')]
  return `${finding}\n${base.join(', ')}, ${counted(hits.length, 'framing term')}; ${clear} of ${counted(comparison.contrasts.length, 'comparison')} clear.\n`
}

function parseDay(text: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  if (!isDay) throw new InvalidArgumentError('Expected a day such as 2026-03-01.')
  return text
}
