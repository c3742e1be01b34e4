import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

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
  /** The signal, and the moment to send it by what stderr says. */
  readonly kill?: { readonly signal: NodeJS.Signals; readonly when: (stderr: string) => boolean }
}

/** Runs the command line as a user does: a process of its own, with a data folder of its own. */
export function runCli(
  args: readonly string[],
  { dataDir = mkdtempSync(join(tmpdir(), 'cli-')), cwd, stdin = '', env = {}, kill }: CliOptions = {},
): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', resolve('scripts/node-24.mjs'), resolve('src/cli/main.ts'), ...args], {
    cwd,
    env: { ...process.env, FRAMESHIFT_DATA_DIR: dataDir, REDIS_URL: undefined, DATABASE_URL: undefined, ...env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part))
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part
    if (kill?.when(stderr) === true) child.kill(kill.signal)
  })
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  return new Promise((done) => {
    child.on('close', (code) => done({ code: code ?? -1, stdout, stderr }))
  })
}
