import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PipelineError } from '../../errors.ts'
import { makeFolder } from '../make-folder.ts'

export interface Replacement {
  readonly text: string
  /** What stood there when the text was made of it; `undefined`: nothing. */
  readonly expected: string | undefined
  /** What people edit in it: the code of a failure is `<kind>-unwritable`. */
  readonly kind: 'lexicon' | 'outlets'
}

/**
 * Puts a file that people edit in its place, completely or not at all, while what stands there is as expected. `false` when somebody else has
 * written in between. Throws `lexicon-unwritable` or `outlets-unwritable`.
 */
export async function replaceFile(path: string, { text, expected, kind }: Replacement): Promise<boolean> {
  const scratch = `${path}.${randomUUID()}.new`
  try {
    await makeFolder(dirname(path))
    await writeFile(scratch, text)
    // Looked at and put in place without a pause, so that no other save of this process comes between.
    const found = existsSync(path) ? readFileSync(path, 'utf8') : undefined
    if (found !== expected) return false
    renameSync(scratch, path)
    return true
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown error'
    throw new PipelineError(`${kind}-unwritable`, `Cannot write the ${kind} to ${path}: the system answered ${why}`, { retry: 'never', cause })
  } finally {
    await rm(scratch, { force: true })
  }
}
