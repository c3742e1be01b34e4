import type { Block } from '../page/blocks.ts'
import { koreanReporter, labelledName, wireReporters } from './byline-labels.ts'
import { attributeOf, collapse, type PageTree } from '../page/page-tree.ts'
import { squash } from '../words.ts'
import { dayFirst, findWrittenDate } from './dates/written-date.ts'

export interface PrintedSources {
  readonly tree: PageTree
  readonly blocks: readonly Block[]
  readonly title: string | undefined
}

const blocksBefore = 8
const blocksAfter = 25
const maxLineChars = 120

export interface PrintedByline {
  /** From "By Ann Lee" or "Ann Lee - 3 May 2023". */
  readonly signed: string | undefined
  /** A bare name in an element that is called author. */
  readonly named: string | undefined
}

/** Lines near the headline that name who wrote the article, as printed. */
export function printedByline({ tree, blocks, title }: PrintedSources): PrintedByline {
  const headline = headlineAt(tree, blocks, title)
  const first = (read: (block: Block) => string | undefined): string | undefined => {
    if (headline === -1) return undefined
    for (const [from, to] of [
      [headline + 1, headline + blocksAfter],
      [headline - blocksBefore, headline - 1],
    ] as const) {
      // prettier-ignore
      for (let index = Math.max(0, from); index <= to && index < blocks.length; index++) {
        const block = blocks[index]!
        const line = block.text.length > maxLineChars ? undefined : read(block)
        if (line !== undefined) return line
      }
    }
    return undefined
  }
  return {
    signed: first(signed) ?? first(dated(tree)) ?? labelledAnywhere(blocks) ?? wireReporters(blocks.map(({ text }) => text)),
    named: first(named(tree)),
  }
}

function labelledAnywhere(blocks: readonly Block[]): string | undefined {
  const written = blocks.find(({ text }) => text.length < 60 && /^(?:written|words|story|text|author) ?(?:by|:)\s*\S/i.test(text))
  if (written !== undefined) return signed(written)
  const korean = blocks.find(({ text }) => koreanReporter(text) !== undefined)
  return korean === undefined ? undefined : koreanReporter(korean.text)
}

function headlineAt(tree: PageTree, blocks: readonly Block[], title: string | undefined): number {
  const wanted = title === undefined ? '' : squash(title)
  const exact =
    wanted === '' ? -1 : blocks.findIndex((block) => /^h[1-4]$/.test(tree.tags[block.element]!) && squash(block.text) === wanted)
  return exact === -1 ? blocks.findIndex((block) => tree.tags[block.element] === 'h1') : exact
}

const signature =
  /^(?:(?:published|posted|updated|on)\b.{0,40}?\s)?(?:(?:written|words|story|posted|published|reported|text|article|reporting|authored|submitted|soumis|posté|enviado|escrito|publicado|redactado|publicada|geschrieben|écrit|rédigé|publié|scritto|napisane|geschreven)\s+)?(?:by|von|par|por|di|da|av|af|door|przez|από)(?:\s*:\s*|\s+)(\S.{1,89})$/iu

/** The word that `signature` asks for, alone: looked for first, since most lines have none. */
const signs = /(?:^|\s)(?:by|von|par|por|di|da|av|af|door|przez|από)[\s:]/iu

function signed({ text }: Block): string | undefined {
  const labelled = labelledName(text)
  if (labelled !== undefined) return labelled
  const names = (signs.test(text) ? signature.exec(text)?.[1] : undefined)?.split(
    /\s[|•·–—-]\s|\s(?:on|in|at|for)\s|\s(?:le|am|el|em|il|den|op)\s(?=\S{0,12}\s?\d)/,
  )[0]
  return names !== undefined && /^[\p{Lu}\p{Lo}]/u.test(names) && !/[.!?]\s+\p{L}/u.test(names.replace(/\b\p{Lu}\./gu, ''))
    ? names
    : undefined
}

/** A name, a mark, and a date, in this order or the other; or the two in elements of their own. */
function dated(tree: PageTree): (block: Block) => string | undefined {
  return ({ text, first, last }) => {
    const parts = [text.split(/\s+[|•·–—-]\s+/)]
    if (last - first < datedNodes)
      parts.push(
        tree.texts
          .slice(first, last + 1)
          .map(collapse)
          .filter((part) => part !== ''),
      )
    for (const [one = '', two = '', ...rest] of parts) {
      if (rest.length > 1) continue
      for (const [name, date] of [[one, two], [two, one]] as const) if (isName(name) && findWrittenDate(date, dayFirst) !== undefined) return name // prettier-ignore
    }
    return undefined
  }
}

const datedNodes = 12

const namingAttributes = ['class', 'id', 'href'] as const
const authorWord = /author|byline|writer|autor|auteur|redakt|journalist|yazar|avtor/i

function named(tree: PageTree): (block: Block) => string | undefined {
  return ({ text, first }) => {
    if (!isName(text)) return undefined
    for (let at = tree.parents[first]!, steps = 0; at > 0 && steps < 4; at = tree.parents[at]!, steps++) {
      if (namingAttributes.some((name) => authorWord.test(attributeOf(tree, at, name) ?? ''))) return text
    }
    return undefined
  }
}

const particles = new Set('de da di del della van von der den dos la le el al bin ibn ter y e und'.split(' '))

/** Two to five words, each with a capital or a particle, no figures. */
function isName(text: string): boolean {
  const words = text.trim().split(/\s+/)
  if (words.length < 2 || words.length > 5 || /[\d@:;!?|/]/.test(text)) return false
  return words.every((word) => particles.has(word) || /^\p{Lu}/u.test(word))
}
