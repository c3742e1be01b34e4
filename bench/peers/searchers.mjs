// Plain JavaScript: these packages, and so their types, are there only after the bench has installed them.

/** By name: loads a package and gives `texts => folded => [{ start, end, text }]`. Of a package's variants the fast one is taken. */
export const searchers = new Map([
  [
    'modern-ahocorasick',
    async () => {
      const { default: AhoCorasick } = await import('modern-ahocorasick/fast')
      return (texts) => {
        const automaton = new AhoCorasick(texts)
        return (folded) => automaton.search(folded).map(({ start, end, pattern }) => ({ start, end, text: pattern }))
      }
    },
  ],
  [
    '@monyone/aho-corasick',
    async () => {
      const { AhoCorasick } = await import('@monyone/aho-corasick/fast')
      return (texts) => {
        const automaton = new AhoCorasick(texts)
        return (folded) => automaton.matchInText(folded).map(({ begin, end, keyword }) => ({ start: begin, end, text: keyword }))
      }
    },
  ],
  [
    'ahocorasick',
    async () => {
      const { default: AhoCorasick } = await import('ahocorasick')
      return (texts) => {
        const automaton = new AhoCorasick(texts)
        // Tells where a match has its last character.
        return (folded) =>
          automaton.search(folded).flatMap(([last, found]) => found.map((text) => ({ start: last + 1 - text.length, end: last + 1, text })))
      }
    },
  ],
  [
    'fastscan',
    async () => {
      const { default: FastScanner } = await import('fastscan')
      return (texts) => {
        const automaton = new FastScanner(texts)
        return (folded) => automaton.search(folded).map(([start, text]) => ({ start, end: start + text.length, text }))
      }
    },
  ],
])
