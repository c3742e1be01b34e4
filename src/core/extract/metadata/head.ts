import { attributeOf, collapse, placesOf, textOf, type PageTree } from '../page/page-tree.ts'

/** What the head declares, keyed by lower-case name; the first of a name wins, all are kept in order. */
export interface Head {
  readonly metas: ReadonlyMap<string, readonly string[]>
  readonly title: string | undefined
  readonly canonical: string | undefined
  readonly htmlLanguage: string | undefined
}

const maxValues = 20
const maxMetaChars = 20_000

/** Reads `meta`, `title` and `link` wherever they stand: sloppy pages put them into the body. */
export function readHead(tree: PageTree): Head {
  const metas = new Map<string, string[]>()
  for (const index of placesOf(tree, 'meta')) addMeta(metas, tree, index)
  const canonicals = placesOf(tree, 'link').filter((index) => attributeOf(tree, index, 'rel')?.toLowerCase() === 'canonical')
  return {
    metas,
    title: firstFilled(placesOf(tree, 'title'), (index) => textOf(tree, index, 1_000)),
    canonical: firstFilled(canonicals, (index) => attributeOf(tree, index, 'href')?.trim()),
    htmlLanguage: firstFilled(placesOf(tree, 'html'), (index) => attributeOf(tree, index, 'lang')),
  }
}

function firstFilled(places: readonly number[], read: (index: number) => string | undefined): string | undefined {
  for (const index of places) {
    const value = read(index)
    if (value) return value
  }
  return undefined
}

const metaNames = ['property', 'name', 'itemprop', 'http-equiv'] as const

function addMeta(metas: Map<string, string[]>, tree: PageTree, index: number): void {
  const content = attributeOf(tree, index, 'content')
  if (content === undefined) return
  const value = collapse(content.slice(0, maxMetaChars))
  if (value === '') return
  for (const attribute of metaNames) {
    const key = attributeOf(tree, index, attribute)
    if (key === undefined) continue
    const name = key.trim().toLowerCase().slice(0, 100)
    const values = metas.get(name)
    if (!values) metas.set(name, [value])
    else if (values.length < maxValues && !values.includes(value)) values.push(value)
  }
}

/** The first of these names that is declared. */
export function metaOf(head: Head, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = head.metas.get(name)?.[0]
    if (value !== undefined) return value
  }
  return undefined
}
