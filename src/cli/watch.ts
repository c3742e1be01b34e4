import { relative, resolve } from 'node:path'
import { Command } from 'commander'
import { planComparison, type ComparisonRequest } from '../comparison-run.ts'
import { movedWords } from '../core/watch/watch-report.ts'
import { counted } from '../core/report/wording.ts'
import { PipelineError } from '../errors.ts'
import { checkReportFolder, publishReport } from '../io/publish.ts'
import { stampOf } from '../report-place.ts'
import { makeWatch } from '../watch/make-watch.ts'
import { addSchedule, withTimingOptions, type TimingOptions } from './add-schedule.ts'
import { toRequest, withComparisonOptions, type ComparisonOptions } from './comparison-options.ts'
import type { CliContext } from './context.ts'

interface ReadOptions extends ComparisonOptions {
  readonly out?: string
  readonly json?: boolean
}

interface AddOptions extends ComparisonOptions, TimingOptions {
  readonly anchor: string
}

/** `watch`: read pages again, and say which framing was edited in or out without a word. */
export function watchCommand(context: CliContext): Command {
  const command = new Command('watch').description(
    'Read pages again and say what was edited: which framing terms left or entered headline, first paragraph and body.',
  )
  const reading = command
    .command('read')
    .description('Read an address again now, with the coverage named beside it.')
    .argument('<url>', 'address of the article')
  withComparisonOptions(reading)
    .option('--out <folder>', 'where the report goes when something was edited (default: reports/watch/<time>)')
    .option('--json', 'print what was found as JSON')
    .action(read)
  const adding = command
    .command('add')
    .description('Read it again and again, as a schedule: "schedule list, show, run, history, pause, remove" work on it.')
    .argument('<id>', 'a name of your own')
    .requiredOption('--anchor <url>', 'address of the article')
  withComparisonOptions(withTimingOptions(adding)).action(add)
  return command

  async function read(url: string, options: ReadOptions): Promise<void> {
    const { output, cwd, signal } = context
    if (options.out !== undefined) await checkReportFolder(resolve(cwd, options.out))
    const app = await context.app()
    // A place of its own: an edit is told once, and the report of one reading must not take that of another away.
    const folder = resolve(cwd, options.out ?? `reports/watch/${stampOf(app.now().getTime())}`)
    const plan = await planComparison(watchRequest(url, options), { app, stdin: noStdin })
    const { report, files, seen } = await makeWatch(plan, { app, name: url, signal })
    if (files) await publishReport(files, folder)
    await app.store.watched.put(url, seen)
    if (options.json === true) return output.data(`${JSON.stringify(report, null, 2)}\n`)
    for (const { url: address, reason } of report.unread) output.note(`${address}: ${reason}`)
    for (const line of report.edits.flatMap(movedWords)) await output.data(`${line}\n`)
    const first = report.first.length === 0 ? '' : `, ${report.first.length} read for the first time`
    const summary = `${counted(report.edits.length, 'page')} edited, ${report.unchanged.length} the same${first}`
    await output.data(files ? `${summary}. Report: ${relative(cwd, folder) || '.'}/report.html\n` : `${summary}.\n`)
  }

  async function add(id: string, { anchor, ...options }: AddOptions): Promise<void> {
    if (!/^https?:\/\//iu.test(anchor))
      throw new PipelineError('watch-nothing', 'Cannot watch files: expected an address as --anchor', { retry: 'never' })
    await addSchedule(id, { kind: 'watch', request: watchRequest(anchor, options), timing: options }, context)
  }
}

/** What is watched is what is named: there is nothing to look for, and the store is what it is compared with. */
function watchRequest(anchor: string, options: ComparisonOptions): ComparisonRequest {
  if (options.offline === true)
    throw new PipelineError('watch-offline', 'Cannot watch offline: a watch reads pages again; leave out --offline', { retry: 'never' })
  return toRequest({ anchor }, { ...options, alone: false })
}

async function noStdin(): Promise<Uint8Array> {
  return new Uint8Array()
}
