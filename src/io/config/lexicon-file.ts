import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { toId } from '../../core/ids.ts'
import { lexiconSchema, type Lexicon } from '../../core/lexicon/lexicon.ts'
import { PipelineError } from '../../errors.ts'
import type { Sha256 } from '../../model.ts'
import { parseYaml } from './yaml.ts'

export interface LexiconFile {
  readonly lexicon: Lexicon
  /** Of what the lexicon says, not of how the file is laid out. */
  readonly hash: Sha256
  readonly path: string
}

/** Reads a lexicon by its file, or by its name in `lexicons/` of the folders. Throws `lexicon-missing`, and `lexicon-invalid` with every mistake and its line. */
export async function readLexicon(nameOrPath: string, folders: readonly string[]): Promise<LexiconFile> {
  const isPath = /[\\/]|\.ya?ml$/.test(nameOrPath)
  const paths = isPath ? [resolve(nameOrPath)] : folders.map((folder) => `${folder}/lexicons/${nameOrPath}.yaml`)
  for (const path of paths) {
    const text = await readIfThere(path)
    if (text === undefined) continue
    const lexicon = parseYaml(text, { path, schema: lexiconSchema, code: 'lexicon-invalid' })
    return { lexicon, hash: hashOfLexicon(lexicon), path }
  }
  const known = (await surveyLexicons(folders)).lexicons.map(({ id }) => id).join(', ')
  const message = `Cannot find the lexicon ${nameOrPath}: expected a file, or one of ${known || 'none'} ("lexicon list")`
  throw new PipelineError('lexicon-missing', message, { retry: 'never' })
}

/** Names a version of a lexicon by all that it says. */
export function hashOfLexicon(lexicon: Lexicon): Sha256 {
  return toId<'Sha256'>(createHash('sha256').update(JSON.stringify(lexicon)).digest('hex'))
}

export interface LexiconSummary {
  readonly id: string
  readonly version: number
  readonly frames: number
  readonly terms: number
  /** As reports print them. */
  readonly frameNames: readonly string[]
  readonly languages: readonly string[]
  /** The lexicon and version it was forked from, where the top of its file says so. */
  readonly forkedFrom: string | undefined
  readonly path: string
}

/** A file that cannot be used, and why: file, line, and what was expected. */
export interface BrokenLexicon {
  readonly name: string
  readonly path: string
  readonly error: PipelineError
}

/** The lexicons that can be named, each once; the first folder wins. Throws for the first that is broken. */
export async function listLexicons(folders: readonly string[]): Promise<readonly LexiconSummary[]> {
  const { lexicons, broken } = await surveyLexicons(folders)
  if (broken[0]) throw broken[0].error
  return lexicons
}

/** The same, with those that are broken beside the others: one mistake hides nothing else. */
async function surveyLexicons(
  folders: readonly string[],
): Promise<{ readonly lexicons: readonly LexiconSummary[]; readonly broken: readonly BrokenLexicon[] }> {
  const lexicons: LexiconSummary[] = []
  const broken: BrokenLexicon[] = []
  for (const [name, path] of await lexiconPaths(folders)) {
    try {
      lexicons.push(await summaryOf(await readLexicon(path, folders)))
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error
      broken.push({ name, path, error })
    }
  }
  return { lexicons, broken }
}

/** The files of lexicons by their names; where two folders have one of a name, that of the first. */
export async function lexiconPaths(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const folder of folders) {
    for (const name of await namesIn(`${folder}/lexicons`)) {
      if (!found.has(name)) found.set(name, resolve(`${folder}/lexicons/${name}.yaml`))
    }
  }
  return found
}

/** What a list of lexicons says of one. */
export async function summaryOf({ lexicon, path }: Pick<LexiconFile, 'lexicon' | 'path'>): Promise<LexiconSummary> {
  const { id, version, frames, terms } = lexicon
  const frameNames = frames.map((frame) => frame.name ?? frame.id)
  const languages = [...new Set(terms.map(({ language }) => language))]
  return { id, version, frames: frames.length, terms: terms.length, frameNames, languages, forkedFrom: await originOf(path), path }
}

/** What a fork says in its first line. */
async function originOf(path: string): Promise<string | undefined> {
  const [firstLine = ''] = ((await readIfThere(path)) ?? '').split('\n', 1)
  return /^# Forked from (\S+, version \d+) \([\da-f]+\)\.\s*$/u.exec(firstLine)?.[1]
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder)
    return names
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => name.slice(0, -5))
      .toSorted()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw new PipelineError('lexicon-unreadable', `Cannot list the lexicons in ${folder}: expected a readable folder`, {
      retry: 'never',
      cause,
    })
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new PipelineError('lexicon-unreadable', `Cannot read the lexicon ${path}: expected a readable file`, { retry: 'never', cause })
  }
}
