import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { PipelineError } from '../errors.ts'
import type { CliContext } from './context.ts'
import { reportExportCommand } from './report-export.ts'
import { reportVerifyCommand } from './report-verify.ts'

/** `report`: find and read reports again. */
export function reportCommand(context: CliContext): Command {
  const command = new Command('report').description('Find and read reports again.')
  command.command('list').description('List the runs in the store, the newest first.').option('--json').action(list)
  command.command('show').description('Print a report as text.').argument('<folder>').option('--json', 'print report.json').action(show)
  command.command('open').description('Open a report in the browser.').argument('<folder>').action(open)
  command.addCommand(reportVerifyCommand(context))
  command.addCommand(reportExportCommand(context))
  return command

  async function list(options: { json?: boolean }): Promise<void> {
    const { store } = await context.app()
    const rows = []
    for (const { id, state, createdAt, failure } of await store.runs.list(100)) {
      const story = await store.stories.get(id)
      const anchor = story && (await store.articles.get(story.anchor))
      rows.push({ id, state, createdAt, title: anchor?.title ?? null, articles: story?.members.length ?? null, failure: failure ?? null })
    }
    if (options.json === true) return context.output.data(`${JSON.stringify(rows, null, 2)}\n`)
    for (const { id, state, createdAt, title, articles, failure } of rows) {
      const what = failure?.message ?? (title === null ? '' : `${title} (${articles})`)
      await context.output.data(`${id}  ${createdAt.slice(0, 16)}  ${state.padEnd(9)}  ${what}\n`)
    }
    if (rows.length === 0) context.output.note('No run yet: frameshift compare makes one')
  }

  async function show(folder: string, options: { json?: boolean }): Promise<void> {
    await context.output.data(await reportFile(folder, options.json === true ? 'report.json' : 'report.md'))
  }

  async function open(folder: string): Promise<void> {
    await reportFile(folder, 'report.html')
    const path = resolve(context.cwd, folder, 'report.html')
    const opener = process.platform === 'darwin' ? 'open' : 'xdg-open'
    const child = spawn(opener, [path], { stdio: 'ignore', detached: true })
    await new Promise<void>((done, fail) => {
      child.on('spawn', () => done())
      child.on('error', (cause) =>
        fail(new PipelineError('no-browser', `Cannot open ${path}: expected the command ${opener}`, { retry: 'never', cause })),
      )
    })
    child.unref()
  }

  async function reportFile(folder: string, name: string): Promise<string> {
    const path = join(resolve(context.cwd, folder), name)
    try {
      return await readFile(path, 'utf8')
    } catch (cause) {
      throw new PipelineError('no-report', `Cannot read ${path}: expected the folder of a report, as compare --out made it`, {
        retry: 'never',
        cause,
      })
    }
  }
}
