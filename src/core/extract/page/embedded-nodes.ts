const maxScriptChars = 6_000_000
const maxValues = 300_000
const fewestParagraphs = 4

/**
 * The longest article that a script of the page carries as nodes of rich text, as HTML: `{"type": "paragraph", "content": [{"type": "text", "value": …}]}`
 * and its relatives (Contentful, ProseMirror, Slate, Portable Text). Pages that a browser puts together show the first paragraphs and keep the rest there.
 */
export function embeddedNodes(html: string): string | undefined {
  let longest = ''
  for (let script = html.indexOf('<script'); script !== -1; script = html.indexOf('<script', script + 1)) {
    const open = html.indexOf('>', script)
    const close = open === -1 ? -1 : html.indexOf('</script', open)
    if (close === -1) break
    const source = close - open < maxScriptChars ? html.slice(open + 1, close).trim() : ''
    if (/^[[{]/.test(source) && holdsParagraphs.test(source)) {
      const body = longestBody(parse(source))
      if (body.length > longest.length) longest = body
    }
    script = close
  }
  return longest === '' ? undefined : longest
}

const holdsParagraphs = /"(?:type|nodeType|_type)":\s?"(?:paragraph|block|p)"/

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
  for (const open = [root]; open.length > 0 && seen < maxValues; seen++) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const inner of Object.values(value)) open.push(inner)
    if (!Array.isArray(value)) continue
    const parts = value.map(toHtml)
    if (parts.filter((part) => part.startsWith('<p>')).length < fewestParagraphs) continue
    const body = parts.join('')
    if (body.length > longest.length) longest = body
  }
  return longest
}

const paragraphKinds = new Set(['paragraph', 'block', 'p'])

function toHtml(node: unknown): string {
  const kind = kindOf(node)
  if (kind === undefined || !(paragraphKinds.has(kind) || /^h(?:eading)?-?[1-6]?$/.test(kind))) return ''
  const text = textUnder(node)
  if (text.trim() === '') return ''
  const tag = paragraphKinds.has(kind) ? 'p' : 'h2'
  return `<${tag}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${tag}>`
}

function kindOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  const kind = ('type' in node && node.type) || ('nodeType' in node && node.nodeType) || ('_type' in node && node['_type'])
  return typeof kind === 'string' ? kind : undefined
}

const textKinds = new Set(['text', 'span'])
const mostPieces = 2_000

/** The text of a node, in order, from the leaves that hold some. */
function textUnder(root: unknown): string {
  let text = ''
  const open = [root]
  for (let seen = 0; open.length > 0 && seen < mostPieces; seen++) {
    const node = open.pop()
    if (typeof node !== 'object' || node === null) continue
    const inner = Array.isArray(node) ? node : childrenOf(node)
    for (let index = inner.length - 1; index >= 0; index--) open.push(inner[index])
    const isText = inner.length === 0 && (kindOf(node) === undefined || textKinds.has(kindOf(node) ?? ''))
    const piece = isText ? ('text' in node && node.text) || ('value' in node && node.value) : undefined
    if (typeof piece === 'string') text += piece
  }
  return text
}

function childrenOf(node: object): readonly unknown[] {
  const children = ('content' in node && node.content) || ('children' in node && node.children)
  return Array.isArray(children) ? children : []
}
