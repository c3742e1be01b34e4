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

  const add = (tag: string, text: string, parent: number): void => {
    tags.push(tag)
    texts.push(text)
    parents.push(parent)
    ends.push(tags.length)
    starts.push(names.length)
  }
  const newKind = (tag: string): { readonly tag: string; readonly at: number[] } => {
    const kind = { tag, at: [] }
    places.set(tag, kind)
    return kind
  }
  const noteAttributes = (attribs: MarkupNode['attribs'], owner: number): void => {
    for (const key in attribs) {
      const known = knownNames.get(key)
      if (known === undefined) continue
      owners.push(owner)
      names.push(known)
      values.push((attribs[key] ?? '').slice(0, maxValueChars))
    }
  }

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
    if (child.type === 'text') {
      if (child.data) add('#text', child.data, parent)
      continue
    }
    const name = child.name
    if (!elementTypes.has(child.type) || name === undefined || isTextless(name, child)) continue
    const kind = places.get(name) ?? newKind(name)
    kind.at.push(index)
    add(kind.tag, '', parent)
    noteAttributes(child.attribs, index)
    open.push(child)
    openAt.push(index)
    nexts.push(0)
  }
  starts.push(names.length)
  const attributes = { starts: new Int32Array(starts), owners, names, values }
  return { size: tags.length, tags, parents: new Int32Array(parents), ends: new Int32Array(ends), texts, attributes, places }
}

const elementTypes = new Set(['tag', 'script', 'style'])
const knownNames = new Map<string, AttributeName>(attributeNames.map((name) => [name, name]))

function isTextless(name: string, { attribs }: MarkupNode): boolean {
  return textless.has(name) || (name === 'script' && attribs?.['type']?.toLowerCase().includes('ld+json') !== true)
}
