import type { PageTree } from './page-tree.ts'

/** A stretch of text between two breaks: a paragraph, a heading, a list item, a line between two `<br>`. */
export interface Block {
  /** White space collapsed, NFC not yet. */
  readonly text: string
  /** Nearest element that starts a line; the block's own tag is that of this node. */
  readonly element: number
  /** The first and last text node, for places in the page. */
  readonly first: number
  readonly last: number
  readonly linkChars: number
  readonly boldChars: number
  readonly links: number
  /** `line`: only one `<br>` separates it from the block before. */
  readonly after: 'block' | 'line'
  /** Within something the page does not show. */
  readonly hidden: boolean
}

const maxBlocks = 8_000
const maxBlockChars = 60_000
const maxLinkNodes = 80
/** A headline and a teaser are shorter. */
const maxLinkChars = 500

/** Elements that do not start a line of their own. */
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var wbr picture source noscript input amp-img center-inline shortcode o:p st1:place st1:city g3 x-turndown'.split(
    ' ',
  ),
)
const skipped = new Set(['script', 'head', 'noscript', 'title', 'button', 'input', 'option', '#comment'])

/** Cuts a page into blocks, in document order. Past 8,000 the rest of the page is left out. */
export function toBlocks(tree: PageTree): readonly Block[] {
  const blocks: Block[] = []
  let draft = newDraft()
  let lineBreaks = 2

  const flush = (breaks: 1 | 2): void => {
    const text = draft.first === -1 ? '' : clean(draft.text)
    if (text !== '') {
      blocks.push({
        text,
        element: draft.element,
        first: draft.first,
        last: draft.last,
        linkChars: draft.linkChars,
        boldChars: draft.boldChars,
        links: draft.links,
        after: lineBreaks >= 2 ? 'block' : 'line',
        hidden: draft.hidden,
      })
      lineBreaks = breaks
    } else lineBreaks = Math.max(lineBreaks === 1 ? lineBreaks + breaks : lineBreaks, breaks)
    // Most elements end with nothing in the draft: it is as good as new.
    if (draft.text !== '' || draft.links > 0) draft = newDraft()
  }

  // The end of the innermost open element of each kind; a node is inside while its index is below.
  let hiddenEnd = 0
  let linkEnd = 0
  let boldEnd = 0
  let rowEnd = 0
  const blockStack: number[] = [0]
  for (let index = 1; index < tree.size && blocks.length < maxBlocks; index++) {
    while (blockStack.length > 1 && index >= tree.ends[blockStack[blockStack.length - 1]!]!) {
      blockStack.pop()
      flush(2)
    }
    const tag = tree.tags[index]!
    if (tag === 'tr') rowEnd = isDataRow(tree, index) ? tree.ends[index]! : 0
    if (index < rowEnd && tag !== '#text' && tag !== 'tr') {
      // The cells of a data row are one block: alone, a figure says nothing.
      draft.text += (tag === 'td' || tag === 'th') && draft.first !== -1 ? ' | ' : ' '
      if (tag === 'a') {
        linkEnd = Math.max(linkEnd, tree.ends[index]!)
        draft.links += 1
      }
      if (skipped.has(tag)) index = tree.ends[index]! - 1
      continue
    }
    if (tag === '#text') {
      const data = tree.texts[index]!
      if (draft.length > maxBlockChars) continue
      draft.text += data
      draft.length += data.length
      const visible = data.trim().length
      if (visible === 0) continue
      if (draft.first === -1) {
        draft.first = index
        draft.element = blockStack[blockStack.length - 1]!
        draft.hidden = index < hiddenEnd
      }
      draft.last = index
      if (index < linkEnd) draft.linkChars += visible
      if (index < boldEnd) draft.boldChars += visible
      continue
    }
    if (skipped.has(tag)) {
      index = tree.ends[index]! - 1
      continue
    }
    if (tag === 'br') {
      flush(1)
      continue
    }
    if (tag === 'a') {
      if (!holdsArticle(tree, index)) linkEnd = Math.max(linkEnd, tree.ends[index]!)
      draft.links += 1
    }
    if (tag === 'b' || tag === 'strong') boldEnd = Math.max(boldEnd, tree.ends[index]!)
    if (isHidden(tree, index)) hiddenEnd = Math.max(hiddenEnd, tree.ends[index]!)
    if (inline.has(tag) && !holdsBlocks(tree, index)) continue
    flush(2)
    if (tag === 'hr') continue
    blockStack.push(index)
  }
  flush(2)
  return blocks
}

interface Draft {
  text: string
  length: number
  element: number
  first: number
  last: number
  linkChars: number
  boldChars: number
  links: number
  hidden: boolean
}

function newDraft(): Draft {
  return { text: '', length: 0, element: 0, first: -1, last: -1, linkChars: 0, boldChars: 0, links: 0, hidden: false }
}

/** Zero-width marks, soft hyphens and control characters go; white space collapses. */
function clean(text: string): string {
  const trimmed = text.trim()
  if (!/[^\S ]| {2}|[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/.test(trimmed))
    return trimmed
  return trimmed
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A link that was never closed holds half the page; one round a whole text leads to its page for printing. Neither makes link text of it. */
function holdsArticle(tree: PageTree, link: number): boolean {
  const end = tree.ends[link]!
  if (end - link >= maxLinkNodes) return true
  let chars = 0
  for (let at = link + 1; at < end; at++) chars += tree.texts[at]!.trim().length
  return chars > maxLinkChars
}

/** A link or span round whole cards is not inline: its text would run together. Looks only at the first few descendants. */
function holdsBlocks(tree: PageTree, index: number): boolean {
  const tag = tree.tags[index]!
  if (tag !== 'a' && tag !== 'span' && tag !== 'label') return false
  const end = Math.min(tree.ends[index]!, index + 6)
  for (let at = index + 1; at < end; at++) {
    const inner = tree.tags[at]!
    if (inner === 'div' || inner === 'p' || inner === 'h2' || inner === 'h3' || inner === 'h4') return true
  }
  return false
}

const maxRowChars = 400
const maxRowNodes = 200
const ofPages = new Set(['table', 'ul', 'ol', 'h1', 'h2', 'h3', 'form', 'article', 'section', 'blockquote'])

/** A row of a table of data: at least two cells of a few words each, and nothing in them that pages are laid out with. */
function isDataRow(tree: PageTree, index: number): boolean {
  const end = tree.ends[index]!
  if (end - index > maxRowNodes) return false
  let cells = 0
  let chars = 0
  for (let at = index + 1; at < end; at++) {
    const tag = tree.tags[at]!
    if (tag === 'td' || tag === 'th') cells += 1
    else if (ofPages.has(tag)) return false
    chars += tree.texts[at]!.length
    if (chars > maxRowChars) return false
  }
  return cells >= 2
}

function isHidden(tree: PageTree, index: number): boolean {
  const { starts, names, values } = tree.attributes
  for (let at = starts[index]!; at < starts[index + 1]!; at++) {
    const name = names[at]
    if (name === 'hidden' || (name === 'aria-hidden' && values[at] === 'true')) return true
    if (name === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(values[at]!)) return true
  }
  return false
}
