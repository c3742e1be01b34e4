import { PipelineError, type Retry } from '../../errors.ts'

/** What an error of a database, or of the way there, means for the store. */
export interface Fault {
  readonly code: string
  readonly found: string
  readonly expected: string
  readonly retry: Retry
}

/** The error in our words; any that is known already, or that nobody knows, is given back as it came. */
export function inOurWords(error: unknown, what: string, faultOf: (error: Error) => Fault | undefined): unknown {
  if (!(error instanceof Error) || error instanceof PipelineError) return error
  const fault = faultOf(error)
  if (!fault) return error
  const { code, found, expected, retry } = fault
  return new PipelineError(code, `Cannot use ${what}: ${found}; expected ${expected}`, { retry, cause: error })
}

/** The code of the system or of the database; empty where there is none. */
export function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
