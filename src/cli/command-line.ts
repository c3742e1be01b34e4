import { inspect } from 'node:util'
import { Command, CommanderError } from 'commander'
import type { App, Surroundings } from '../app.ts'
import type { Configuration } from '../configuration.ts'
import { PipelineError } from '../errors.ts'
import { frameshiftVersion } from '../version.ts'
import { commands } from './commands.ts'
import type { CliContext } from './context.ts'
import type { Output } from './output.ts'

/** What a command finds around it: its streams, folder and variables, and the signal that ends it. */
export type CommandSurroundings = Omit<CliContext, 'configuration' | 'app' | 'finish'>

/**
 * Runs one command line. Gives its exit code: 0 done, 1 a finding, 2 a failure, 130 stopped. Unknown errors are printed with their stack:
 * they are mistakes of ours.
 */
export async function runCommandLine(argv: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { output, cwd, signal } = surroundings
  const env = setVariables(surroundings.env)
  let exitCode = 0
  let configured: Promise<Configuration> | undefined
  let opened: Promise<App> | undefined
  const context: CliContext = {
    ...surroundings,
    env,
    configuration: () => (configured ??= configure(cwd)),
    app: () => (opened ??= open({ env, cwd })),
    finish: (code) => {
      exitCode = code
    },
  }
  try {
    await (await programOf(context, argv)).parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    return exitCodeOf(error, (line) => output.note(line), signal)
  } finally {
    await closeQuietly(opened)
  }
}

async function configure(cwd: string): Promise<Configuration> {
  const { configurationIn } = await import('../configuration.ts')
  return configurationIn({ cwd })
}

async function open(surroundings: Surroundings): Promise<App> {
  const { openApp } = await import('../app.ts')
  return openApp(surroundings)
}

async function programOf(context: CliContext, argv: readonly string[]): Promise<Command> {
  const program = new Command('frameshift')
    .description('Compare how news outlets frame the same story: framing terms, whose voice each is in, and honest statistics.')
    .version(frameshiftVersion)
  const called = calledCommand(argv)
  for (const { name, description, load } of commands) {
    program.addCommand(name === called ? (await load())(context) : new Command(name).description(description))
  }
  speakThrough(context.output, program, 'frameshift')
  // `help` alone would answer with all that there is, as if nobody had been wrong.
  if (argv[0] === 'help' && called !== undefined && called !== 'help' && !commands.some(({ name }) => name === called))
    program.error(`error: unknown command '${called}'`)
  return program
}

/** `help compare` asks for the same command as `compare --help`. */
function calledCommand(argv: readonly string[]): string | undefined {
  const [first, second] = argv.filter((arg) => !arg.startsWith('-'))
  return first === 'help' ? second : first
}

/** Help is data. Mistakes in the arguments are told in one line, like all others, with the command whose help has the answer. */
function speakThrough(output: Output, command: Command, path: string): void {
  command.exitOverride().configureOutput({
    // What cannot be written is no mistake of ours, and help is all that was asked for.
    writeOut: (text) => void output.data(text).catch(() => {}),
    writeErr: (text) => output.note(text.trimEnd()),
    outputError: (text, write) => write(`frameshift: ${inOneLine(text)} (${path} --help)`),
  })
  for (const child of command.commands) speakThrough(output, child, `${path} ${child.name()}`)
}

function inOneLine(text: string): string {
  return text
    .trim()
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
}

function exitCodeOf(error: unknown, note: (line: string) => void, signal: AbortSignal): number {
  if (signal.aborted) {
    note('Stopped.')
    return 130
  }
  // Commander has printed its own line by then; only its help and version are no mistakes.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  // Not thrown on: Node would exit with 1, which stands for a finding.
  note(error instanceof PipelineError ? `frameshift: ${error.message}` : inspect(error))
  return 2
}

/** Shells and Compose files set variables to nothing to unset them. */
function setVariables(env: CliContext['env']): CliContext['env'] {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}

/** An app that failed to open has already been reported by the command that asked for it. */
async function closeQuietly(opened: Promise<App> | undefined): Promise<void> {
  const app = await opened?.catch(() => undefined)
  await app?.[Symbol.asyncDispose]()
}
