import { relative, resolve } from 'node:path'
import { Command } from 'commander'
import { planComparison } from '../comparison-run.ts'
import { movedWords } from '../core/watch/watch-report.ts'
import { counted } from '../core/report/wording.ts'
import { PipelineError } from '../errors.ts'
import { checkReportFolder, publishReport } from '../io/publish.ts'
import { usualPolicy } from '../io/store/schedules.ts'
import { nextTimes } from '../runners/schedule.ts'
import { makeWatch } from '../watch/make-watch.ts'
import { toRequest, withComparisonOptions, type ComparisonOptions } from './comparison-options.ts'
import type { CliContext } from './context.ts'

interface ReadOptions extends ComparisonOptions {
  readonly out?: string
  readonly json?: boolean
}

interface AddOptions extends ComparisonOptions {
  readonly anchor: string
  readonly cron: string
  readonly tz: string
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
    .option('--out <folder>', 'where the report goes when something was edited', 'reports/watch')
    .option('--json', 'print what was found as JSON')
    .action(read)
  const adding = command
    .command('add')
    .description('Read it again and again, as a schedule: "schedule list, show, run, history, pause, remove" work on it.')
    .argument('<id>', 'a name of your own')
    .requiredOption('--anchor <url>', 'address of the article')
    .requiredOption('--cron <fields>', 'minute, hour, day, month and day of the week: "*/30 * * * *"')
    .option('--tz <zone>', 'time zone of these fields', 'UTC')
  withComparisonOptions(adding).action(add)
  return command

  async function read(url: string, options: ReadOptions): Promise<void> {
    const { output, cwd, signal } = context
    const folder = resolve(cwd, options.out ?? 'reports/watch')
    await checkReportFolder(folder)
    const app = await context.app()
    const plan = await planComparison(toRequest({ anchor: url }, { ...options, alone: false }), { app, stdin: noStdin })
    const { report, files, seen } = await makeWatch(plan, { app, name: url, signal })
    if (files) await publishReport(files, folder)
    await app.store.watched.put(url, seen)
    if (options.json === true) return output.data(`${JSON.stringify(report, null, 2)}\n`)
    for (const { url: address, reason } of report.unread) output.note(`${address}: ${reason}`)
    for (const line of report.edits.flatMap(movedWords)) await output.data(`${line}\n`)
    const summary = `${counted(report.edits.length, 'page')} edited, ${report.unchanged.length} the same`
    await output.data(files ? `${summary}. Report: ${relative(cwd, folder) || '.'}/report.html\n` : `${summary}.\n`)
  }

  async function add(id: string, { anchor, cron, tz, ...options }: AddOptions): Promise<void> {
    const app = await context.app()
    if (!/^https?:\/\//iu.test(anchor))
      throw new PipelineError('watch-nothing', 'Cannot watch files: expected an address as --anchor', { retry: 'never' })
    if (!/^\w[\w.-]{0,79}$/u.test(id))
      throw new PipelineError(
        'schedule-invalid',
        `"${id}" is no name: expected letters, digits, dots and hyphens, a letter or digit first`,
        {
          retry: 'never',
        },
      )
    const at = app.now().getTime()
    const [next] = nextTimes({ cron, zone: tz }, { after: at, count: 1 })
    const request = toRequest({ anchor }, { ...options, alone: false })
    await planComparison(request, { app, stdin: noStdin })
    const added = await app.store.schedules.add({
      ...usualPolicy,
      kind: 'watch',
      id,
      cron,
      zone: tz,
      request,
      state: 'active',
      createdAt: at,
      handledAt: at,
    })
    if (!added)
      throw new PipelineError('schedule-exists', `There is a schedule called ${id} already: remove it first, or choose another name`, {
        retry: 'never',
      })
    await context.output.data(`${id} is read again from ${new Date(next ?? at).toISOString()} on\n`)
  }
}

async function noStdin(): Promise<Uint8Array> {
  return new Uint8Array()
}
