import { readFile } from 'node:fs/promises'
import { isMap, isSeq, parseDocument, type Document, type YAMLSeq } from 'yaml'
import { lexiconSchema, type Lexicon, type Term } from '../../core/lexicon/lexicon.ts'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

/**
 * A lexicon as a YAML file. Over the text of an earlier version, whatever did not change keeps its place, its layout and its comments; `undefined`
 * writes a new file. What it says is checked by reading it again.
 */
export function lexiconYaml(lexicon: Lexicon, previous: string | undefined): string {
  const wanted = lexiconSchema.parse(lexicon)
  const document = previous === undefined ? parseDocument('id: new\nversion: 1\nframes: []\nterms: []\n') : parseDocument(previous)
  for (const key of ['id', 'version', 'licence'] as const) setOrDrop(document, key, lexicon[key])
  const earlier = previous === undefined ? undefined : parseYaml(previous, { path: `the earlier ${lexicon.id}`, schema: lexiconSchema, code: 'lexicon-invalid' })
  writeList(document, 'frames', { entries: wanted.frames, earlier: earlier?.frames ?? [] })
  writeList(document, 'terms', { entries: wanted.terms, earlier: earlier?.terms ?? [] })
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false })
  const read = parseYaml(text, { path: `the lexicon ${lexicon.id}`, schema: lexiconSchema, code: 'lexicon-invalid' })
  if (JSON.stringify(read) === JSON.stringify(wanted)) return text
  throw new TypeError(`The lexicon ${lexicon.id} reads otherwise than it was written`)
}

/** The text of a lexicon file; `undefined` where there is none. */
export async function lexiconText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new PipelineError('lexicon-unreadable', `Cannot read the lexicon ${path}: expected a readable file`, { retry: 'never', cause })
  }
}

function setOrDrop(document: Document, key: string, value: string | number | undefined): void {
  if (value === undefined) document.delete(key)
  else if (document.get(key) !== value) document.set(key, value)
}

/** Entries that are the same stay the nodes they are, comments and all; the others are written anew. The order is that of `entries`. */
function writeList(document: Document, key: 'frames' | 'terms', { entries, earlier }: { readonly entries: readonly Entry[]; readonly earlier: readonly Entry[] }): void {
  const before = document.get(key)
  const said = new Map(earlier.map((entry) => [entry.id, JSON.stringify(entry)]))
  const nodes = new Map((isSeq(before) ? before.items : []).flatMap((node) => (isMap(node) ? [[String(node.get('id')), node]] : [])))
  const list: YAMLSeq = isSeq(before) ? before : document.createNode([])
  list.flow = false
  list.items = entries.map((entry) => {
    const known = nodes.get(entry.id)
    return known && said.get(entry.id) === JSON.stringify(entry) ? known : document.createNode(withoutDefaults(entry))
  })
  document.set(key, list)
}

type Entry = Lexicon['frames'][number] | Term

/** Keys at their defaults are left out, as a person leaves them out. */
function withoutDefaults(entry: Entry): Readonly<Record<string, unknown>> {
  const defaults = new Map<string, unknown>([
    ['match', 'phrase'],
    ['weight', 1],
    ['scope', 'any'],
  ])
  return Object.fromEntries(
    Object.entries(entry).filter(([key, value]) => value !== undefined && value !== defaults.get(key) && !(Array.isArray(value) && value.length === 0)),
  )
}
