/** Which lists have a word that stands in a text at this place, letters past `end` not looked at, as bits: bit `i` for `lists[i]`. */
export type OpeningFinder = (text: string, start: number, end: number) => number

/** Compares a place of a text with all words of all lists at once, letter by letter, capitals aside; `’` counts as `'`. The words are in lower case. */
export function openingFinder(lists: readonly (readonly string[])[]): OpeningFinder {
  /** From a state and a letter to the next state; the states are numbered from 0, where nothing has been read. */
  const steps = new Map<number, number>()
  const bits = [0]
  for (const [index, words] of lists.entries()) {
    for (const word of words) {
      let state = 0
      for (let at = 0; at < word.length; at++) {
        const step = state * letters + word.charCodeAt(at)
        const next = steps.get(step) ?? bits.length
        if (next === bits.length) bits.push(0)
        steps.set(step, next)
        state = next
      }
      bits[state]! |= 2 ** index
    }
  }
  return (text, start, end) => {
    let found = 0
    let state: number | undefined = 0
    for (let at = start; at < end; at++) {
      state = steps.get(state * letters + lowerOf(text.charCodeAt(at)))
      if (state === undefined) break
      found |= bits[state]!
    }
    return found
  }
}

const letters = 0x1_0000

function lowerOf(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 0x20 : code
  if (code === 0x2019) return 0x27
  const lower = String.fromCharCode(code).toLowerCase()
  return lower.length === 1 ? lower.charCodeAt(0) : code
}
