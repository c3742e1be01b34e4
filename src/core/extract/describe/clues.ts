import type { Block } from '../page/blocks.ts'
import { overlapsWith } from './overlaps.ts'
import { threesOf } from './threes.ts'
import { wordsOf } from '../words.ts'

/** What the page says of itself outside its body text, to compare blocks with. */
export interface PageClues {
  readonly title: string | undefined
  readonly description: string | undefined
  /** JSON-LD `articleBody`, markup removed. */
  readonly articleBody: string | undefined
  readonly authors: readonly string[]
  /** JSON-LD or Open Graph calls the page an article. */
  readonly declaresArticle: boolean
}

export const clueNames = [
  'titleOverlap',
  'titleCovered',
  'descriptionOverlap',
  'descriptionCovered',
  'inArticleBody',
  'hasArticleBody',
  'namesAuthor',
  'repeated',
  'repeatsLater',
] as const

/** Writes what a block has in common with the clues; returns the next column. Blocks are to be asked for in order. */
export type ClueWriter = (row: Float32Array, column: number, index: number) => number

export function compareWithClues(blocks: readonly Block[], clues: PageClues): ClueWriter {
  const overlaps = overlapsWith([clues.title ?? '', clues.description ?? ''])
  const body = threesOf(wordsOf(clues.articleBody ?? ''))
  const authors = clues.authors.map((name) => name.toLowerCase()).filter((name) => name.length > 4).slice(0, 8) // prettier-ignore
  const left = new Map<string, number>()
  for (const { text } of blocks) left.set(text, (left.get(text) ?? 0) + 1)
  const total = new Map(left)
  return (row, start, index) => {
    const { text } = blocks[index]!
    const sample = text.slice(0, 4_000)
    const { words, shares } = overlaps(sample)
    let column = start
    for (const share of shares) row[column++] = share
    row[column++] = body.size > 30 && words >= 3 ? body.shareOf(wordsOf(sample)) : -1
    row[column++] = Math.min(body.size, 2_000)
    const lower = authors.length > 0 && text.length < 400 ? text.toLowerCase() : ''
    row[column++] = Number(authors.some((name) => lower.includes(name)))
    const remaining = (left.get(text) ?? 1) - 1
    left.set(text, remaining)
    row[column++] = Math.min(5, total.get(text) ?? 1)
    row[column++] = Math.min(5, remaining)
    return column
  }
}
