/** Whether a word has one of the endings and a stem in front of it. */
export function endsWithAny(word: string | undefined, endings: readonly string[]): boolean {
  if (word === undefined) return false
  for (const ending of endings) if (word.length > ending.length && word.endsWith(ending)) return true
  return false
}
