import { Parser } from 'htmlparser2'
import { parse } from 'parse5'
import type { DefaultTreeAdapterMap } from 'parse5'
import type { FitMarkup } from '../scan-markup.ts'
import { decodeText, decodeValue } from './entities.ts'
import { JumpingTokenizer } from './jumping-tokenizer.ts'
import { PageBuilder } from './page-builder.ts'
import type { PageTree } from './page-tree.ts'

export interface ParsedPage {
  readonly tree: PageTree
  readonly parser: 'htmlparser2' | 'parse5'
}

/**
 * Parses markup that `scanMarkup` found fit. The fast parser (htmlparser2) reads nearly every page; where it finds almost no
 * text in much markup and the scan found more, as after an icon that is never closed, the parser of the standard reads the page again and the richer
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

/** By the events of htmlparser2. Entities are decoded here and not by the parser, which can then jump from tag to tag. */
function readFast(html: string): PageTree {
  const builder = new PageBuilder()
  const gap = (): void => builder.gap()
  const parser = new Parser(
    {
      onopentagname: (name) => builder.openTag(name),
      onattribute: (name, value) => {
        if (builder.wants(name)) builder.attribute(name, value.includes('&') ? decodeValue(value) : value)
      },
      ontext: (text) => {
        const parent = builder.textParent()
        if (parent !== undefined) builder.text(text.includes('&') && !undecoded.has(parent) ? decodeText(text) : text)
      },
      onclosetag: () => builder.closeTag(),
      oncomment: gap,
      onprocessinginstruction: gap,
    },
    { decodeEntities: false, Tokenizer: JumpingTokenizer },
  )
  parser.end(html)
  return builder.finish()
}

/** Elements whose text is printed as it is written. */
const undecoded = new Set(['script', 'xmp', 'noembed', 'noframes', 'plaintext'])

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

/** By parse5. A loop over its tree, not a recursion: depth is up to the page. */
function readThorough(html: string): PageTree {
  const builder = new PageBuilder()
  /** Nodes still to be told of, the next one last; `undefined` stands for the end of an element. */
  const ahead: (Parse5Node | undefined)[] = parse(html).childNodes.toReversed()
  while (ahead.length > 0) {
    const node = ahead.pop()
    if (node === undefined) builder.closeTag()
    else if ('value' in node) builder.text(node.value)
    else if ('tagName' in node) {
      builder.openTag(node.tagName)
      for (const { name, value } of node.attrs) builder.attribute(name, value)
      ahead.push(undefined)
      for (let index = node.childNodes.length - 1; index >= 0; index--) ahead.push(node.childNodes[index])
    } else builder.gap()
  }
  return builder.finish()
}
