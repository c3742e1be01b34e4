import { readFile } from 'node:fs/promises'
import { isSeq, parseDocument } from 'yaml'
import { PipelineError } from '../../errors.ts'
import type { Outlet } from '../../model.ts'
import { outletsSchema } from './outlets.ts'
import { replaceFile } from './replace-file.ts'
import { parseYaml } from './yaml.ts'

export interface OutletEdit {
  readonly path: string
  /** The file as it is to be. */
  readonly text: string
  /** As it was read; `undefined` where there was none. */
  readonly existing: string | undefined
}

/**
 * The outlets of a file with one more; comments and order stay. A file that is not there begins with the comment that heads `model`. Writes
 * nothing. Throws `outlet-duplicate`, and what `readOutlets` throws for a file with mistakes.
 */
export async function withOutlet(outlet: Outlet, { path, model }: { readonly path: string; readonly model: string }): Promise<OutletEdit> {
  const existing = await readIfThere(path)
  const before = existing ?? `${headOf((await readIfThere(model)) ?? '')}outlets: []\n`
  const { outlets } = parseYaml(before, { path, schema: outletsSchema, code: 'outlets-invalid' })
  const twin = outlets.find(({ id }) => id === outlet.id)
  if (twin) {
    const message = `Cannot add ${outlet.homepage ?? outlet.name} to ${path}: the id ${outlet.id} is taken by ${twin.name} (${twin.homepage ?? 'no homepage'}); choose another with --id, or edit that entry`
    throw new PipelineError('outlet-duplicate', message, { retry: 'never' })
  }
  const document = parseDocument(before)
  const list = document.get('outlets')
  if (!isSeq(list)) throw new TypeError('A file of outlets that passed its schema has no list of outlets')
  list.flow = false
  list.add(document.createNode(entryOf(outlet)))
  const text = document.toString({ lineWidth: 0 })
  parseYaml(text, { path, schema: outletsSchema, code: 'outlets-invalid' })
  return { path, text, existing }
}

/** Puts the file in its place, completely or not at all. Throws `outlets-unwritable`, and `outlets-conflict` when it was changed in between. */
export async function writeEdit({ path, text, existing }: OutletEdit): Promise<void> {
  if (await replaceFile(path, { text, expected: existing, kind: 'outlets' })) return
  throw new PipelineError('outlets-conflict', `Cannot write the outlets to ${path}: somebody else has changed them meanwhile; try again`, {
    retry: 'never',
  })
}

/** Only what is known: an empty list of feeds would read like a decision. */
function entryOf({ id, name, homepage, country, language, feeds, sitemaps }: Outlet): Readonly<Record<string, unknown>> {
  const fields = Object.entries({ id, name, homepage, country, language, feeds, sitemaps })
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)))
}

/** The comment lines at the top. */
function headOf(text: string): string {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('#'))
  return lines
    .slice(0, Math.max(0, end))
    .map((line) => `${line}\n`)
    .join('')
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new PipelineError('outlets-unreadable', `Cannot read the outlets in ${path}: expected a readable file`, { retry: 'never', cause })
  }
}
