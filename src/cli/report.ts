import { Command } from 'commander'
import { unlessCorrupt } from '../io/store/json.ts'
import type { CliContext } from './context.ts'
import { reportDiffCommand } from './report-diff.ts'
import { reportExportCommand } from './report-export.ts'
import { reportOpenCommand } from './report-open.ts'
import { reportText } from './report-text.ts'
import { reportVerifyCommand } from './report-verify.ts'

/** `report`: find, read, compare and check reports. */
export function reportCommand(context: CliContext): Command {
  const command = new Command('report').description('Find, read, compare and check reports.')
  command.command('list').description('List the runs in the store, the newest first.').option('--json', 'print them as JSON').action(list)
  command
    .command('show')
    .description('Print a report as text.')
    .argument('<report>', 'the folder of a report, or a run ("report list")')
    .option('--json', 'print report.json')
    .action(show)
  command.addCommand(reportOpenCommand(context))
  command.addCommand(reportDiffCommand(context))
  command.addCommand(reportVerifyCommand(context))
  command.addCommand(reportExportCommand(context))
  return command

  async function list(options: { json?: boolean }): Promise<void> {
    const { store } = await context.app()
    const rows = []
    for (const { id, state, createdAt, failure } of await store.runs.list(100)) {
      const story = await store.stories.get(id).catch(unlessCorrupt)
      const anchor = story && (await store.articles.get(story.anchor).catch(unlessCorrupt))
      rows.push({ id, state, createdAt, title: anchor?.title ?? null, articles: story?.members.length ?? null, failure: failure ?? null })
    }
    if (options.json === true) return context.output.data(`${JSON.stringify(rows, null, 2)}\n`)
    for (const { id, state, createdAt, title, articles, failure } of rows) {
      const what = failure?.message ?? (title === null ? '' : `${title} (${articles})`)
      await context.output.data(`${id}  ${createdAt.slice(0, 16)}  ${state.padEnd(9)}  ${what}\n`)
    }
    if (rows.length === 0) context.output.note('No run yet: frameshift compare makes one')
  }

  async function show(name: string, options: { json?: boolean }): Promise<void> {
    await context.output.data(await reportText(name, options.json === true ? 'report.json' : 'report.md', context))
  }
}
