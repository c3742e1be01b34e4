import type { ExtractionStep } from './extraction.ts'

const shownTexts = 3
const shownChars = 80

/** A step and what it took away, for those who ask why a text is missing. */
export function explainStep(step: string, removed: readonly { readonly text: string; readonly words: number }[]): ExtractionStep {
  const longest = removed.toSorted((a, b) => b.words - a.words).slice(0, shownTexts)
  return {
    step,
    removedBlocks: removed.length,
    removedWords: Math.round(removed.reduce((sum, { words }) => sum + words, 0)),
    longest: longest.map(({ text }) => (text.length > shownChars ? `${text.slice(0, shownChars - 1).trimEnd()}…` : text)),
  }
}
