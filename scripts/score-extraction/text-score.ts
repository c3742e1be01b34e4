/** How well a text agrees with its reference, as published comparisons of extractors count it. */
export interface TextScore {
  /** Of the text's runs of four words, the share that the reference has; `undefined` for an empty text. */
  readonly precision: number | undefined
  readonly recall: number
  readonly pageF1: number
  /** F1 of single words, case aside. */
  readonly wordF1: number
  readonly isEmpty: boolean
}

/** A letter of Chinese, Japanese or Thai is a word of its own. */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}_])+/gu
const runWords = 4

export function scoreText(reference: string, text: string): TextScore {
  const wanted = wordsOf(reference)
  const given = wordsOf(text)
  const runs = agreement(runsOf(wanted), runsOf(given))
  const words = agreement(lowerCase(wanted), lowerCase(given))
  return {
    precision: given.length === 0 ? undefined : runs.precision,
    recall: runs.recall,
    pageF1: f1Of(runs.precision, runs.recall),
    wordF1: f1Of(words.precision, words.recall),
    isEmpty: given.length === 0,
  }
}

export function f1Of(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

function wordsOf(text: string): readonly string[] {
  return text.match(wordPattern) ?? []
}

function lowerCase(words: readonly string[]): readonly string[] {
  return words.map((word) => word.toLowerCase())
}

/** Every four words in a row; a shorter text is one run. */
function runsOf(words: readonly string[]): readonly string[] {
  if (words.length <= runWords) return words.length === 0 ? [] : [words.join(' ')]
  return Array.from({ length: words.length - runWords + 1 }, (_, at) => words.slice(at, at + runWords).join(' '))
}

function agreement(wanted: readonly string[], given: readonly string[]): { readonly precision: number; readonly recall: number } {
  const left = new Map<string, number>()
  for (const item of wanted) left.set(item, (left.get(item) ?? 0) + 1)
  let common = 0
  for (const item of given) {
    const count = left.get(item) ?? 0
    if (count === 0) continue
    common += 1
    left.set(item, count - 1)
  }
  return { precision: common / Math.max(1, given.length), recall: common / Math.max(1, wanted.length) }
}
