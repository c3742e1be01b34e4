import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { toId } from '../core/ids.ts'
import { PipelineError } from '../errors.ts'
import type { CliContext } from './context.ts'

/** A file of a report: from its folder, or from the store by the id of its run. Throws `no-report`. */
export async function reportText(name: string, file: string, context: CliContext): Promise<string> {
  const path = join(resolve(context.cwd, name), file)
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const stored = /^[\w-]+$/.test(name) ? await (await context.app()).store.files.text(toId<'Run'>(name), file) : undefined
    if (stored !== undefined) return stored
    const message = `Cannot read ${path}: expected the folder of a report, as compare --out made it, or a run that "report list" names`
    throw new PipelineError('no-report', message, { retry: 'never', cause })
  }
}
