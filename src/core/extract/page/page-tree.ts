/**
 * A page as flat arrays in document order: node `i` has its parent at `parents[i]`, and its descendants are the nodes up to `ends[i]`.
 * Every walk is a loop over indexes, so no page is deep enough to overflow a stack.
 */
export interface PageTree {
  readonly size: number
  /** Lower-case tag name; `#text` for text, `#root` for the document. */
  readonly tags: readonly string[]
  readonly parents: Int32Array
  /** Half open: the index after the last descendant. */
  readonly ends: Int32Array
  readonly texts: readonly string[]
  /** As the parser gave them; read by `attributeOf`, since a page may name any key. */
  readonly attributes: readonly (Readonly<Record<string, string>> | undefined)[]
}

/** A node as any parser gives it: the part of `domhandler`'s nodes that the tree is made of. */
export interface MarkupNode {
  readonly type: string
  readonly name?: string
  readonly data?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: readonly MarkupNode[]
}

const maxNodes = 400_000
/** Attributes that anything is read from. None is the name of a property that all objects have. */
export type AttributeName = 'id' | 'class' | 'role' | 'itemprop' | 'style' | 'hidden' | 'aria-hidden' | 'aria-label' | 'href' | 'rel' | 'property' | 'name' | 'content' | 'type' | 'datetime' | 'lang' | 'http-equiv' | 'data-testid' | 'data-component' // prettier-ignore
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
  const tags: string[] = []
  const parents: number[] = []
  const texts: string[] = []
  const attributes: (Readonly<Record<string, string>> | undefined)[] = []
  const ends: number[] = []
  /** The open elements, the place of each in the tree, and which child of it comes next. */
  const nodes: MarkupNode[] = []
  const places: number[] = []
  const nexts: number[] = []

  const add = (tag: string, text: string, node: MarkupNode | undefined): number => {
    tags.push(tag)
    texts.push(text)
    parents.push(places.length === 0 ? -1 : places[places.length - 1]!)
    attributes.push(node?.attribs)
    ends.push(tags.length)
    return tags.length - 1
  }

  const open = (node: MarkupNode, place: number): void => {
    nodes.push(node)
    places.push(place)
    nexts.push(0)
  }
  open(document, add('#root', '', undefined))
  while (nodes.length > 0) {
    const top = nodes.length - 1
    const child = nodes[top]!.children?.[nexts[top]!]
    if (child === undefined || tags.length >= maxNodes) {
      ends[places[top]!] = tags.length
      nodes.pop()
      places.pop()
      nexts.pop()
      continue
    }
    nexts[top]! += 1
    if (child.type === 'text') {
      if (child.data !== undefined && child.data !== '') add('#text', child.data, undefined)
    } else if (child.name !== undefined && child.children !== undefined) {
      const tag = child.name
      if (textless.has(tag)) continue
      if (tag === 'script' && child.attribs?.['type']?.toLowerCase().includes('ld+json') !== true) continue
      open(child, add(tag, '', child))
    }
  }
  return { size: tags.length, tags, parents: Int32Array.from(parents), ends: Int32Array.from(ends), texts, attributes }
}

/** The value of an element's attribute, at most 8,192 characters of it. */
export function attributeOf(tree: PageTree, index: number, name: AttributeName): string | undefined {
  const value = tree.attributes[index]?.[name]
  return value !== undefined && value.length > maxValueChars ? value.slice(0, maxValueChars) : value
}

/** All text under a node, white space collapsed, at most `maxChars` long. */
export function textOf(tree: PageTree, index: number, maxChars: number): string {
  const parts: string[] = []
  let length = 0
  for (let at = index; at < tree.ends[index]! && length < maxChars; at++) {
    const text = tree.texts[at]!
    if (text === '') {
      if (breaksText(tree.tags[at]!)) parts.push(' ')
      continue
    }
    parts.push(text)
    length += text.length
  }
  return collapse(parts.join('').slice(0, maxChars * 2)).slice(0, maxChars)
}

/** Runs of white space become one space; the ends are trimmed; zero-width characters and soft hyphens go. */
export function collapse(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff\u0000]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function breaksText(tag: string): boolean {
  return tag === 'br' || tag === 'p' || tag === 'div' || tag === 'li' || tag === 'td'
}
