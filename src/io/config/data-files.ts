import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { PipelineError } from '../../errors.ts'

/** Word lists that the results of a comparison depend on, as they stand in the files. */
const kinds = ['languages', 'press', 'valence'] as const

/**
 * The files of word lists that hold for these folders, `languages/en.yaml` and so on, by name; one that stands in two folders is taken from
 * the first. A folder that does not exist holds none.
 */
export async function readDataFiles(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const kind of kinds) {
    for (const folder of folders) {
      for (const name of await namesIn(`${folder}/${kind}`)) {
        if (!files.has(`${kind}/${name}`)) files.set(`${kind}/${name}`, await textOf(`${folder}/${kind}/${name}`))
      }
    }
  }
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** SHA-256 over all of them: wherever they lie, the same data has the same version. */
export function versionOfData(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256')
  for (const [name, text] of files) hash.update(name).update('\0').update(text).update('\0')
  return hash.digest('hex')
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => /\.ya?ml$/.test(name))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw unreadable(folder, cause)
  }
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
}

function unreadable(path: string, cause: unknown): PipelineError {
  return new PipelineError('data-unreadable', `Cannot read the word lists in ${path}: expected it to be readable`, { retry: 'never', cause })
}
