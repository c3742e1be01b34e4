/** What the scheduler shall do with the work that failed: give up, try again later at a cost, or wait at no cost. */
export type Retry = 'never' | 'later' | { readonly afterMs: number }

export interface PipelineErrorOptions {
  readonly retry: Retry
  readonly cause?: unknown
}

/**
 * A known fault. `code` is stable kebab-case (`http-timeout`, `lexicon-invalid`); `message` is one line that says what was
 * being done, to what, what was found and what was expected. It holds no article text and no secrets.
 */
export class PipelineError extends Error {
  readonly code: string
  readonly retry: Retry

  constructor(code: string, message: string, options: PipelineErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'PipelineError'
    this.code = code
    this.retry = options.retry
  }
}

/** Ends an exhaustive `switch` over a union: the compiler refuses the call while a case is missing. */
export function unreachable(value: never): never {
  throw new TypeError(`No case for ${JSON.stringify(value)}`)
}
