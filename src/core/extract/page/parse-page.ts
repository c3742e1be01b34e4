import { load } from 'cheerio/slim'
import { parse } from 'parse5'
import type { DefaultTreeAdapterMap } from 'parse5'
import type { FitMarkup } from '../scan-markup.ts'
import { decodeText, decodeValue } from './entities.ts'
import { PageBuilder } from './page-builder.ts'
import type { PageTree } from './page-tree.ts'

export interface ParsedPage {
  readonly tree: PageTree
  readonly parser: 'htmlparser2' | 'parse5'
}

/**
 * Parses markup that `scanMarkup` found fit. The fast parser (htmlparser2, by way of cheerio) reads nearly every page; where it finds almost no
 * text in much markup and the scan found more, as after an icon or a comment that is never closed, the parser of the standard reads the page again and the richer
 * tree is kept.
 */
export function parsePage(html: string, scan: Pick<FitMarkup, 'formattingLeftOpen' | 'textChars'>): ParsedPage {
  const fast = readFast(html)
  if (scan.formattingLeftOpen || !looksBroken(fast, html.length, scan.textChars)) return { tree: fast, parser: 'htmlparser2' }
  const thorough = readThorough(html)
  return textLength(thorough, Infinity) > 2 * textLength(fast, Infinity)
    ? { tree: thorough, parser: 'parse5' }
    : { tree: fast, parser: 'htmlparser2' }
}

/** By cheerio, on the tree of htmlparser2. Entities are decoded here and not by the parser, which can then jump from tag to tag. */
function readFast(html: string): PageTree {
  const builder = new PageBuilder()
  tell(builder, $(asMarkup(html)).get(), (node) => {
    if ('attribs' in node && !isCode(node.name, node.attribs['type'])) {
      builder.openTag(node.name)
      for (const name in node.attribs) {
        const value = node.attribs[name]
        if (value !== undefined && builder.wants(name)) builder.attribute(name, decodeValue(value))
      }
      return builder.leavesOut() ? [] : node.children
    }
    if (node.nodeType === 3 && 'data' in node) {
      const parent = builder.textParent()
      if (parent !== undefined) builder.text(undecoded.has(parent) ? node.data : decodeText(node.data))
    } else builder.gap()
    return undefined
  })
  return builder.finish()
}

/** One for all pages: what `load` makes for each would hold on to its page until the next full garbage collection. */
const $ = load('', { xml: { xmlMode: false, decodeEntities: false } })

/** Cheerio takes what begins with a tag or a comment for markup, and all else for a selector. */
function asMarkup(html: string): string {
  return /^\s*<[a-z!][^>]*>/i.test(html) ? html : `<!---->${html}`
}

/** Elements whose text htmlparser2 takes as it is written. */
const undecoded = new Set(['script', 'xmp'])

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

/** Of scripts only data is kept: they are half of most pages. */
function isCode(name: string, type: string | undefined): boolean {
  return name === 'script' && (type === undefined || !decodeValue(type).toLowerCase().includes('ld+json'))
}

type Parse5Node = DefaultTreeAdapterMap['node']

function readThorough(html: string): PageTree {
  const builder = new PageBuilder()
  tell<Parse5Node>(builder, parse(html).childNodes, (node) => {
    if ('value' in node) builder.text(node.value)
    else if ('tagName' in node && !isCode(node.tagName, node.attrs.find(({ name }) => name === 'type')?.value)) {
      builder.openTag(node.tagName)
      for (const { name, value } of node.attrs) builder.attribute(name, value)
      return node.childNodes
    } else builder.gap()
    return undefined
  })
  return builder.finish()
}

/** Tells of a tree front to back; `open` gives the children of a node that is a tag. A loop, not a recursion: depth is up to the page. */
function tell<Node>(builder: PageBuilder, nodes: readonly Node[], open: (node: Node) => readonly Node[] | undefined): void {
  /** Nodes still to be told of, the next one last; `undefined` stands for the end of a tag. */
  const ahead: (Node | undefined)[] = nodes.toReversed()
  while (ahead.length > 0) {
    const node = ahead.pop()
    if (node === undefined) builder.closeTag()
    else {
      const children = open(node)
      if (children === undefined) continue
      ahead.push(undefined)
      for (let index = children.length - 1; index >= 0; index--) ahead.push(children[index])
    }
  }
}
