import { readdir, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { surveyLexicons, type BrokenLexicon, type LexiconFile, type LexiconSummary } from '../../io/config/lexicon-file.ts'
import { readOutlets } from '../../io/config/outlets.ts'
import type { App } from '../../app.ts'
import { outletFiles } from '../../comparison-run.ts'
import { PipelineError } from '../../errors.ts'
import type { Outlet } from '../../model.ts'
import { readLargeLexicon } from '../../workbench/versions/lexicon-work.ts'

type ReadLexicon = (path: string, folders: readonly string[]) => Promise<LexiconFile>

/** What people edit as files, read once for each state of the files: a page may ask for it at every request. */
export interface Shelf {
  /** Those that can be used. */
  lexicons(): Promise<readonly LexiconSummary[]>
  /** Those with a mistake. */
  brokenLexicons(): Promise<readonly BrokenLexicon[]>
  /** By the name of its file, which has to be one of those there are: outside text never becomes a path. Throws `lexicon-missing`, and for one with a mistake what `readLexicon` throws. */
  lexicon(id: string): Promise<LexiconFile>
  outlets(): Promise<readonly Outlet[]>
}

/** `readLarge` reads a lexicon file of any size without keeping the site from answering. */
export function openShelf(app: Pick<App, 'configFolders' | 'resolvePath'>, readLarge: ReadLexicon = readLargeLexicon): Shelf {
  const { configFolders } = app
  const folders = configFolders.map((folder) => `${folder}/lexicons`)
  const listed = readOnce<Awaited<ReturnType<typeof surveyLexicons>>>()
  const read = readOnce<LexiconFile>()
  const outlets = readOnce<readonly Outlet[]>()
  const file = (path: string) => read(path, [path], () => readLarge(path, configFolders))
  const survey = () => listed('all', folders, () => surveyLexicons(configFolders, (path) => file(resolve(path))))
  return {
    lexicons: async () => (await survey()).lexicons,
    brokenLexicons: async () => (await survey()).broken,
    lexicon: async (id) => {
      const { lexicons, broken } = await survey()
      const known = [...lexicons, ...broken].find(({ path }) => basename(path, '.yaml') === id)
      if (!known) throw new PipelineError('lexicon-missing', 'No lexicon has this name', { retry: 'never' })
      return file(resolve(known.path))
    },
    outlets: () => outlets('all', outletFiles(app), async () => (await readOutlets(outletFiles(app))).outlets),
  }
}

/** Remembers what was read, by name, for as long as the files stay as they are. */
function readOnce<Value>() {
  const kept = new Map<string, { readonly stamp: string; readonly value: Promise<Value> }>()
  return async (name: string, paths: readonly string[], read: () => Promise<Value>): Promise<Value> => {
    const stamp = (await Promise.all(paths.map(stampOf))).join(' ')
    const known = kept.get(name)
    if (known?.stamp === stamp) return known.value
    const value = read()
    kept.set(name, { stamp, value })
    // A file with a mistake is read again when it is asked for again.
    value.catch(() => kept.delete(name))
    return value
  }
}

/** Changes whenever a file, or a file of a folder, does. */
async function stampOf(path: string): Promise<string> {
  try {
    const found = await stat(path)
    if (!found.isDirectory()) return `${found.mtimeMs}-${found.size}`
    return (await Promise.all((await readdir(path)).map(async (name) => `${name} ${await stampOf(`${path}/${name}`)}`))).join(' ')
  } catch {
    return 'none'
  }
}
