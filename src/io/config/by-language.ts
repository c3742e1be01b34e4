import { readdir, readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

/** Files of one kind, one for each language. */
interface Kind<File> {
  readonly folder: string
  /** As errors call one of them: "the valence list". */
  readonly words: string
  /** Of errors: `CODE-invalid`, `CODE-unreadable`. */
  readonly code: string
  readonly schema: z.ZodType<File>
  /** The language that a file says it is for. */
  readonly language: { readonly key: string; readonly of: (file: File) => string }
}

/**
 * Reads the files of a kind in the folders, by language code, which is the name of a file. A language that stands in two folders is taken from
 * the first. A folder that does not exist holds none. Throws `CODE-invalid` with every mistake of a file, and `CODE-unreadable`.
 */
export async function readByLanguage<File>(folders: readonly string[], kind: Kind<File>): Promise<ReadonlyMap<string, File>> {
  const files = new Map<string, File>()
  for (const folder of folders.map((each) => `${each}/${kind.folder}`)) {
    for (const name of await namesIn(folder, kind)) {
      const code = name.replace(/\.ya?ml$/, '')
      if (!files.has(code)) files.set(code, await readOne(`${folder}/${name}`, code, kind))
    }
  }
  return files
}

async function namesIn<File>(folder: string, { words, code }: Kind<File>): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).toSorted()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw new PipelineError(`${code}-unreadable`, `Cannot look for ${words} in ${folder}: expected a readable folder`, { retry: 'never', cause })
  }
}

async function readOne<File>(path: string, name: string, { words, code, schema, language }: Kind<File>): Promise<File> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new PipelineError(`${code}-unreadable`, `Cannot read ${words} in ${path}: expected a readable file`, { retry: 'never', cause })
  })
  const file = parseYaml(text, { path, schema, code: `${code}-invalid` })
  const said = language.of(file)
  if (said === name) return file
  const message = `${path} has a mistake: ${language.key}: expected "${name}", the name of the file, found "${said}"`
  throw new PipelineError(`${code}-invalid`, message, { retry: 'never' })
}
