import { PipelineError } from '../errors.ts'

/** Where commands write. Data goes to stdout and nothing else does; everything for the person at the terminal goes to stderr. */
export interface Output {
  /** Resolves when the reader is ready for more. */
  data(text: string): Promise<void>
  note(text: string): void
  /** Whether a person watches stderr. */
  readonly interactive: boolean
  /** Characters across; 80 where unknown. */
  readonly columns: number
}

export function processOutput(): Output {
  const { stdout, stderr } = process
  // Whoever reads the data has seen enough, as `head` has. Other errors come up where the data was written.
  stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit(0)
  })
  return {
    data: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => (error ? reject(unwritten(error)) : resolve()))
      }),
    note: (text) => {
      stderr.write(`${text}\n`)
    },
    interactive: stderr.isTTY,
    columns: stderr.columns ?? 80,
  }
}

function unwritten(cause: Error): PipelineError {
  const message = `Cannot write to standard output: ${cause.message}; free space or write elsewhere, then run the same command again`
  return new PipelineError('output-unwritable', message, { retry: 'never', cause })
}
