import { storyFeatures, type StoryFeatures } from '../story/traits/features.ts'

/**
 * Reads a headline, and a summary, as the middle of a sentence: the words that open it, a part of it or a quotation may be names, as in
 * "Severia: …" and "«Severia» …". Some that are none come along; they match nothing.
 */
export function headlineFeatures(title: string, summary: string, language: string | undefined): StoryFeatures {
  const text = `${opener} ${open(title.slice(0, longestTitle))}\n\n${opener} ${open(summary.slice(0, longestSummary))}`
  return storyFeatures({ title: '', text, language, publishedAt: undefined })
}

/** Some feeds carry the whole article as its summary; the beginning says what it is about. */
export const longestSummary = 1000
const longestTitle = 500

/** A word, because a name is only known by what stands in front of it. */
const opener = 'x,'

function open(text: string): string {
  return text.replace(/[:.!?](?=\s)|[«»“”"]/g, ',')
}
