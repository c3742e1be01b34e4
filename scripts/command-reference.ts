import type { Command } from 'commander'
import { commands } from '../src/cli/commands.ts'
import type { CliContext } from '../src/cli/context.ts'
import { processOutput } from '../src/cli/output.ts'

/** The page of all commands, arguments and options, in the words of each command's own `--help`. */
export async function commandsPage(): Promise<string> {
  const all = await Promise.all(commands.map(async ({ load }) => (await load())(idleContext)))
  return [
    '# Commands',
    '',
    'From a checkout, every command runs as `npm run -s frameshift -- COMMAND`. Made by `npm run schemas` from what each says with `--help`.',
    '',
    'Data goes to stdout, everything else to stderr. Exit 0: done. 1: a finding (`lexicon lint`, `lexicon test`, `report verify`, `outlets check`). 2: failed, with the reason in one line.',
    '130: stopped by Ctrl-C; `compare` goes on from there when it is called again.',
    '',
    ...all.flatMap((command) => sectionOf(command, '')),
  ].join('\n')
}

function sectionOf(command: Command, above: string): readonly string[] {
  const help = command.createHelp()
  const name = `${above}${command.name()}`
  const args = help.visibleArguments(command).map((arg) => row(`<${arg.name()}>`, help.argumentDescription(arg)))
  const options = help
    .visibleOptions(command)
    .filter((option) => option.long !== '--help')
    .map((option) => row(option.flags, help.optionDescription(option)))
  const usage = command.registeredArguments
    .map((arg) => (arg.required ? ` <${arg.name()}>` : ` [${arg.name()}${arg.variadic ? '...' : ''}]`))
    .join('')
  const rows = [...args, ...options]
  return [
    `${above === '' ? '##' : '###'} ${name}`,
    '',
    command.description(),
    '',
    ...(command.commands.length > 0 ? [] : [`\`frameshift ${name}${usage}\``, '']),
    ...(rows.length === 0 ? [] : ['| | |', '| --- | --- |', ...rows, '']),
    ...command.commands.flatMap((child) => sectionOf(child, `${name} `)),
  ]
}

function row(flags: string, description: string): string {
  return `| \`${inCell(flags)}\` | ${inCell(description).replaceAll('<', '&lt;')} |`
}

function inCell(text: string): string {
  return text.replaceAll('|', String.raw`\|`)
}

/** Commands are described here and never called. */
const idleContext: CliContext = {
  output: processOutput(),
  stdin: process.stdin,
  cwd: '.',
  env: {},
  signal: new AbortController().signal,
  configuration: () => Promise.reject(new Error('A command that is only described was called')),
  app: () => Promise.reject(new Error('A command that is only described was called')),
  finish: () => {},
}
