/** Whether a word has one of the endings and a stem in front of it. */
export function endsWithAny(word: string | undefined, endings: readonly string[]): boolean {
  if (word === undefined) return false
  for (const ending of endings) if (word.length > ending.length && word.endsWith(ending)) return true
  return false
}

/** The same with a stem of two letters or more: "red" is no form in "ed". */
export function inflectsWithAny(word: string, endings: readonly string[]): boolean {
  for (const ending of endings) if (word.length > ending.length + 1 && word.endsWith(ending)) return true
  return false
}
