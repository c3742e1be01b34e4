import type { ExtractionStep } from './extraction.ts'

const shownTexts = 3
const shownChars = 80

interface Removed {
  readonly text: string
  readonly words: number
}

/** A step and what it took away, for those who ask why a text is missing. */
export function explainStep(step: string, removed: readonly Removed[]): ExtractionStep {
  const longest: Removed[] = []
  let words = 0
  for (const block of removed) {
    words += block.words
    if (longest.length === shownTexts && block.words <= longest[shownTexts - 1]!.words) continue
    // Few are kept in order; sorting a whole page for them would cost more than all else here.
    longest.push(block)
    longest.sort((a, b) => b.words - a.words)
    if (longest.length > shownTexts) longest.pop()
  }
  return {
    step,
    removedBlocks: removed.length,
    removedWords: Math.round(words),
    longest: longest.map(({ text }) => (text.length > shownChars ? `${text.slice(0, shownChars - 1).trimEnd()}…` : text)),
  }
}
