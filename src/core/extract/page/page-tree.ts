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
  readonly attributes: Attributes
  /** Where the elements of each tag are, in order; read by `placesOf`. */
  readonly places: ReadonlyMap<string, { readonly at: readonly number[] }>
}

/** Attributes that anything is read from. */
export const attributeNames = [
  'id', 'class', 'role', 'itemprop', 'style', 'hidden', 'aria-hidden', 'aria-label', 'href', 'rel', 'property', 'name', 'content', 'datetime', 'lang', 'http-equiv', 'data-testid', 'data-component',
] as const // prettier-ignore
export type AttributeName = (typeof attributeNames)[number]

/** Those attributes of all nodes as one list: node `i` has the ones from `starts[i]` up to `starts[i + 1]`. */
export interface Attributes {
  readonly starts: Int32Array
  /** The element that each belongs to. */
  readonly owners: readonly number[]
  readonly names: readonly AttributeName[]
  /** At most 8,192 characters each. */
  readonly values: readonly string[]
}

/** The value of an element's attribute, at most 8,192 characters of it. */
export function attributeOf({ attributes }: PageTree, index: number, name: AttributeName): string | undefined {
  const { starts, names, values } = attributes
  const end = starts[index + 1]!
  for (let at = starts[index]!; at < end; at++) if (names[at] === name) return values[at]
  return undefined
}

/** The elements of this tag, in order. */
export function placesOf({ places }: PageTree, tag: string): readonly number[] {
  return places.get(tag)?.at ?? []
}

/** The elements that have this attribute, in order. */
export function elementsWith({ attributes }: PageTree, name: AttributeName): readonly number[] {
  const { names, owners } = attributes
  const elements: number[] = []
  for (let at = names.indexOf(name); at !== -1; at = names.indexOf(name, at + 1)) elements.push(owners[at]!)
  return elements
}

/** Whether one of these places, which are in order, lies within an element. */
export function holdsAny({ ends }: PageTree, element: number, places: readonly number[]): boolean {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! < element) low = middle + 1
    else high = middle
  }
  return low < places.length && places[low]! < ends[element]!
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
