import { PipelineError } from '../errors.ts'

/** One thing that `doctor` looked at. */
export interface Finding {
  readonly what: string
  /** `unused`: optional, and not set up; nothing is the matter. */
  readonly state: 'works' | 'unused' | 'warning' | 'broken'
  readonly detail: string
}

/** Works, with something that a person should look at. */
export class Warning extends Error {}

/** Not set up, and needed by nobody who does not ask for it. */
export class Unused extends Error {}

/** Looks, and makes a finding of what comes of it: a `Warning`, `Unused` or a known error that is thrown, or the detail that is given. */
export async function tried(what: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { what, state: 'works', detail: await look() }
  } catch (error) {
    if (error instanceof Warning) return { what, state: 'warning', detail: error.message }
    if (error instanceof Unused) return { what, state: 'unused', detail: error.message }
    if (error instanceof PipelineError) return { what, state: 'broken', detail: error.message }
    throw error
  }
}
