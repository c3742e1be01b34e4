const maxWords = 20_000

/** Lower-case words, at most 20,000; a Han or Kana letter is a word of its own. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const [word] of text.toLowerCase().matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu)) {
    words.push(word)
    if (words.length >= maxWords) break
  }
  return words
}

/** Letters and digits only, lower case: for asking whether two names or titles are the same. */
export function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
