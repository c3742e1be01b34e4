import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { runCommandLine } from '../../src/cli/command-line.ts'

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly dataDir?: string
  readonly cwd?: string
  readonly stdin?: string
  /** `REDIS_URL` and `DATABASE_URL` are unset unless given here. */
  readonly env?: Readonly<Record<string, string>>
}

export interface ProcessOptions extends CliOptions {
  /** The signal, and the moment to send it by what stderr says. */
  readonly kill?: { readonly signal: NodeJS.Signals; readonly when: (stderr: string) => boolean }
}

/** Runs a command line here, with streams and a data folder of its own: all that a user meets but the process, at a fraction of what one costs. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  const code = await runCommandLine(args, {
    output: {
      data: async (text) => void (stdout += text),
      note: (text) => void (stderr += `${text}\n`),
      interactive: false,
      columns: 80,
    },
    stdin: Readable.from([Buffer.from(options.stdin ?? '')]),
    cwd: options.cwd ?? process.cwd(),
    env: variablesOf(options),
    signal: new AbortController().signal,
  })
  return { code, stdout, stderr }
}

/** The same as a user does it: in a process of its own. */
export function spawnCli(args: readonly string[], { kill, ...options }: ProcessOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', resolve('scripts/node-24.mjs'), resolve('src/cli/main.ts'), ...args], {
    cwd: options.cwd,
    env: variablesOf(options),
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part))
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part
    if (kill?.when(stderr) === true) child.kill(kill.signal)
  })
  child.stdin.on('error', () => {})
  child.stdin.end(options.stdin ?? '')
  return new Promise((done) => {
    child.on('close', (code) => done({ code: code ?? -1, stdout, stderr }))
  })
}

function variablesOf({ dataDir = mkdtempSync(join(tmpdir(), 'cli-')), env = {} }: CliOptions): NodeJS.ProcessEnv {
  return { ...process.env, FRAMESHIFT_DATA_DIR: dataDir, REDIS_URL: undefined, DATABASE_URL: undefined, ...env }
}
