import { readdir, readFile } from 'node:fs/promises'
import { pressFileSchema, type PressWords } from '../../core/claims/press-words.ts'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

/**
 * Reads `press/*.yaml` of the folders, by language code. A language that stands in two folders is taken from the first. A folder that does
 * not exist holds none. Throws `press-invalid` with every mistake of a file, and `press-unreadable`.
 */
export async function readPressWords(folders: readonly string[]): Promise<ReadonlyMap<string, PressWords>> {
  const known = new Map<string, PressWords>()
  for (const folder of folders) {
    for (const name of await filesIn(`${folder}/press`)) {
      const code = name.replace(/\.ya?ml$/, '')
      if (!known.has(code)) known.set(code, await readWords(`${folder}/press/${name}`, code))
    }
  }
  return known
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).toSorted()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw unreadable(`Cannot list the words of the press in ${folder}: expected a readable folder`, cause)
  }
}

async function readWords(path: string, code: string): Promise<PressWords> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadable(`Cannot read the words of the press in ${path}: expected a readable file`, cause)
  })
  const words = parseYaml(text, { path, schema: pressFileSchema, code: 'press-invalid' })
  if (words.language === code) return words
  const message = `${path} has a mistake: language: expected "${code}", the name of the file, found "${words.language}"`
  throw new PipelineError('press-invalid', message, { retry: 'never' })
}

function unreadable(message: string, cause: unknown): PipelineError {
  return new PipelineError('press-unreadable', message, { retry: 'never', cause })
}
