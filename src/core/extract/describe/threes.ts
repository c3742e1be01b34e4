/** The runs of three words of a text. */
export interface Threes {
  readonly size: number
  /** Share of a text's runs of three words that are in here. */
  readonly shareOf: (words: readonly string[]) => number
}

/** All runs of three words of a text. Words are numbered, so that a run is one number. */
export function threesOf(words: readonly string[]): Threes {
  const numbers = new Map<string, number>()
  for (const word of words) if (!numbers.has(word)) numbers.set(word, numbers.size)
  const runOf = (list: readonly string[], at: number): number => {
    let run = 0
    for (let offset = 0; offset < 3; offset++) {
      const number = numbers.get(list[at + offset]!)
      if (number === undefined) return -1
      run = run * numbers.size + number
    }
    return run
  }
  const runs = new Set<number>()
  for (let at = 0; at + 3 <= words.length; at++) runs.add(runOf(words, at))
  return {
    size: runs.size,
    shareOf: (list) => {
      let found = 0
      for (let at = 0; at + 3 <= list.length; at++) if (runs.has(runOf(list, at))) found += 1
      return found / (list.length - 2)
    },
  }
}
