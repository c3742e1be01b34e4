import { createHash } from 'node:crypto'
import { readFile, readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { toId } from '../../core/ids.ts'
import { PipelineError } from '../../errors.ts'
import type { Exclusion, Page, Source } from '../../model.ts'
import { readArchive } from './warc.ts'

/** Where bytes of files are kept, so that a run needs the disk of this machine no more. */
export interface IntakeStore {
  put(page: Page, bytes: Uint8Array): Promise<void>
}

export interface IntakeOptions {
  readonly pages: IntakeStore
  readonly cwd: string
  readonly now: () => Date
  /** Larger files are refused. */
  readonly maxBytes: number
  /** All that is named beside what is read now: a file that lies in one of these folders is named as its neighbours are. */
  readonly beside: readonly string[]
}

/** What could be taken in, and what could not, with the reason. */
export interface Intake {
  readonly sources: readonly Source[]
  readonly refused: readonly Exclusion[]
}

/** Reads what a user names: an address, a file, or a folder with everything in it. Nothing that fails stops the rest. */
export async function takeIn(named: readonly string[], options: IntakeOptions): Promise<Intake> {
  const sources: Source[] = []
  const refused: Exclusion[] = []
  for (const name of named) {
    try {
      if (isWebAddress(name)) sources.push({ kind: 'url', url: checkedAddress(name) })
      else await takePath(name, options, { sources, refused })
    } catch (error) {
      refused.push(refusalOf(name, error))
    }
  }
  return { sources, refused }
}

/** One source that has to be there, such as the anchor. `stdin` is read when `name` is `-`. Throws `no-such-file`, `not-a-url`, `not-a-page`. */
export async function takeOne(name: string, options: IntakeOptions & { readonly stdin: () => Promise<Uint8Array> }): Promise<Source> {
  if (name === '-') {
    const bytes = await options.stdin()
    const format = /^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 1000))) ? 'html' : 'text'
    return keep(bytes, { name: 'stdin', format, outletName: 'stdin' }, options)
  }
  if (isWebAddress(name)) return { kind: 'url', url: checkedAddress(name) }
  const path = resolve(options.cwd, name)
  const found = await statOf(path, name)
  if (found.isDirectory())
    throw new PipelineError('not-a-page', `Cannot read ${name}: it is a folder, expected one article`, { retry: 'never' })
  if (isArchive(path)) {
    throw new PipelineError(
      'not-a-page',
      `Cannot read ${name}: it is an archive of many pages, expected one article (archives go with --with)`,
      { retry: 'never' },
    )
  }
  return takeFile(path, { name, outletName: await outletNameOf(path, options) }, options)
}

/** Addresses of a list: one a line; empty lines and lines that begin with `#` are passed over. Throws `no-such-file` when there is no list. */
export async function readAddressList(path: string, cwd: string): Promise<Intake> {
  const sources: Source[] = []
  const refused: Exclusion[] = []
  const text = await readTextFile(resolve(cwd, path), path)
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const address = line.trim()
    if (address === '' || address.startsWith('#')) continue
    if (isWebAddress(address) && URL.canParse(address)) sources.push({ kind: 'url', url: address })
    else {
      const reason = `Line ${index + 1} of ${path} is no http or https address`
      refused.push({ url: address.slice(0, 300), outlet: undefined, stage: 'fetch', code: 'not-a-url', reason })
    }
  }
  return { sources, refused }
}

interface Harvest {
  readonly sources: Source[]
  readonly refused: Exclusion[]
}

async function takePath(name: string, options: IntakeOptions, harvest: Harvest): Promise<void> {
  const path = resolve(options.cwd, name)
  const found = await statOf(path, name)
  if (!found.isDirectory()) {
    await takeInto(path, { name, outletName: await outletNameOf(path, options) }, options, harvest)
    return
  }
  const files = await pagesIn(path)
  if (files.length === 0) throw new PipelineError('empty-folder', `No page in ${name}: expected ${endings.join(', ')}`, { retry: 'never' })
  for (const file of files) {
    const shown = join(name, file)
    try {
      await takeInto(join(path, file), { name: shown, outletName: folderName(join(path, file)) }, options, harvest)
    } catch (error) {
      harvest.refused.push(refusalOf(shown, error))
    }
  }
}

/**
 * What the outlet of a file is called where nothing in it says: files of a folder that was named after the folder they lie in, a file that was named
 * itself after the file, unless a folder that it lies in was named too.
 */
async function outletNameOf(path: string, { cwd, beside }: IntakeOptions): Promise<string> {
  for (const name of beside) {
    if (isWebAddress(name)) continue
    const folder = resolve(cwd, name)
    if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) continue
    const found = await stat(folder).catch(() => undefined)
    if (found?.isDirectory() === true) return folderName(path)
  }
  return bareName(path)
}

function folderName(path: string): string {
  return basename(dirname(path))
}

const endings = ['.html', '.htm', '.html.gz', '.txt', '.md'] as const
const archiveEndings = ['.warc', '.warc.gz'] as const

