import { resolve } from 'node:path'
import { Command } from 'commander'
import { verifyReport } from '../bundle/verify.ts'
import { counted } from '../core/report/wording.ts'
import type { CliContext } from './context.ts'

/** `report verify`: makes a report again from its bundle and compares every byte. */
export function reportVerifyCommand(context: CliContext): Command {
  return new Command('verify')
    .description('Make a report again from its bundle, without a network, and compare every byte.')
    .argument('<folder>', 'the folder of a report; it may have been moved')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', '\nExit: 0 the same bytes, 1 not the same (what differs is said), 2 nothing could be verified.')
    .action(async (folder: string, options: { readonly json?: boolean }) => {
      const result = await verifyReport(resolve(context.cwd, folder), context.signal)
      if (!result.same) context.finish(1)
      if (options.json === true) return context.output.data(`${JSON.stringify(result, undefined, 2)}\n`)
      const lines = result.same
        ? [`The same: ${counted(result.compared.length, 'file')} made again from ${counted(result.pages, 'page')}, every byte as it was.`]
        : ['Not the same.', ...result.mistakes.map((mistake) => `- ${mistake}`)]
      if (result.notes.length > 0) lines.push('Beside it:', ...result.notes.map((note) => `- ${note}`))
      const otherwise = result.same ? 'Other versions, and still the same:' : 'Other versions, which may be why:'
      if (result.versions.length > 0) lines.push(otherwise, ...result.versions.map((line) => `- ${line}`))
      return context.output.data(`${lines.join('\n')}\n`)
    })
}
