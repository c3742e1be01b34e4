import { readdir, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lexiconPaths, summaryOf, type BrokenLexicon, type LexiconFile, type LexiconSummary } from '../../io/config/lexicon-file.ts'
import { readOutlets } from '../../io/config/outlets.ts'
import type { App } from '../../app.ts'
import { outletFiles } from '../../comparison-run.ts'
import { PipelineError } from '../../errors.ts'
import type { Outlet } from '../../model.ts'
import { readLargeLexicon } from '../../workbench/versions/lexicon-work.ts'

/** What people edit as files, read once for each state of the files: a page may ask for it at every request. */
export interface Shelf {
  /** Those that can be used. */
  lexicons(): Promise<readonly LexiconSummary[]>
  /** Those with a mistake. */
  brokenLexicons(): Promise<readonly BrokenLexicon[]>
  /** Names of those that are so large that they are still being read. */
  unreadLexicons(): Promise<readonly string[]>
  /**
   * By the name of its file, which has to be one of those there are: outside text never becomes a path. Throws `lexicon-missing`, for one with a mistake
   * what `readLexicon` throws, and `lexicon-unread` for a large one that nobody waits for.
   */
  lexicon(id: string): Promise<LexiconFile>
  outlets(): Promise<readonly Outlet[]>
}

export interface LexiconReader {
  readonly read: (path: string) => Promise<LexiconFile>
  readonly summarize: (path: string) => Promise<LexiconSummary>
  /** How long a visitor waits for a large one; until it is read where `undefined`. */
  readonly patienceMs: number | undefined
}

/** A larger file takes seconds to read. */
export const mostBytesAtOnce = 300_000

/** Without a reader lexicons are read here, however long that takes. */
export function openShelf(app: Pick<App, 'configFolders' | 'resolvePath'>, reader?: LexiconReader): Shelf {
  const { configFolders } = app
  const files = readOnce<LexiconFile>()
  const summaries = readOnce<LexiconSummary | BrokenLexicon>()
  const outlets = readOnce<readonly Outlet[]>()
  const file = (name: string, path: string) =>
    files(path, [path], async () => {
      const read = await (reader?.read(path) ?? readLargeLexicon(path, configFolders))
      checkName(name, read.lexicon.id, path)
      return read
    })
  return {
    lexicons: async () => (await survey()).lexicons,
    brokenLexicons: async () => (await survey()).broken,
    unreadLexicons: async () => (await survey()).unread,
    lexicon: async (id) => {
      const path = (await lexiconPaths(configFolders)).get(id)
      if (path === undefined) throw new PipelineError('lexicon-missing', 'No lexicon has this name', { retry: 'never' })
      const read = await inTime(path, file(id, path))
      if (read === undefined)
        throw new PipelineError('lexicon-unread', 'This lexicon is large and still being read; ask again in a moment', { retry: 'later' })
      return read
    },
    outlets: () => outlets('all', outletFiles(app), async () => (await readOutlets(outletFiles(app))).outlets),
  }

  async function survey() {
    const lexicons: LexiconSummary[] = []
    const broken: BrokenLexicon[] = []
    const unread: string[] = []
    const paths = [...(await lexiconPaths(configFolders))]
    const found = await Promise.all(
      paths.map(([name, path]) =>
        inTime(
          path,
          summaries(path, [path], () => summaryAt(name, path)),
        ),
      ),
    )
    for (const [index, [name]] of paths.entries()) {
      const summary = found[index]
      if (summary === undefined) unread.push(name)
      else if ('error' in summary) broken.push(summary)
      else lexicons.push(summary)
    }
    return { lexicons, broken, unread }
  }

  /** A mistake is kept like what can be used: the file is not read again before it is another. */
  async function summaryAt(name: string, path: string): Promise<LexiconSummary | BrokenLexicon> {
    try {
      const summary = await (reader?.summarize(path) ?? summaryOf(await file(name, path)))
      checkName(name, summary.id, path)
      return summary
    } catch (error) {
      if (error instanceof PipelineError) return { name, path, error }
      throw error
    }
  }

  /** `undefined` where it is large and not there soon. */
  async function inTime<Value>(path: string, value: Promise<Value>): Promise<Value | undefined> {
    // Nobody may be there any more to hear what is wrong; whoever asks next is told.
    value.catch(() => {})
    if (reader?.patienceMs === undefined) return value
    const size = (await stat(path).catch(() => undefined))?.size ?? 0
    if (size <= mostBytesAtOnce) return value
    const waiting = new AbortController()
    const late = sleep(reader.patienceMs, undefined, { signal: waiting.signal }).catch(() => undefined)
    try {
      return await Promise.race([value, late])
    } finally {
      waiting.abort()
    }
  }
}

/** The name under which a lexicon is asked for: that of its file. */
export function lexiconName({ path }: { readonly path: string }): string {
  return basename(path, '.yaml')
}

/** A copy of a file that still says the name of the first would be listed, and saved, as that one. Throws `lexicon-invalid`. */
function checkName(name: string, id: string, path: string): void {
  if (id.normalize('NFC') === name.normalize('NFC')) return
  const message = `Cannot use ${path}: it calls itself "${id}"; expected id: ${name}, as the file is named`
  throw new PipelineError('lexicon-invalid', message, { retry: 'never' })
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
