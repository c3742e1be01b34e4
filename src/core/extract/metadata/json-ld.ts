import { placesOf, type PageTree } from '../page/page-tree.ts'

/** A JSON object from outside. Keys are read by `get` only, so no key of the page's choosing is ever followed to a prototype. */
export type LinkedNode = ReadonlyMap<string, unknown>

const maxScripts = 40
const maxScriptChars = 2_000_000
const maxNodes = 400
const maxDepth = 40

/** Every object of a schema.org type in the page's JSON-LD, in the order found, at most 400. Scripts that are not quite JSON are mended once; what stays unreadable is skipped. */
export function readLinkedData(tree: PageTree): readonly LinkedNode[] {
  const nodes: LinkedNode[] = []
  for (const index of placesOf(tree, 'script').slice(0, maxScripts)) {
    const source = scriptText(tree, index)
    if (source.length > maxScriptChars || nestsTooDeep(source)) continue
    collectNodes(parseTolerantly(source), nodes)
  }
  return nodes
}

const articleTypes = new Set([
  'Article', 'NewsArticle', 'ReportageNewsArticle', 'AnalysisNewsArticle', 'OpinionNewsArticle', 'BackgroundNewsArticle', 'ReviewNewsArticle', 'BlogPosting', 'LiveBlogPosting', 'TechArticle', 'ScholarlyArticle', 'AdvertiserContentArticle', 'SatiricalArticle', 'SocialMediaPosting', 'Report', 'Review', 'AskPublicNewsArticle', 'Blogposting', 'MedicalWebPage',
]) // prettier-ignore

export function isArticleNode(node: LinkedNode): boolean {
  return typesOf(node).some((type) => articleTypes.has(type))
}

export function typesOf(node: LinkedNode): readonly string[] {
  const type = node.get('@type')
  const list = Array.isArray(type) ? type : [type]
  return list.filter((name) => typeof name === 'string').map((name) => name.replace(/^https?:\/\/schema\.org\//, ''))
}

/** A property as a non-empty string, entities decoded once more: many systems escape what is already JSON. */
export function stringOf(node: LinkedNode, key: string): string | undefined {
  const value = node.get(key)
  const first = Array.isArray(value) ? value[0] : value
  if (typeof first !== 'string' || first.trim() === '') return undefined
  return decodeEntities(first.trim())
}

/** A property as nodes: an object, or a list of them. */
export function nodesOf(node: LinkedNode, key: string): readonly LinkedNode[] {
  const value = node.get(key)
  const list = Array.isArray(value) ? value : [value]
  return list.map(toNode).filter((item) => item !== undefined)
}

export function toNode(value: unknown): LinkedNode | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return new Map(Object.entries(value))
}

const entities = new Map([
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['lt', '<'],
  ['gt', '>'],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['hellip', '…'],
])

/** The entities that turn up in JSON and in twice-escaped attributes. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,6}));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities.get(name) ?? whole
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
    },
  )
}

function scriptText(tree: PageTree, index: number): string {
  let text = ''
  for (let at = index + 1; at < tree.ends[index]!; at++) text += tree.texts[at]!
  return text
}

/** Brackets outside strings, so that the parser's recursion stays small. */
function nestsTooDeep(source: string): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < source.length; index++) {
    const code = source.charCodeAt(index)
    if (code === 0x5c && inString) index += 1
    else if (code === 0x22) inString = !inString
    else if (inString) continue
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > maxDepth) return true
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
  return false
}

function parseTolerantly(source: string): unknown {
  const trimmed = source
    .trim()
    .replace(/^<!--|-->$/g, '')
    .replace(/^\/\*.{0,40}?\*\/|^\/\/<!\[CDATA\[|\/\/\]\]>$|;$/g, '')
  for (const attempt of [trimmed, escapeControls(trimmed), withoutTrailingCommas(escapeControls(trimmed))]) {
    try {
      return JSON.parse(attempt)
    } catch {
      // The next attempt mends more.
    }
  }
  return undefined
}

/** Raw line ends and tabs inside strings, the most frequent fault of hand-made JSON-LD. */
function escapeControls(source: string): string {
  return source.replace(/[\u0000-\u001f]/g, ' ')
}

function withoutTrailingCommas(source: string): string {
  return source.replace(/,(\s{0,200}[}\]])/g, '$1')
}

function collectNodes(root: unknown, nodes: LinkedNode[]): void {
  const open: unknown[] = [root]
  let visited = 0
  while (open.length > 0 && nodes.length < maxNodes && visited < 20_000) {
    const value = open.shift()
    visited += 1
    if (Array.isArray(value)) {
      if (open.length < 2_000) open.push(...value.slice(0, 500))
      continue
    }
    const node = toNode(value)
    if (!node) continue
    if (node.has('@type')) nodes.push(node)
    for (const key of [
      '@graph',
      'mainEntity',
      'mainEntityOfPage',
      'itemListElement',
      'hasPart',
      'subjectOf',
      'isPartOf',
      'publisher',
      'author',
    ]) {
      const inner = node.get(key)
      if (typeof inner === 'object' && inner !== null && open.length < 2_000) open.push(inner)
    }
  }
}
