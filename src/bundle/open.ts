import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { z } from 'zod'
import { lexiconSchema } from '../core/lexicon/lexicon.ts'
import { shortHash } from '../core/short-hash.ts'
import { PipelineError } from '../errors.ts'
import { readPageArchive } from '../io/bundle/page-archive.ts'
import { outletsSchema } from '../io/config/outlets.ts'
import { parseYaml } from '../io/config/yaml.ts'
import { isLeftBySystem } from '../io/left-by-systems.ts'
import { readPlainFile } from '../io/plain-file.ts'
import type { CheckedHits, Page } from '../model.ts'
import { planSchema, type Plan } from '../stages/plan.ts'
import {
  checkedSchema,
  bundleNames,
  manifestSchema,
  pagesSchema,
  planLexiconSchema,
  recordedSchema,
  runSchema,
  seenSchema,
  versionsSchema,
  type BundleVersions,
  type Manifest,
  type Recorded,
} from './layout.ts'
import { contentHash } from './make.ts'

/** All that a run needs to be made again. */
export interface BundleInputs {
  readonly run: z.infer<typeof runSchema>
  readonly plan: Plan
  readonly checked: CheckedHits
  readonly versions: BundleVersions
  readonly seen: z.infer<typeof seenSchema>
  readonly record: readonly Recorded[]
  readonly pages: readonly { readonly page: Page; readonly bytes: Uint8Array }[]
}

export interface OpenedBundle {
  readonly manifest: Manifest
  /** What is not as it was when the report was made, each in one line. */
  readonly mistakes: readonly string[]
  /** Files that computers leave in folders, each by its name: no part of the report, and no mistake. */
  readonly left: readonly string[]
  /** `undefined`: too much is lost to run anything again. */
  readonly inputs: BundleInputs | undefined
}

/** Reads a bundle and says what has changed in it. Throws `no-bundle` where there is none that could be asked. */
export async function openBundle(folder: string): Promise<OpenedBundle> {
  const manifest = await readManifest(folder)
  const there = await entriesOf(folder)
  const mistakes: string[] = []
  const contents = new Map<string, Uint8Array>()
  for (const [name, { sha256 }] of Object.entries(manifest.files)) {
    const content = there.get(name) === 'file' ? await readPlainFile(join(folder, name)).catch(() => undefined) : undefined
    if (content === undefined) mistakes.push(whatIsMissing(name, there.get(name)))
    else if (createHash('sha256').update(content).digest('hex') !== sha256)
      mistakes.push(`${name} has been changed since the report was made`)
    if (content !== undefined) contents.set(name, content)
  }
  const unnamed = [...there].filter(([name, kind]) => kind !== 'folder' && !isKnown(name, manifest)).map(([name]) => name)
  const left = unnamed.filter((name) => there.get(name) === 'file' && isLeftBySystem(name)).toSorted()
  mistakes.push(...strangers(unnamed.filter((name) => !left.includes(name))))
  return { manifest, mistakes, left, inputs: await readInputs(contents, manifest, mistakes) }
}

type EntryKind = 'file' | 'folder' | 'other'

