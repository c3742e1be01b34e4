import { inspect } from 'node:util'
import { Command, CommanderError } from 'commander'
import type { App } from '../app.ts'
import { PipelineError } from '../errors.ts'
import { frameshiftVersion } from '../version.ts'
import { commands } from './commands.ts'
import type { CliContext } from './context.ts'
import { processOutput } from './output.ts'

process.exitCode = await main(process.argv)

/** 0 done, 1 a finding, 2 a failure, 130 stopped by Ctrl-C. Unknown errors are printed with their stack: they are mistakes of ours. */
async function main(argv: readonly string[]): Promise<number> {
  const output = processOutput()
  const stop = stopOnInterrupt()
  const env = setVariables(process.env)
  let exitCode = 0
  let opened: Promise<App> | undefined
  const context: CliContext = {
    output,
    stdin: process.stdin,
    cwd: process.cwd(),
    env,
    signal: stop.signal,
    app: () => (opened ??= open(env)),
    finish: (code) => {
      exitCode = code
    },
  }
  try {
    await (await programOf(context, argv)).parseAsync(argv)
    return exitCode
  } catch (error) {
    return exitCodeOf(error, (line) => output.note(line), stop.signal)
  } finally {
    await closeQuietly(opened)
    stop.release()
  }
}

async function open(env: CliContext['env']): Promise<App> {
  const { openApp } = await import('../app.ts')
  return openApp({ env, cwd: process.cwd() })
}

async function programOf(context: CliContext, argv: readonly string[]): Promise<Command> {
  const program = new Command('frameshift')
    .description('Compare how news outlets frame the same story: framing terms, whose voice each is in, and honest statistics.')
    .version(frameshiftVersion)
  const called = calledCommand(argv)
  for (const { name, description, load } of commands) {
    program.addCommand(name === called ? (await load())(context) : new Command(name).description(description))
  }
  reportMistakes(program, 'frameshift')
  return program
}

/** `help compare` asks for the same command as `compare --help`. */
function calledCommand(argv: readonly string[]): string | undefined {
  const [first, second] = argv.slice(2).filter((arg) => !arg.startsWith('-'))
  return first === 'help' ? second : first
}

/** Mistakes in the arguments are told in one line, like all others, with the command whose help has the answer. */
function reportMistakes(command: Command, path: string): void {
  command.exitOverride().configureOutput({
    outputError: (text, write) =>
      write(
        `frameshift: ${text
          .trim()
          .replace(/^error: /, '')
          .replaceAll(/\s*\n\s*/g, ' ')} (${path} --help)\n`,
      ),
  })
  for (const child of command.commands) reportMistakes(child, `${path} ${child.name()}`)
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
function setVariables(env: NodeJS.ProcessEnv): CliContext['env'] {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}

/** The first Ctrl-C lets running work end, the second ends the process. */
function stopOnInterrupt(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort(new PipelineError('stopped', 'Stopped by the user', { retry: 'never' }))
    // A filter that waits for its next line would not look at the signal before that comes.
    process.stdin.destroy()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}

/** An app that failed to open has already been reported by the command that asked for it. */
async function closeQuietly(opened: Promise<App> | undefined): Promise<void> {
  const app = await opened?.catch(() => undefined)
  await app?.[Symbol.asyncDispose]()
}
