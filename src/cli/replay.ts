import { relative, resolve } from 'node:path'
import { Command } from 'commander'
import { reportFolder } from '../bundle/make.ts'
import { replayJobs, suggestFolder } from '../comparison-run.ts'
import { toId } from '../core/ids.ts'
import { PipelineError } from '../errors.ts'
import { checkReportFolder, publishReport } from '../io/publish.ts'
import type { DeadLetter } from '../runners/ledger.ts'
import { repeatable } from './comparison-options.ts'
import type { CliContext } from './context.ts'
import { progressDisplay } from './progress.ts'

interface ReplayOptions {
  readonly job: readonly string[]
  readonly code: readonly string[]
  readonly out?: string
  readonly json?: boolean
}

/** `replay`: jobs that were given up, why, and once more. */
export function replayCommand(context: CliContext): Command {
  return new Command('replay')
    .description('List the jobs that were given up, with the reason; with a run, run its again and write its report anew.')
    .argument('[run]', 'id of a run')
    .addOption(repeatable('--job <key>', 'only this job; may be repeated', 'all that failed'))
    .addOption(repeatable('--code <code>', 'only jobs that failed for this reason; may be repeated', 'all'))
    .option('--out <folder>', 'where the report goes (default: reports/<date>-<title>)')
    .option('--json', 'list as JSON')
    .action(async (run: string | undefined, options: ReplayOptions) => {
      if (run === undefined) await list(options, context)
      else await replay(run, options, context)
    })
}

const mostListed = 10_000

async function list({ json, ...choice }: ReplayOptions, context: CliContext): Promise<void> {
  const { store } = await context.app()
  const letters = chosen(await store.ledger.deadLetters({ run: undefined, limit: mostListed }), choice)
  if (json === true) {
    const rows = letters.map((letter) => ({ ...letter, endedAt: new Date(letter.endedAt).toISOString() }))
    return context.output.data(`${JSON.stringify(rows, null, 2)}\n`)
  }
  for (const { run, key, code, message } of letters) await context.output.data(`${run}  ${key}  ${code}  ${message}\n`)
  if (letters.length === 0) context.output.note('No job was given up.')
}

async function replay(id: string, options: ReplayOptions, context: CliContext): Promise<void> {
  const { output, signal, cwd } = context
  if (options.out !== undefined) await checkReportFolder(resolve(cwd, options.out))
  const app = await context.app()
  const run = toId<'Run'>(id)
  const letters = chosen(await app.store.ledger.deadLetters({ run, limit: mostListed }), options)
  using display = await progressDisplay(output)
  const keys = letters.map(({ key }) => key)
  const end = await replayJobs(run, keys, { app, signal, onProgress: (progress) => display.show(progress) })
  if (end.kind === 'stopped') {
    output.note('Stopped. "compare" with the same arguments goes on from here.')
    return context.finish(130)
  }
  if (end.kind === 'failed') throw new PipelineError(end.code, end.message, { retry: 'never' })
  const folder = resolve(cwd, options.out ?? (await suggestFolder(run, app)))
  await publishReport(await reportFolder(run, app), folder)
  display[Symbol.dispose]()
  await output.data(`Ran ${keys.length} again. Report: ${relative(cwd, folder) || '.'}/report.html\n`)
}

function chosen(letters: readonly DeadLetter[], { job, code }: Pick<ReplayOptions, 'job' | 'code'>): readonly DeadLetter[] {
  return letters.filter((letter) => (job.length === 0 || job.includes(letter.key)) && (code.length === 0 || code.includes(letter.code)))
}
