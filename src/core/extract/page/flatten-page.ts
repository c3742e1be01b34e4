import { attributeNames, type AttributeName, type PageTree } from './page-tree.ts'

/** A node as any parser gives it: the part of `domhandler`'s nodes that the tree is made of. */
export interface MarkupNode {
  readonly type: string
  readonly name?: string
  readonly data?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: readonly MarkupNode[]
}

const maxNodes = 400_000
const maxValueChars = 8_192
/** Nothing under these is text of the page. JSON-LD is read by the caller from `script`. */
const textless = new Set([
  'style',
  'template',
  'svg',
  'object',
  'select',
  'textarea',
  'canvas',
  'math',
  'audio',
  'iframe',
  'map',
  'datalist',
])

/** Flattens a parsed document. Nodes past 400,000 are left out. */
export function toPageTree(document: MarkupNode): PageTree {
  const tags: string[] = ['#root']
  const texts: string[] = ['']
  const parents: number[] = [-1]
  const ends: number[] = [1]
  const starts: number[] = [0]
  const owners: number[] = []
  const names: AttributeName[] = []
  const values: string[] = []
  /** Equal tags become one string, since they are compared and looked up all the time. */
  const places = new Map<string, { readonly tag: string; readonly at: number[] }>()
  /** The open elements, the place of each in the tree, and which child of it comes next. */
  const open: MarkupNode[] = [document]
  const openAt: number[] = [0]
  const nexts: number[] = [0]

  while (open.length > 0) {
    const top = open.length - 1
    const parent = openAt[top]!
    const index = tags.length
    const child = index < maxNodes ? open[top]!.children?.[nexts[top]!] : undefined
    if (child === undefined) {
      ends[parent] = index
      open.pop()
      openAt.pop()
      nexts.pop()
      continue
    }
    nexts[top]! += 1
    const { name, data = '' } = child
    const isText = child.type === 'text'
    if (isText ? data === '' : name === undefined || child.children === undefined || isTextless(name, child)) continue
    parents.push(parent)
    ends.push(index + 1)
    texts.push(isText ? data : '')
    starts.push(names.length)
    if (isText || name === undefined) {
      tags.push('#text')
      continue
    }
    const kind = places.get(name) ?? { tag: name, at: [] }
    if (kind.at.length === 0) places.set(name, kind)
    kind.at.push(index)
    tags.push(kind.tag)
    for (const key in child.attribs) {
      const known = knownNames.get(key)
      if (known === undefined) continue
      owners.push(index)
      names.push(known)
      values.push((child.attribs[key] ?? '').slice(0, maxValueChars))
    }
    open.push(child)
    openAt.push(index)
    nexts.push(0)
  }
  starts.push(names.length)
  const attributes = { starts: new Int32Array(starts), owners, names, values }
  return { size: tags.length, tags, parents: new Int32Array(parents), ends: new Int32Array(ends), texts, attributes, places }
}

const knownNames = new Map<string, AttributeName>(attributeNames.map((name) => [name, name]))

function isTextless(name: string, { attribs }: MarkupNode): boolean {
  return textless.has(name) || (name === 'script' && attribs?.['type']?.toLowerCase().includes('ld+json') !== true)
}