/** Pages below a folder, in order of their paths. The pictures and scripts that a browser saves beside a page are passed over. */
async function pagesIn(folder: string): Promise<readonly string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(folder, cause)
  })
  const isPage = (path: string) => [...endings, ...archiveEndings].some((ending) => path.toLowerCase().endsWith(ending))
  const paths = all.filter((entry) => !entry.isDirectory()).map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  return paths.filter((path) => isPage(path) && !/_files[\\/]/.test(path)).toSorted()
}

/** A file becomes one source, an archive one for each of its pages. */
async function takeInto(path: string, what: Named, options: IntakeOptions, harvest: Harvest): Promise<void> {
  if (!isArchive(path)) {
    harvest.sources.push(await takeFile(path, what, options))
    return
  }
  for await (const page of readArchive(path, { name: what.name, maxBytes: options.maxBytes })) {
    if (page.kind === 'unreadable') {
      const { url, code, reason } = page
      harvest.refused.push({ url, outlet: undefined, stage: 'fetch', code, reason })
    } else {
      const format = /^text\/plain\b/i.test(page.contentType ?? '') ? 'text' : 'html'
      harvest.sources.push(await keep(page.bytes, { name: page.url, format, outletName: what.outletName }, options, page))
    }
  }
}

function isArchive(path: string): boolean {
  return archiveEndings.some((ending) => path.toLowerCase().endsWith(ending))
}

interface Named {
  readonly name: string
  readonly outletName: string
}

async function takeFile(path: string, { name, outletName }: Named, options: IntakeOptions): Promise<Source> {
  const lower = path.toLowerCase()
  const { size } = await statOf(path, name)
  if (size > options.maxBytes) throw tooLarge(name, size, options.maxBytes)
  const raw = await readFile(path).catch((cause: unknown) => {
    throw unreadable(name, cause)
  })
  const bytes = lower.endsWith('.gz') ? await unzipped(raw, name, options.maxBytes) : raw
  const format = ['.txt', '.md'].includes(extname(lower)) ? 'text' : 'html'
  return keep(bytes, { name, format, outletName }, options)
}

async function keep(
  bytes: Uint8Array,
  what: { readonly name: string; readonly format: 'html' | 'text'; readonly outletName: string },
  { pages, now }: IntakeOptions,
  said?: { readonly contentType: string | undefined; readonly fetchedAt: string },
): Promise<Source> {
  const hash = toId<'Sha256'>(createHash('sha256').update(bytes).digest('hex'))
  const contentType = said?.contentType ?? (what.format === 'text' ? 'text/plain' : undefined)
  const fetchedAt = said?.fetchedAt ?? now().toISOString()
  const page: Page = {
    hash,
    url: what.name,
    finalUrl: what.name,
    contentType,
    etag: undefined,
    lastModified: undefined,
    fetchedAt,
  }
  await pages.put(page, bytes)
  return { kind: 'stored', hash, contentType: said?.contentType, ...what }
}

function isWebAddress(name: string): boolean {
  return /^https?:\/\//i.test(name)
}

function checkedAddress(name: string): string {
  const url = URL.parse(name)
  if (!url)
    throw new PipelineError('not-a-url', `Cannot read ${name}: it is no address, expected one such as https://news.example/article`, {
      retry: 'never',
    })
  return url.href
}

async function statOf(path: string, name: string) {
  try {
    return await stat(path)
  } catch (cause) {
    throw new PipelineError(
      'no-such-file',
      `Cannot read ${name}: no such file, expected a file, a folder or an address that begins with https://`,
      {
        retry: 'never',
        cause,
      },
    )
  }
}

async function readTextFile(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new PipelineError('no-such-file', `Cannot read ${name}: expected a readable text file with one address a line`, {
      retry: 'never',
      cause,
    })
  }
}

async function unzipped(bytes: Uint8Array, name: string, maxBytes: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: maxBytes })
  } catch (cause) {
    throw new PipelineError('damaged-file', `Cannot unpack ${name}: expected gzip data of at most ${maxBytes} bytes unpacked`, {
      retry: 'never',
      cause,
    })
  }
}

function tooLarge(name: string, size: number, maxBytes: number): PipelineError {
  return new PipelineError('too-large', `Cannot read ${name}: it has ${size} bytes, at most ${maxBytes} are read`, { retry: 'never' })
}

/** There, but not to be read, for example for want of permission. */
function unreadable(name: string, cause: unknown): PipelineError {
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown error'
  return new PipelineError('unreadable-file', `Cannot read ${name}: the system answered ${why}, expected a readable file`, {
    retry: 'never',
    cause,
  })
}

function bareName(path: string): string {
  return basename(path).replace(/(\.html?|\.txt|\.md)?(\.gz)?$/i, '')
}

function refusalOf(name: string, error: unknown): Exclusion {
  if (!(error instanceof PipelineError)) throw error
  return { url: name, outlet: undefined, stage: 'fetch', code: error.code, reason: error.message }
}
