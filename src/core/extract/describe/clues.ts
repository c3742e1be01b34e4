import type { Block } from '../page/blocks.ts'
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
  const title = new Set(wordsOf(clues.title ?? ''))
  const description = new Set(wordsOf(clues.description ?? ''))
  const body = threesOf(wordsOf(clues.articleBody ?? ''))
  const authors = clues.authors.map((name) => name.toLowerCase()).filter((name) => name.length > 4).slice(0, 8) // prettier-ignore
  const left = new Map<string, number>()
  for (const { text } of blocks) left.set(text, (left.get(text) ?? 0) + 1)
  const total = new Map(left)
  return (row, start, index) => {
    const { text } = blocks[index]!
    const words = wordsOf(text.slice(0, 4_000))
    let column = start
    column = writeOverlap(row, column, words, title)
    column = writeOverlap(row, column, words, description)
    row[column++] = body.size > 30 && words.length >= 3 ? body.shareOf(words) : -1
    row[column++] = Math.min(body.size, 2_000)
    const lower = text.length < 400 ? text.toLowerCase() : ''
    row[column++] = Number(authors.some((name) => lower.includes(name)))
    const remaining = (left.get(text) ?? 1) - 1
    left.set(text, remaining)
    row[column++] = Math.min(5, total.get(text) ?? 1)
    row[column++] = Math.min(5, remaining)
    return column
  }
}

interface Threes {
  readonly size: number
  /** Share of a text's runs of three words that are in here. */
  readonly shareOf: (words: readonly string[]) => number
}

/** All runs of three words of a text. Words are numbered, so that a run is one number. */
function threesOf(words: readonly string[]): Threes {
  const numbers = new Map<string, number>()
  for (const word of words) if (!numbers.has(word)) numbers.set(word, numbers.size)
  const runOf = (list: readonly string[], at: number): number => {
    let run = 0
    for (let offset = 0; offset < 3; offset++) {
      const number = numbers.get(list[at + offset]!)
      if (number === undefined) return -1
      run = run * numbers.size + number
    }
    return run
  }
  const runs = new Set<number>()
  for (let at = 0; at + 3 <= words.length; at++) runs.add(runOf(words, at))
  return {
    size: runs.size,
    shareOf: (list) => {
      let found = 0
      for (let at = 0; at + 3 <= list.length; at++) if (runs.has(runOf(list, at))) found += 1
      return found / (list.length - 2)
    },
  }
}

function writeOverlap(row: Float32Array, column: number, words: readonly string[], clue: ReadonlySet<string>): number {
  const common = words.filter((word) => clue.has(word))
  row[column] = clue.size === 0 ? -1 : common.length / Math.max(1, words.length)
  row[column + 1] = clue.size === 0 ? -1 : (common.length < 2 ? common.length : new Set(common).size) / clue.size
  return column + 2
}
