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
  readonly attributes: readonly (ReadonlyMap<string, string> | undefined)[]
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
/** Attributes that anything is read from, and how much of a value is kept. */
const keptAttributes = [
  'id', 'class', 'role', 'itemprop', 'itemtype', 'style', 'hidden', 'aria-hidden', 'aria-label', 'href', 'rel', 'property', 'name', 'content', 'type', 'datetime', 'lang', 'http-equiv', 'title', 'data-testid', 'data-component', 'data-type',
] as const // prettier-ignore
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
  const attributes: (ReadonlyMap<string, string> | undefined)[] = []
  const ends: number[] = []
  const stack: { readonly node: MarkupNode; readonly index: number; next: number }[] = []

  const add = (tag: string, text: string, node: MarkupNode | undefined): number => {
    tags.push(tag)
    texts.push(text)
    parents.push(stack.length === 0 ? -1 : stack[stack.length - 1]!.index)
    attributes.push(node?.attribs === undefined ? undefined : readAttributes(node.attribs))
    ends.push(tags.length)
    return tags.length - 1
  }

  stack.push({ node: document, index: add('#root', '', undefined), next: 0 })
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!
    const child = top.node.children?.[top.next]
    if (child === undefined || tags.length >= maxNodes) {
      ends[top.index] = tags.length
      stack.pop()
      continue
    }
    top.next += 1
    if (child.type === 'text') {
      if (child.data !== undefined && child.data !== '') add('#text', child.data, undefined)
    } else if (child.name !== undefined && child.children !== undefined) {
      const tag = child.name
      if (textless.has(tag)) continue
      if (tag === 'script' && child.attribs?.['type']?.toLowerCase().includes('ld+json') !== true) continue
      stack.push({ node: child, index: add(tag, '', child), next: 0 })
    }
  }
  return { size: tags.length, tags, parents: Int32Array.from(parents), ends: Int32Array.from(ends), texts, attributes }
}

function readAttributes(attribs: Readonly<Record<string, string>>): ReadonlyMap<string, string> | undefined {
  let kept: Map<string, string> | undefined
  for (const name of keptAttributes) {
    if (!Object.hasOwn(attribs, name)) continue
    const value = attribs[name]
    if (value === undefined) continue
    kept ??= new Map()
    kept.set(name, value.length > maxValueChars ? value.slice(0, maxValueChars) : value)
  }
  return kept
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
