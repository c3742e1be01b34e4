import { FeedNames } from './feed-names.ts'
import { toIsoTime } from './feed-time.ts'
import { markupOf, opensPage, resolveAddress } from './feed-values.ts'
import { readMarkup } from './read-markup.ts'

/** An entry as written: markup not yet read, dates not yet understood. */
export interface RawItem {
  readonly fields: ReadonlyMap<Field, string>
  /** Absolute; the best of its addresses. */
  readonly link: string | undefined
  /** RSS `source`: the feed an entry was taken from, in feeds that gather those of others. */
  readonly source: { readonly name: string; readonly home: string | undefined } | undefined
}

export interface RawFeed {
  readonly isFeed: boolean
  readonly language: string | undefined
  readonly head: RawItem
  readonly items: readonly RawItem[]
  /** How many more there are than are read. */
  readonly beyond: number
}

export type Field = 'title' | 'summary' | 'content' | 'id' | 'author' | 'published' | 'updated'

/** Elements that hold a field, the ones to prefer first. */
const elements: Readonly<Record<Field, readonly string[]>> = {
  title: ['title', 'dc:title', 'media:title'],
  summary: ['description', 'summary', 'subtitle', 'tagline', 'dc:description', 'itunes:summary', 'media:description'],
  content: ['content:encoded', 'content', 'xhtml:body', 'body', 'fullitem'],
  id: ['guid', 'id', 'dc:identifier'],
  author: ['author', 'dc:creator', 'dc:author', 'itunes:author', 'managingeditor'],
  published: ['published', 'pubdate', 'issued', 'dc:date', 'dcterms:issued', 'created', 'dcterms:created'],
  updated: ['updated', 'modified', 'dcterms:modified', 'lastbuilddate'],
}

const fieldOf = new Map<string, { readonly field: Field; readonly rank: number }>()
for (const field of ['title', 'summary', 'content', 'id', 'author', 'published', 'updated'] as const) {
  for (const [rank, name] of elements[field].entries()) fieldOf.set(name, { field, rank })
}

const roots = new Set(['rss', 'feed', 'rdf:rdf', 'rdf', 'channel'])
const itemNames = new Set(['item', 'entry'])
/** Their titles and addresses are those of other things: a logo, a search form, the feed that an entry was taken from. */
const asides = new Set(['source', 'image', 'textinput'])
const longestField = 100_000
/** Most entries read of one feed. */
export const mostItems = 2000

