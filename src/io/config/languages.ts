import { readdir, readFile } from 'node:fs/promises'
import { languageDataSchema, type LanguageData } from '../../core/voice/language-data.ts'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

/**
 * Reads `languages/*.yaml` of the folders, by language code. A language that stands in two folders is taken from the first. A folder
 * that does not exist holds none. Throws `language-invalid` with every mistake of a file, and `language-unreadable`.
 */
export async function readLanguages(folders: readonly string[]): Promise<ReadonlyMap<string, LanguageData>> {
  const languages = new Map<string, LanguageData>()
  for (const folder of folders) {
    for (const name of await filesIn(`${folder}/languages`)) {
      const code = name.replace(/\.ya?ml$/, '')
      if (!languages.has(code)) languages.set(code, await readLanguage(`${folder}/languages/${name}`, code))
    }
  }
  return languages
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => /\.ya?ml$/.test(name)).toSorted()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw new PipelineError('language-unreadable', `Cannot list the languages in ${folder}: expected a readable folder`, {
      retry: 'never',
      cause,
    })
  }
}

async function readLanguage(path: string, code: string): Promise<LanguageData> {
  const language = parseYaml(await textOf(path), { path, schema: languageDataSchema, code: 'language-invalid' })
  if (language.code === code) return language
  throw new PipelineError(
    'language-invalid',
    `${path} has a mistake: code: expected "${code}", the name of the file, found "${language.code}"`,
    { retry: 'never' },
  )
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new PipelineError('language-unreadable', `Cannot read the language in ${path}: expected a readable file`, {
      retry: 'never',
      cause,
    })
  }
}
