import { Command } from 'commander'
import { checkExamples } from '../core/lexicon/check-examples.ts'
import { lintLexicon } from '../core/lexicon/lint.ts'
import { shortHash } from '../core/short-hash.ts'
import { listLexicons, readLexicon } from '../io/config/lexicon-file.ts'
import type { CliContext } from './context.ts'
import { exportCommand, importCommand } from './lexicon-exchange.ts'
import { judgeCommand, sampleCommand } from './lexicon-judge.ts'
import { precisionCommand, recallCommand, splitCommand, suggestCommand } from './lexicon-measure.ts'
import { diffCommand, kwicCommand } from './lexicon-texts.ts'
import { forkCommand, historyCommand, saveCommand } from './lexicon-versions.ts'
import { whatIfCommand } from './lexicon-what-if.ts'

const subcommands = [
  kwicCommand,
  diffCommand,
  sampleCommand,
  judgeCommand,
  precisionCommand,
  splitCommand,
  suggestCommand,
  recallCommand,
  whatIfCommand,
  saveCommand,
  historyCommand,
  forkCommand,
  importCommand,
  exportCommand,
]

/** `lexicon`: look at lexicons, check them, and tune them on the articles of stored reports. */
export function lexiconCommand(context: CliContext): Command {
  const command = new Command('lexicon').description('Look at lexicons, check them, and tune them on stored reports.')
  command.command('list').description('List the lexicons that can be named.').option('--json', 'print it as JSON').action(list)
  command
    .command('show')
    .description('Show frames and terms.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .option('--json', 'print it as JSON')
    .action(show)
  command
    .command('lint')
    .description('Find mistakes and weak spots; exit 1 when there are errors.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .option('--json', 'print it as JSON')
    .action(lint)
  command
    .command('test')
    .description('Run every example and counterexample; exit 1 when one fails.')
    .argument('<lexicon>', 'name or file of a lexicon')
    .option('--json', 'print it as JSON')
    .action(test)
  for (const subcommand of subcommands) command.addCommand(subcommand(context))
  return command

  async function list(options: { json?: boolean }): Promise<void> {
    const lexicons = await listLexicons((await context.configuration()).folders)
    if (options.json === true) return context.output.data(`${JSON.stringify(lexicons, null, 2)}\n`)
    for (const { id, version, frames, terms, path } of lexicons) {
      await context.output.data(`${id}  version ${version}  ${frames} frames  ${terms} terms  ${path}\n`)
    }
  }

  async function show(name: string, options: { json?: boolean }): Promise<void> {
    const { lexicon, hash } = await readLexicon(name, (await context.configuration()).folders)
    if (options.json === true) return context.output.data(`${JSON.stringify({ hash, ...lexicon }, null, 2)}\n`)
    await context.output.data(`${lexicon.id}, version ${lexicon.version}, ${shortHash(hash)}\n`)
    for (const frame of lexicon.frames) {
      await context.output.data(`\n${frame.id}: ${frame.definition}\n`)
      for (const term of lexicon.terms.filter((candidate) => candidate.frame === frame.id)) {
        await context.output.data(`  ${term.language}  ${term.patterns.join(' | ')}\n`)
      }
    }
  }

  async function lint(name: string, options: { json?: boolean }): Promise<void> {
    const { lexicon } = await readLexicon(name, (await context.configuration()).folders)
    const findings = lintLexicon(lexicon)
    if (findings.some((finding) => finding.severity === 'error')) context.finish(1)
    if (options.json === true) return context.output.data(`${JSON.stringify(findings, null, 2)}\n`)
    for (const { severity, path, rule, message } of findings) await context.output.data(`${severity}  ${path}  ${message} (${rule})\n`)
    context.output.note(`${findings.length} findings in ${lexicon.terms.length} terms`)
  }

  async function test(name: string, options: { json?: boolean }): Promise<void> {
    const { lexicon } = await readLexicon(name, (await context.configuration()).folders)
    const { checked, failures } = checkExamples(lexicon)
    if (failures.length > 0) context.finish(1)
    if (options.json === true) return context.output.data(`${JSON.stringify({ checked, failures }, null, 2)}\n`)
    for (const { term, kind, example, problem } of failures) await context.output.data(`${term}  ${kind}  ${problem}: ${example}\n`)
    context.output.note(`${checked} examples checked, ${failures.length} failed`)
  }
}