/** Collects the entries of RSS, Atom and RDF from the events of a tolerant tokenizer. No entity that a document defines is expanded; nothing nests without end. */
export function collectFeed(text: string, base: string): RawFeed {
  const items: RawItem[] = []
  let beyond = 0
  const head = new Draft(true)
  const names = new FeedNames()
  let isFeed = false
  let isPage: boolean | undefined
  let language: string | undefined
  let item: Draft | undefined
  let open: OpenField | undefined
  const bases = [base]
  let depth = 0
  readMarkup(
    withoutControls(text),
    {
      onopentag: (written, attributes) => {
        names.declare(attributes)
        const name = names.plain(written)
        isPage ??= opensPage(name)
        depth++
        const above = bases.at(-1) ?? base
        if (depth < deepest) bases.push(resolveAddress(attributes['xml:base'] ?? '', above) ?? above)
        if (open && !item && itemNames.has(name)) {
          // A part of the head that nobody closed.
          head.set(open)
          open = undefined
        }
        if (open) {
          open.addTag(written, attributes)
          return
        }
        if (roots.has(name)) {
          isFeed = true
          language ??= attributes['xml:lang']
        }
        if (itemNames.has(name)) {
          if (item) keep(item)
          item = new Draft(items.length < mostItems)
          item.addLink(attributes['rdf:about'], 3, base)
          return
        }
        const draft = item ?? head
        if (name === 'link') draft.addElementLink(attributes, bases.at(-1) ?? base)
        if (name === 'language' || name === 'dc:language' || name === 'link' || asides.has(name) || fieldOf.has(name))
          open = new OpenField(name, attributes, depth)
      },
      ontext: (part) => open?.addText(part),
      onclosetag: (written) => {
        const name = names.plain(written)
        const here = bases.length > depth ? (bases.pop() ?? base) : (bases.at(-1) ?? base)
        if (open && (depth <= open.depth || name === open.name)) {
          const draft = item ?? head
          if (open.name.endsWith('language')) language ??= open.value() || undefined
          else if (open.name === 'link') draft.addLink(untilTag(open.value()), 1, here)
          else if (open.name === 'source') draft.setSource(open, here)
          else draft.set(open)
          if (open.name === 'guid' && open.attributes['ispermalink']?.toLowerCase() !== 'false') draft.addGuid(open.value(), here)
          open = undefined
        } else open?.addEnd(written)
        if (itemNames.has(name) && item) {
          keep(item)
          item = undefined
        }
        depth = Math.max(0, depth - 1)
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true, lowerCaseAttributeNames: true },
  )
  if (item) keep(item)
  return {
    isFeed: isPage !== true && (isFeed || items.length > 0),
    language: language?.trim() || undefined,
    head: head.done(),
    items,
    beyond,
  }

  function keep(draft: Draft): void {
    if (items.length < mostItems) items.push(draft.done())
    else beyond++
  }
}

const deepest = 200

/** The text and markup inside an element, until it closes. */
class OpenField {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly depth: number
  #value = ''

  constructor(name: string, attributes: Readonly<Record<string, string>>, depth: number) {
    this.name = name
    this.attributes = attributes
    this.depth = depth
  }

  addText(part: string): void {
    if (this.#value.length < longestField) this.#value += this.#isMarkup() ? part.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : part
  }

  addTag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#value.length < longestField) this.#value += markupOf(name, attributes)
  }

  addEnd(name: string): void {
    if (this.#value.length < longestField) this.#value += `</${name}>`
  }

  value(): string {
    const value = this.#value.trim()
    const { mode, type } = this.attributes
    const isPacked = mode === 'base64' || (type !== undefined && type.includes('/') && !/^text\/|[/+]xml$/.test(type))
    return isPacked ? (fromBase64(value) ?? value) : value
  }

  /** XHTML content is markup as it stands; its text is not escaped once more. */
  #isMarkup(): boolean {
    return this.attributes['type'] === 'xhtml' || this.attributes['type'] === 'application/xhtml+xml'
  }
}

/** An item while it is read: of each field the value of the best element. */
class Draft {
  /** Else it is only counted, and costs no more than that. */
  readonly #isRead: boolean
  #source: RawItem['source']
  readonly #fields = new Map<Field, { readonly value: string; readonly rank: number }>()
  #link: { readonly url: string; readonly rank: number } | undefined

  constructor(isRead: boolean) {
    this.#isRead = isRead
  }

  set(open: OpenField): void {
    if (!this.#isRead) return
    const known = fieldOf.get(open.name)
    const value = open.value()
    if (!known || value === '' || (isDate(known.field) && toIsoTime(value) === undefined)) return
    const earlier = this.#fields.get(known.field)
    if (!earlier || known.rank < earlier.rank) this.#fields.set(known.field, { value, rank: known.rank })
  }

  /** Of RSS; that of Atom is another feed's whole head. */
  setSource(open: OpenField, base: string): void {
    const { url } = open.attributes
    if (url !== undefined && this.#isRead) this.#source = { name: open.value(), home: resolveAddress(url, base) }
  }

  addElementLink({ href, rel, type }: Readonly<Record<string, string>>, base: string): void {
    if (href === undefined || !isAlternate(rel) || (type !== undefined && /^(?:image|audio|video)\//.test(type))) return
    this.addLink(href, type === undefined || type.includes('html') ? 0 : 1, base)
  }

  addGuid(address: string, base: string): void {
    if (/^https?:/i.test(address)) this.addLink(address, 2, base)
  }

  addLink(address: string | undefined, rank: number, base: string): void {
    // None is kept that does not count: a short link may have a base of thousands of characters.
    if (!this.#isRead || address === undefined || (this.#link && this.#link.rank <= rank)) return
    const url = resolveAddress(address, base)
    if (url !== undefined) this.#link = { url, rank }
  }

  done(): RawItem {
    const fields = new Map([...this.#fields].map(([field, { value }]) => [field, value]))
    return { fields, link: this.#link?.url, source: this.#source }
  }
}

/** A date that cannot be read leaves its place to one that can. */
function isDate(field: Field): boolean {
  return field === 'published' || field === 'updated'
}

/** Atom has a short and a long name for it, and it is the relation of a link that names none. */
function isAlternate(rel: string | undefined): boolean {
  return rel === undefined || /^(?:http:\/\/www\.iana\.org\/assignments\/relation\/)?alternate$/i.test(rel.trim())
}

/** A link that nobody closed holds what follows it. */
function untilTag(address: string): string | undefined {
  return address.split('<')[0]
}

function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff]/g, '')
}

function fromBase64(value: string): string | undefined {
  const packed = value.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return undefined
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0)))
  } catch {
    return undefined
  }
}
