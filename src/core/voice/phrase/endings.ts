/** Whether a word has one of the endings and a stem in front of it. */
export function endsWithAny(word: string | undefined, endings: readonly string[]): boolean {
  return word !== undefined && endings.some((ending) => word.length > ending.length && word.endsWith(ending))
}