/** What stands in a folder and below, by its path. Links are not followed. */
async function entriesOf(folder: string): Promise<ReadonlyMap<string, EntryKind>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const kindOf = (entry: Dirent): EntryKind => {
    if (entry.isFile()) return 'file'
    return entry.isDirectory() ? 'folder' : 'other'
  }
  return new Map(entries.map((entry) => [relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'), kindOf(entry)]))
}

/** More would hide the other mistakes. */
const mostStrangers = 10

/** What was put in since: a word list more would be measured with, and a reader takes whatever lies there for a part of the report. */
function strangers(names: readonly string[]): readonly string[] {
  const lines = names
    .toSorted()
    .slice(0, mostStrangers)
    .map((name) => `${name} is there, but ${bundleNames.manifest} does not name it`)
  return names.length > mostStrangers ? [...lines, `${names.length - mostStrangers} more files are there that it does not name`] : lines
}

function isKnown(name: string, { files }: Manifest): boolean {
  return Object.hasOwn(files, name) || name === bundleNames.manifest
}

function whatIsMissing(name: string, kind: EntryKind | undefined): string {
  if (kind === 'file') return `${name} cannot be read`
  if (kind !== undefined) return `${name} is a ${kind === 'folder' ? 'folder' : 'link or a device'}; expected a file`
  if (name === bundleNames.archive) {
    return `${name} is missing: without the pages nothing can be run again (an export made with --without-pages leaves them out)`
  }
  return `${name} is missing`
}

/** The manifest of a report's folder. Throws `no-bundle` where there is none, or one that cannot be read. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, bundleNames.manifest)
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) {
    const packed = /\.t(?:ar\.)?gz$/i.test(folder) ? `; unpack it first: tar -xzf ${folder}` : ''
    const message = `Cannot read the bundle of ${folder}: there is no ${bundleNames.manifest} in it; expected the folder of a report, as compare --out makes it${packed}`
    throw new PipelineError('no-bundle', message, { retry: 'never' })
  }
  const parsed = manifestSchema.safeParse(jsonOrNothing(text))
  if (parsed.success) return parsed.data
  throw new PipelineError(
    'no-bundle',
    `Cannot read the bundle of ${folder}: ${bundleNames.manifest} has been damaged, expected JSON that names every file`,
    {
      retry: 'never',
      cause: parsed.error,
    },
  )
}

/** Reads each part for itself, so that every one that cannot be used is told of. */
async function readInputs(
  contents: ReadonlyMap<string, Uint8Array>,
  { files }: Manifest,
  mistakes: string[],
): Promise<BundleInputs | undefined> {
  const text = (name: string) => Buffer.from(contents.get(name) ?? '').toString('utf8')
  const part = <Value>(name: string, read: () => Value): Value | undefined => {
    if (!contents.has(name)) {
      // That a named one is missing has been told.
      if (!Object.hasOwn(files, name))
        mistakes.push(`${bundleNames.manifest} does not name ${name}, without which nothing can be run again`)
      return undefined
    }
    try {
      return read()
    } catch (error) {
      const why = error instanceof PipelineError ? ` (${error.message.split('\n')[0]})` : ''
      mistakes.push(`${name} cannot be read any more${why}`)
      return undefined
    }
  }
  const json = <Value>(name: string, schema: z.ZodType<Value>) => part(name, () => schema.parse(JSON.parse(text(name))))
  const run = json(bundleNames.run, runSchema)
  const versions = json(bundleNames.versions, versionsSchema)
  const seen = json(bundleNames.seen, seenSchema)
  // Reports from before hits were checked have none.
  const checked = contents.has(bundleNames.checked) ? json(bundleNames.checked, checkedSchema) : {}
  const asked = json(bundleNames.plan, planLexiconSchema)
  const pages = json(bundleNames.pages, pagesSchema)
  const lexicon = part(bundleNames.lexicon, () =>
    parseYaml(text(bundleNames.lexicon), { path: bundleNames.lexicon, schema: lexiconSchema, code: 'lexicon-invalid' }),
  )
  const outlets = part(bundleNames.outlets, () =>
    parseYaml(text(bundleNames.outlets), { path: bundleNames.outlets, schema: outletsSchema, code: 'outlets-invalid' }),
  )
  const record = part(bundleNames.record, () =>
    text(bundleNames.record)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => recordedSchema.parse(JSON.parse(line))),
  )
  if (lexicon && asked && contentHash(lexicon) !== asked.lexicon.content) {
    const made = `${asked.lexicon.id} version ${asked.lexicon.version} (${shortHash(asked.lexicon.content)})`
    mistakes.push(
      `Another lexicon: the report was made with ${made}, the bundle holds ${lexicon.id} version ${lexicon.version} (${shortHash(contentHash(lexicon))})`,
    )
  }
  const archive = contents.get(bundleNames.archive)
  const read = archive && pages && record && (await readPages({ archive, pages, record }, mistakes))
  if (!run || !versions || !seen || !checked || !asked || !lexicon || !outlets || !record || !read) return undefined
  const plan = part(bundleNames.plan, () =>
    planSchema.parse({ ...asked, lexicon: { hash: asked.lexicon.hash, lexicon }, outlets: outlets.outlets, allowPrivate: [], resolve: [] }),
  )
  return plan && { run, plan, versions, seen, checked, record, pages: read }
}

interface PagesInBundle {
  readonly archive: Uint8Array
  readonly pages: z.infer<typeof pagesSchema>
  readonly record: readonly Recorded[]
}

const fetchedSchema = z.object({ kind: z.literal('page'), page: z.string(), url: z.string() })

/** The pages with their bytes; `undefined` when one is missing, for then nothing that comes out can be compared. */
async function readPages({ archive, pages, record }: PagesInBundle, mistakes: string[]): Promise<BundleInputs['pages'] | undefined> {
  const found = await readPageArchive(archive, pages).catch((error: unknown) => {
    if (!(error instanceof PipelineError)) throw error
    mistakes.push(`${bundleNames.archive} ${error.message}`)
  })
  if (!found) return undefined
  const before = mistakes.length
  const read = pages.flatMap(({ page }) => {
    const bytes = found.get(page.hash)
    if (bytes) return [{ page, bytes }]
    mistakes.push(`Page missing or damaged: ${page.url} (fetched ${page.fetchedAt}, SHA-256 ${page.hash})`)
    return []
  })
  const listed = new Set<string>(pages.map(({ page }) => page.hash))
  for (const { outcome } of record) {
    const output = outcome.kind === 'done' ? fetchedSchema.safeParse(outcome.output) : undefined
    if (output?.success === true && !listed.has(output.data.page))
      mistakes.push(`Page missing: ${output.data.url} (SHA-256 ${output.data.page}) is not in ${bundleNames.pages}`)
  }
  return mistakes.length === before ? read : undefined
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
