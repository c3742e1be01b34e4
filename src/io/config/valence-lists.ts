import { readdir, readFile } from 'node:fs/promises'
import { compileValenceList, valenceFileSchema, type ValenceList, type ValenceLists } from '../../core/sentiment/valence-list.ts'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

/**
 * Reads `valence/*.yaml` of the folders, by language code. A language that stands in two folders is taken from the first. A folder that
 * does not exist holds none. Throws `valence-invalid` with every mistake of a file, and `valence-unreadable`.
 */
export async function readValenceLists(folders: readonly string[]): Promise<ValenceLists> {
  const lists = new Map<string, ValenceList>()
  for (const folder of folders) {
    for (const name of await filesIn(`${folder}/valence`)) {
      const code = name.replace(/\.ya?ml$/, '')
      if (!lists.has(code)) lists.set(code, await readList(`${folder}/valence/${name}`, code))
    }
  }
  return lists
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => /\.ya?ml$/.test(name)).toSorted()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw unreadable(`Cannot list the valence lists in ${folder}: expected a readable folder`, cause)
  }
}

async function readList(path: string, code: string): Promise<ValenceList> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadable(`Cannot read the valence list in ${path}: expected a readable file`, cause)
  })
  const file = parseYaml(text, { path, schema: valenceFileSchema, code: 'valence-invalid' })
  if (file.language === code) return compileValenceList(file)
  throw new PipelineError(
    'valence-invalid',
    `${path} has a mistake: language: expected "${code}", the name of the file, found "${file.language}"`,
    { retry: 'never' },
  )
}

function unreadable(message: string, cause: unknown): PipelineError {
  return new PipelineError('valence-unreadable', message, { retry: 'never', cause })
}
