import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stylesheet } from '../../core/report/html/style/stylesheet.ts'
import { siteStyle } from './site-style.ts'
import { shortHash } from '../../core/short-hash.ts'

export const staticNames = [
  'site.css',
  'mark.svg',
  'once.js',
  'live.js',
  'new.js',
  'choices.js',
  'file.js',
  'judge.js',
  'draft.js',
  'working.js',
] as const
export type StaticName = (typeof staticNames)[number]

export interface StaticFile {
  readonly type: string
  readonly content: string
}

const types: ReadonlyMap<string, string> = new Map([
  ['css', 'text/css; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['svg', 'image/svg+xml'],
])

let loaded: ReadonlyMap<StaticName, StaticFile & { readonly address: string }> | undefined

/** The address of a file, with a piece of its hash, so that browsers may keep it for ever. */
export function addressOf(name: StaticName): string {
  return files().get(name)?.address ?? `/static/${name}`
}

/** The file at an address below `/static/`, by what stands in the table and never by a path. */
export function staticFile(asked: string): StaticFile | undefined {
  return [...files().values()].find(({ address }) => address === `/static/${asked}`)
}

/** Read once, at the first question. */
function files(): ReadonlyMap<StaticName, StaticFile & { readonly address: string }> {
  loaded ??= new Map(staticNames.map((name) => [name, load(name)]))
  return loaded
}

function load(name: StaticName): StaticFile & { readonly address: string } {
  const content = name === 'site.css' ? stylesheet + siteStyle : readFileSync(new URL(name, import.meta.url), 'utf8')
  const [stem = '', ending = ''] = name.split('.')
  const hash = shortHash(createHash('sha256').update(content).digest('hex'))
  return { content, type: types.get(ending) ?? 'text/plain; charset=utf-8', address: `/static/${stem}-${hash}.${ending}` }
}
