import { load } from 'cheerio/slim'
import { parse } from 'parse5'
import type { DefaultTreeAdapterMap } from 'parse5'
import type { FitMarkup } from '../scan-markup.ts'
import { toPageTree, type MarkupNode } from './flatten-page.ts'
import type { PageTree } from './page-tree.ts'

export interface ParsedPage {
  readonly tree: PageTree
  readonly parser: 'htmlparser2' | 'parse5'
}

/**
 * Parses markup that `scanMarkup` found fit. The fast parser (htmlparser2, by way of cheerio) reads nearly every page; where it finds almost no
 * text in much markup and the scan found more, as after a comment closed by `--!>`, the parser of the standard reads the page again and the richer
 * tree is kept.
 */
export function parsePage(html: string, scan: Pick<FitMarkup, 'formattingLeftOpen' | 'textChars'>): ParsedPage {
  const fast = toPageTree({ type: 'root', children: $(asMarkup(html)).get() })
  if (scan.formattingLeftOpen || !looksBroken(fast, html.length, scan.textChars)) return { tree: fast, parser: 'htmlparser2' }
  const thorough = toPageTree(fromParse5(parse(html)))
  return textLength(thorough, Infinity) > 2 * textLength(fast, Infinity)
    ? { tree: thorough, parser: 'parse5' }
    : { tree: fast, parser: 'htmlparser2' }
}

/** One for all pages: what `load` makes for each would hold on to its page until the next full garbage collection. */
const $ = load('')

/** Cheerio takes what begins with a tag or a comment for markup, and all else for a selector. */
function asMarkup(html: string): string {
  return /^\s*<[a-z!][^>]*>/i.test(html) ? html : `<!---->${html}`
}

function looksBroken(tree: PageTree, markupChars: number, scannedChars: number): boolean {
  const enough = Math.max(250, markupChars / 200)
  if (textLength(tree, enough) >= enough) return false
  let withSpace = 0
  for (const text of tree.texts) withSpace += text.length
  return scannedChars > 2 * withSpace
}

/** Characters of text outside titles and data; counted no further than to `enough`. */
function textLength(tree: PageTree, enough: number): number {
  let length = 0
  for (let index = 0; index < tree.size && length < enough; index++) {
    const tag = tree.tags[tree.parents[index]!]
    if (tag !== 'script' && tag !== 'title') length += tree.texts[index]!.trim().length
  }
  return length
}

type Parse5Node = DefaultTreeAdapterMap['node']

interface Draft extends MarkupNode {
  readonly children: Draft[]
}

/** Gives parse5's own tree the shape the flat tree is made of. A loop, not a recursion: depth is up to the page. */
function fromParse5(document: Parse5Node): MarkupNode {
  const root: Draft = { type: 'root', children: [] }
  const open: { readonly node: Parse5Node; readonly draft: Draft }[] = [{ node: document, draft: root }]
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    if (!('childNodes' in top.node)) continue
    for (const node of top.node.childNodes) {
      const draft = toDraft(node)
      top.draft.children.push(draft)
      open.push({ node, draft })
    }
  }
  return root
}

function toDraft(node: Parse5Node): Draft {
  if ('value' in node) return { type: 'text', data: node.value, children: [] }
  if (!('tagName' in node)) return { type: 'other', children: [] }
  const attribs: Record<string, string> = Object.create(null)
  for (const { name, value } of node.attrs) attribs[name] = value
  return { type: 'tag', name: node.tagName, attribs, children: [] }
}
