/** A copy for keeping: a part of a string keeps all of it in memory, so that one remembered word would hold an article. */
export function ownCopy(text: string): string {
  return [...text].join('')
}
