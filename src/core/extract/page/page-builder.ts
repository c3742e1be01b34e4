import { attributeNames, type AttributeName, type PageTree } from './page-tree.ts'

const maxNodes = 400_000
/**
 * Elements nested deeper become children of the one at this depth, so that going up from any node is short. Those whose end tag may be left out
 * (`<p><li><p><li>…`) are not counted when markup is scanned, and parsers nest them without end.
 */
const maxDepth = 512
const maxValueChars = 8_192
/** Nothing under these is text of the page. */
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

/**
 * Makes a flat page of what is told of a document front to back. Each
 * tag that is opened has to be closed. Nodes past 400,000 are left out.
 */
export class PageBuilder {
  readonly #tags: string[] = ['#root']
  readonly #texts: string[] = ['']
  readonly #parents: number[] = [-1]
  readonly #ends: number[] = [1]
  readonly #starts: number[] = [0]
  readonly #owners: number[] = []
  readonly #names: AttributeName[] = []
  readonly #values: string[] = []
  readonly #places = new Map<string, { readonly tag: string; readonly at: number[] }>()
  readonly #open: number[] = [0]
  /** How many elements are open from the outermost that is left out inwards; 0 outside of one. */
  #leftOut = 0
  /** The text that more text right behind it belongs to; 0 for none. */
  #text = 0

  openTag(name: string): void {
    this.#text = 0
    const index = this.#tags.length
    if (this.#leftOut > 0 || textless.has(name) || index >= maxNodes) {
      this.#leftOut += 1
      return
    }
    const kind = this.#places.get(name) ?? this.#newKind(name)
    kind.at.push(index)
    this.#add(kind.tag, '')
    this.#open.push(index)
  }

  /** Whether what is in the tag that was opened last is left out. */
  leavesOut(): boolean {
    return this.#leftOut > 0
  }

  /** Whether anything is read from this attribute of the tag that was opened last. */
  wants(name: string): boolean {
    return this.#leftOut === 0 && knownNames.has(name)
  }

  /** An attribute of the tag that was opened last; of two of one name the first counts. */
  attribute(name: string, value: string): void {
    if (this.#leftOut > 0) return
    const known = knownNames.get(name)
    const owner = this.#tags.length - 1
    if (known === undefined || this.#names.indexOf(known, this.#starts[owner]) !== -1) return
    this.#owners.push(owner)
    this.#names.push(known)
    this.#values.push(value.slice(0, maxValueChars))
  }

  /** The tag that the next text stands in, unless that text is left out. */
  textParent(): string | undefined {
    return this.#leftOut > 0 ? undefined : this.#tags[this.#open[this.#open.length - 1]!]
  }

  text(data: string): void {
    if (this.#leftOut > 0 || data === '') return
    if (this.#text > 0) {
      this.#texts[this.#text]! += data
      return
    }
    if (this.#tags.length >= maxNodes) return
    this.#text = this.#tags.length
    this.#add('#text', data)
  }

  /** Something that is no part of the page, but parts the text before it from that behind. */
  gap(): void {
    this.#text = 0
  }

  closeTag(): void {
    this.#text = 0
    if (this.#leftOut > 0) {
      this.#leftOut -= 1
      return
    }
    const index = this.#open.pop()!
    this.#ends[index] = this.#tags.length
  }

  finish(): PageTree {
    this.#ends[0] = this.#tags.length
    this.#starts.push(this.#names.length)
    return {
      size: this.#tags.length,
      tags: this.#tags,
      parents: new Int32Array(this.#parents),
      ends: new Int32Array(this.#ends),
      texts: this.#texts,
      attributes: { starts: new Int32Array(this.#starts), owners: this.#owners, names: this.#names, values: this.#values },
      places: this.#places,
    }
  }

  #add(tag: string, text: string): void {
    this.#parents.push(this.#open[Math.min(this.#open.length - 1, maxDepth)]!)
    this.#tags.push(tag)
    this.#texts.push(text)
    this.#ends.push(this.#tags.length)
    this.#starts.push(this.#names.length)
  }

  /** Equal tags become one string, since they are compared and looked up all the time; as a key of an object it is the one that literals are. */
  #newKind(name: string): { readonly tag: string; readonly at: number[] } {
    const kind = { tag: Object.keys({ [name]: true })[0]!, at: [] }
    this.#places.set(name, kind)
    return kind
  }
}

const knownNames = new Map<string, AttributeName>(attributeNames.map((name) => [name, name]))
