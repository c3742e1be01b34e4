import type { Readable } from 'node:stream'
import type { App } from '../app.ts'
import type { Configuration } from '../configuration.ts'
import type { Output } from './output.ts'

/** Keys can be asked for where it is a terminal. */
export type Stdin = Readable & { readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown }

/** What a command works with; the process itself is touched in `main.ts` only. */
export interface CliContext {
  readonly output: Output
  readonly stdin: Stdin
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal
  /** All that filters need of the app: the store stays closed. */
  configuration(): Promise<Configuration>
  /** Opened at first use and closed when the command ends. */
  app(): Promise<App>
  /** 1: a finding, 2: a failure that let the rest go on. 0 is what a command that returns has anyway; other failures throw. */
  finish(exitCode: 1 | 2 | 130): void
}
