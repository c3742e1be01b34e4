const maxScriptChars = 6_000_000
const maxValues = 300_000
const fewestParagraphs = 4

/**
 * The longest article that a script of the page carries as nodes of rich text, as HTML: `{"type": "paragraph", "content": [{"type": "text", "value": …}]}`
 * and its relatives (Contentful, ProseMirror, Slate, Portable Text, Editor.js), or as a list of texts (Arc). Pages that a browser puts together show the first
 * paragraphs and keep the rest there.
 */
export function embeddedNodes(html: string): string | undefined {
  let longest = ''
  for (let script = html.indexOf('<script'); script !== -1; script = html.indexOf('<script', script + 1)) {
    const open = html.indexOf('>', script)
    const close = open === -1 ? -1 : html.indexOf('</script', open)
    if (close === -1) break
    const source = close - open < maxScriptChars ? html.slice(open + 1, close).trim() : ''
    for (const json of holdsParagraphs.test(source) ? valuesIn(source) : []) {
      const body = holdsParagraphs.test(json) ? longestBody(parse(json)) : ''
      if (body.length > longest.length) longest = body
    }
    script = close
  }
  return longest === '' ? undefined : longest
}

const holdsParagraphs = /"(?:type|nodeType|_type)":\s?"(?:paragraph|block|p|text)"/
const mostValues = 40

/** The JSON of a script: all of it, or what it sets variables to. */
function valuesIn(source: string): readonly string[] {
  if (/^[[{]/.test(source)) return [source]
  const values: string[] = []
  const assigned = /=\s{0,20}(?=[{[])/g
  for (let match = assigned.exec(source); match && values.length < mostValues; match = assigned.exec(source)) {
    const end = endOfValue(source, assigned.lastIndex)
    values.push(source.slice(assigned.lastIndex, end))
    assigned.lastIndex = end
  }
  return values
}

/** The place after the bracket that closes the one at `from`. */
function endOfValue(source: string, from: number): number {
  let depth = 0
  let inString = false
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === 0x5c && inString) at += 1
    else if (code === 0x22) inString = !inString
    else if (inString) continue
    else if (code === 0x7b || code === 0x5b) depth += 1
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return at + 1
  }
  return source.length
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

/** Of all lists with at least four paragraphs the one with most text. */
function longestBody(root: unknown): string {
  let longest = ''
  let seen = 0
  const budget = { pieces: mostPieces }
  for (const open = [root]; open.length > 0 && seen < maxValues; seen++) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const inner of Object.values(value)) open.push(inner)
    if (!Array.isArray(value)) continue
    const parts = value.map((node) => toHtml(node, budget))
    if (parts.filter((part) => part.startsWith('<p>')).length < fewestParagraphs) continue
    const body = parts.join('')
    if (body.length > longest.length) longest = body
  }
  return longest
}

const paragraphKinds = new Set(['paragraph', 'block', 'p'])
/** A text shorter than this may be a piece of a paragraph. */
const wholeTextChars = 60

function toHtml(node: unknown, budget: { pieces: number }): string {
  const kind = kindOf(node)
  if (kind === undefined || !(paragraphKinds.has(kind) || kind === 'text' || /^h(?:eading|eader)?-?[1-6]?$/.test(kind))) return ''
  const text = textUnder(node, budget)
  if (text.trim() === '' || (kind === 'text' && text.length < wholeTextChars)) return ''
  const tag = paragraphKinds.has(kind) || kind === 'text' ? 'p' : 'h2'
  return `<${tag}>${asText(text)}</${tag}>`
}

/** Some systems keep links and emphasis as tags within the text: what has tags or entities is markup, all else is as it is written. */
function asText(text: string): string {
  const isMarkup = /<\/?[a-z][^<>]{0,2000}>|&(?:#x?[\da-f]{1,6}|[a-z]{2,8});/i.test(text)
  const plain = isMarkup ? text.replace(/<[^<>]{0,2000}>/g, '') : text.replaceAll('&', '&amp;')
  return plain.replaceAll('<', '&lt;')
}

function kindOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  const kind = ('type' in node && node.type) || ('nodeType' in node && node.nodeType) || ('_type' in node && node['_type'])
  return typeof kind === 'string' ? kind : undefined
}

const textKinds = new Set(['text', 'span'])
/** Nodes looked at for their text, over all lists of a script: lists within lists would be gone through once for each. */
const mostPieces = 1_000_000

/** The text of a node, in order, from the leaves that hold some. */
function textUnder(root: unknown, budget: { pieces: number }): string {
  let text = ''
  for (const open = [root]; open.length > 0 && budget.pieces > 0; budget.pieces--) {
    const node = open.pop()
    if (typeof node !== 'object' || node === null) continue
    const inner = Array.isArray(node) ? node : childrenOf(node)
    for (let index = inner.length - 1; index >= 0; index--) open.push(inner[index])
    const isText = inner.length === 0 && (node === root || kindOf(node) === undefined || textKinds.has(kindOf(node) ?? ''))
    const piece = isText ? textOf(node) : undefined
    if (piece !== undefined) text += piece
  }
  return text
}

/** Editor.js keeps the text of a node under `data`, Arc under `content`. */
function textOf(node: object): string | undefined {
  const data = 'data' in node && typeof node.data === 'object' && node.data !== null ? node.data : {}
  const texts = ['text' in node && node.text, 'value' in node && node.value, 'content' in node && node.content, 'text' in data && data.text]
  return texts.find((text) => typeof text === 'string')
}

function childrenOf(node: object): readonly unknown[] {
  const children = ('content' in node && node.content) || ('children' in node && node.children)
  return Array.isArray(children) ? children : []
}
